/** Mail that the wiki sends: between users, to confirm an address. Sent to an SMTP server of the operator's choice. */
package scriptorium.auth.mail;
