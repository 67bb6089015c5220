package scriptorium.router.format;

import scriptorium.contract.result.Result;

/** Writes an answer. {@link Result.Text}s have been turned into text or trees before. */
public interface OutputFormat {

    /** MIME type without charset. */
    String mime();

    /** Ending of the file name in {@code Content-Disposition}. */
    String extension();

    /** The answer in UTF-8. */
    byte[] write(Result.Tree answer);
}
