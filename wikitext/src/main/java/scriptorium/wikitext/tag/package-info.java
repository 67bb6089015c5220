/** Extension tags: each is a value with a name and a renderer, registered in {@link scriptorium.wikitext.tag.TagSet}; what a renderer needs of the engine comes with the call. */
package scriptorium.wikitext.tag;
