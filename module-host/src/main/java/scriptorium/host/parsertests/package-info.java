/**
 * What a build made for MediaWiki's parser tests has and no other: the wiki is the one those tests are written for, and a request may ask for another
 * configuration by the header {@code X-Parsertest-Config}. Such a build is made with {@code -Dscriptorium.parser-tests=true}; in all others none of these beans exist.
 */
package scriptorium.host.parsertests;
