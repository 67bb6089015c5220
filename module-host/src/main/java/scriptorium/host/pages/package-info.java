/** What modules that work on many pages share: the parameters that name pages, the pages themselves as query-service finds them, and errors of single ones. */
package scriptorium.host.pages;
