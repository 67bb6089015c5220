/** auth-service: accounts, sessions, groups and rights; who may. */
package scriptorium.auth;
