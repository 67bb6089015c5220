/** Full-text search. */
package scriptorium.query.search;
