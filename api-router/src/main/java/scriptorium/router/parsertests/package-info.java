/**
 * What a build made for MediaWiki's parser tests has and no other ({@code -Dscriptorium.parser-tests=true}): the header {@code X-Parsertest-Config} of a request
 * goes on to the services.
 */
package scriptorium.router.parsertests;
