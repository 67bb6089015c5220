/** What stands before the main module: origins, rates, compression. */
package scriptorium.router.edge;
