/** Who is calling: the signed identity token and the internal key. */
package scriptorium.host.identity;
