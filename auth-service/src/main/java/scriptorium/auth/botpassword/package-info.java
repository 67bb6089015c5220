/** Bot passwords: passwords of an account for one program, which may do what its grants allow. */
package scriptorium.auth.botpassword;
