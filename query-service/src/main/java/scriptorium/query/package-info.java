/** query-service: the index, built from events alone, and every question that it answers. */
package scriptorium.query;
