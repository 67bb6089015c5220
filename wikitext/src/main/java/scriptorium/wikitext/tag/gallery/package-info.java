/** Galleries: lists of pictures in MediaWiki's modes. */
package scriptorium.wikitext.tag.gallery;
