/** Words: message texts of all services, filled with arguments and written as HTML, wikitext or plain text; and the error envelopes made of them. */
package scriptorium.router.text;
