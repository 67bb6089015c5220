/** Events become the index: claims, transactions, positions that requests wait for. */
package scriptorium.query.projection;
