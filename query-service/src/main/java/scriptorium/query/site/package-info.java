/** What the wiki says of itself. */
package scriptorium.query.site;
