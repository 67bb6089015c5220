/** Preferences of users: which there are, what they are when nothing was chosen, which values they accept, and how they change. */
package scriptorium.auth.options;
