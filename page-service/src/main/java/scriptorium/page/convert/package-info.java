/** Changing the content model or the language of a page. */
package scriptorium.page.convert;
