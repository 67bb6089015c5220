/** Measures a wiki from outside. */
package scriptorium.bench;
