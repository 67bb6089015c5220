/** References ({@code <ref>}, {@code <references>}): numbered, named, grouped, continued, extended, listed; with their errors. */
package scriptorium.wikitext.tag.cite;
