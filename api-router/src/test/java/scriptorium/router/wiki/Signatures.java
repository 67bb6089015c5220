package scriptorium.router.wiki;

import java.util.Map;

/** Lets other tests sign as a client would. */
public final class Signatures {

    private Signatures() {}

    public static String of(Map<String, String> params, String key) {
        return RunJobs.signature(params, key);
    }
}
