/** Reports of browsers. */
package scriptorium.router.report;
