package scriptorium.router.format;

import scriptorium.contract.result.Result;

/** No body: the client is content with the headers. */
public record NoFormat() implements OutputFormat {

    @Override
    public String mime() {
        return "text/plain";
    }

    @Override
    public String extension() {
        return "txt";
    }

    @Override
    public byte[] write(Result.Tree answer) {
        return new byte[0];
    }
}
