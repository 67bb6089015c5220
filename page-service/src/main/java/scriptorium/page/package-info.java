/** page-service: pages, revisions, protection, the log of changes: the truth about editing. */
package scriptorium.page;
