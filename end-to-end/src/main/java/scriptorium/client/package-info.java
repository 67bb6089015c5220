/** A small client of any api.php. */
package scriptorium.client;
