/**
 * Changes as feeds: RSS and Atom. What goes into an item is decided here; both spellings are written by one writer of XML, which escapes whatever it is given.
 */
package scriptorium.query.feed;
