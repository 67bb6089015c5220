/** What the modules say of themselves: {@code action=paraminfo} for programs and {@code action=help} for people, both made from the published descriptors. */
package scriptorium.router.help;
