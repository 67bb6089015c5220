/** Scripts of a wiki ({@code {{#invoke:}}}): modules in Lua, the library {@code mw} (its Lua part lies in the resources), limits, and errors as a page shows them. */
package scriptorium.wikitext.scribunto;
