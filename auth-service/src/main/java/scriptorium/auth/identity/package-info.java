/** The signed identity that the suite trusts, and the keys that sign it. */
package scriptorium.auth.identity;
