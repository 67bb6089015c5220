package scriptorium.wikitext.api;

/**
 * Why a text is no script.
 *
 * @param line where it was found, counted from 1
 * @param message Lua's own, without the place: {@code 'end' expected near '<eof>'}
 */
public record ScriptProblem(int line, String message) {}
