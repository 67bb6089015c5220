/** Moving pages. */
package scriptorium.page.move;
