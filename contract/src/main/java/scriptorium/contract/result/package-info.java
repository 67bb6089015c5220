/** A module's answer before any output format has touched it. */
package scriptorium.contract.result;
