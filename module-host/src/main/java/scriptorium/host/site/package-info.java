/** The wiki's configuration, and the beans made from it. */
package scriptorium.host.site;
