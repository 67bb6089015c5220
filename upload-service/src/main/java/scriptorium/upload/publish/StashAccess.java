package scriptorium.upload.publish;

import java.util.Optional;
import java.util.regex.Pattern;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.upload.model.StashedFile;

/** Who may use a stashed file: its owner. */
public final class StashAccess {

    private static final Pattern KEY = Pattern.compile("[\\w.-]+\\.\\w*");

    private StashAccess() {}

    /** Refuses a key that none of the stash can be. */
    public static void checkKey(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new ApiException(UploadRefusal.INVALID_FILE_KEY.msg());
        }
    }

    /** The file, when there is one and it is the caller's. */
    public static StashedFile own(Optional<StashedFile> found, String key, Caller caller) {
        if (!KEY.matcher(key).matches()) {
            throw new ApiException(UploadRefusal.STASH_BAD_KEY.msg(Arg.raw(key)));
        }
        StashedFile file = found.orElseThrow(() -> new ApiException(UploadRefusal.STASH_NOT_FOUND.msg(Arg.raw(key))));
        if (file.userId() != caller.userId()) {
            throw new ApiException(UploadRefusal.STASH_WRONG_OWNER.msg());
        }
        return file;
    }
}
