/** Lua's own libraries, as far as a sandbox has them. */
package scriptorium.wikitext.lua.lib;
