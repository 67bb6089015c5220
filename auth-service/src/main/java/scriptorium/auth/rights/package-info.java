/** Groups and what their members may do. */
package scriptorium.auth.rights;
