/** Pages for people, as plain HTML that needs no script: the frame, forms, and the login. */
package scriptorium.auth.web;
