/** Publishing a file: the checks, the warnings, the stash, chunks. */
package scriptorium.upload.publish;
