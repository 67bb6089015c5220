/** action=query itself: page sets, generators, continuation. */
package scriptorium.query.frame;
