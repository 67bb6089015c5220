package scriptorium.upload.publish;

import java.util.List;
import java.util.Optional;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.upload.media.MediaInfo;
import scriptorium.upload.model.FileName;
import scriptorium.upload.model.FileVersion;

/**
 * What a client should know before a file is published.
 *
 * @param badName the name that the file would get, when it is not the one asked for
 * @param existing the current version under that name
 * @param unchanged whether it has the same bytes
 * @param duplicates names of other files with the same bytes
 */
public record UploadWarnings(
        FileName name, boolean badName, Optional<FileVersion> existing, boolean unchanged, List<String> duplicates, boolean wasDeleted,
        Optional<String> likeName) {

    static UploadWarnings of(
            String wanted, FileName name, MediaInfo media, Optional<FileVersion> existing, List<String> same, boolean deleted, List<String> like) {
        String asTitle = wanted.replace(' ', '_').replaceAll("_+", "_").replaceAll("^_|_$", "");
        boolean bad = !name.value().equals(asTitle) && !name.value().equals(raise(asTitle));
        return new UploadWarnings(name, bad, existing, existing.isPresent() && existing.get().media().sha1().equals(media.sha1()),
                same.stream().filter(other -> !other.equals(name.value())).toList(), existing.isEmpty() && deleted, like.stream().findFirst());
    }

    private static String raise(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }

    public boolean any() {
        return badName || existing.isPresent() || !duplicates.isEmpty() || wasDeleted || likeName.isPresent();
    }

    public Result.Tree asResult() {
        Result.Tree tree = Result.tree();
        if (badName) {
            tree.put("badfilename", name.value());
        }
        existing.ifPresent(version -> {
            tree.put("exists", name.value());
            if (unchanged) {
                tree.put("nochange", Result.tree().put("timestamp", Timestamps.iso(version.uploadedAt())));
            }
        });
        if (!duplicates.isEmpty()) {
            tree.put("duplicate", Result.Items.of("duplicate", duplicates));
        }
        if (wasDeleted) {
            tree.put("was-deleted", name.value());
        }
        likeName.ifPresent(other -> tree.put("exists-normalized", other));
        return tree;
    }
}
