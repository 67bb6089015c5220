/** How the submodules ask the database. */
package scriptorium.query.index;
