/** Change tags: those of the software, those of the wiki, and what may be done with them. */
package scriptorium.page.tag;
