/** What people and old tools expect beside api.php: pages in a plain skin, raw text, history, files, and the door through which jobs are run. */
package scriptorium.router.wiki;
