/** Blocks: who is kept from editing, where, and until when. */
package scriptorium.auth.block;
