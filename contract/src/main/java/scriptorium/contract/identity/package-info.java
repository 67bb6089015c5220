/** Who is calling, as every service reads it from the signed identity token; and the tokens that guard writes. */
package scriptorium.contract.identity;
