/** An interpreter of Lua 5.1, written for sandboxes: nothing of the machine is reachable, and time, depth and memory are bounded. Strings are bytes: each char of a Java string is one. */
package scriptorium.wikitext.lua;
