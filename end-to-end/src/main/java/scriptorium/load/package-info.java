/** Puts articles on a wiki, and checks them. */
package scriptorium.load;
