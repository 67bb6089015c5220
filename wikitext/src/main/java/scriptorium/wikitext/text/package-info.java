/** Text as the engine holds and changes it. */
package scriptorium.wikitext.text;
