/** What the outbox is given: changes in the words of the event streams. */
package scriptorium.page.news;
