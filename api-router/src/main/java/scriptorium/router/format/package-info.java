/** The output formats. Each writes a {@link scriptorium.contract.result.Result} and nothing else; no other package knows how a format spells a value. */
package scriptorium.router.format;
