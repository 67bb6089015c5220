package scriptorium.upload.publish;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
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
 * @param deletedTwin the name under which the same bytes were deleted
 * @param odd what else is odd about the name: kind of the warning and what it names
 */
public record UploadWarnings(
        FileName name, boolean badName, Optional<FileVersion> existing, boolean unchanged, List<String> duplicates, boolean wasDeleted,
        Optional<String> deletedTwin, Optional<Odd> odd) {

    /** @param kind "page-exists", "exists-normalized", "thumb", "thumb-name", "bad-prefix" */
    public record Odd(String kind, String names) {}

    /**
     * What is known about a name and bytes.
     *
     * @param like names that differ in their extension only
     * @param pageThere whether a page of that name is there
     * @param scaled the file of which this would be a thumbnail by its name
     */
    record Known(Optional<FileVersion> existing, List<String> same, boolean deleted, Optional<String> deletedTwin, List<String> like, boolean pageThere,
            Optional<FileVersion> scaled) {}

    /** How thumbnails are named. */
    static final Pattern THUMB_NAME = Pattern.compile("\\d{1,6}px-(.+)");
    /** How cameras name pictures. */
    private static final List<String> CAMERAS = List.of("CIMG", "DSC_", "DSCF", "DSCN", "DUW", "IMG", "JD", "MGP", "PICT");

    static UploadWarnings of(String wanted, FileName name, MediaInfo media, Known known) {
        boolean bad = !name.value().equals(raise(wanted.replace(' ', '_')));
        boolean same = known.existing().isPresent() && known.existing().get().media().sha1().equals(media.sha1());
        return new UploadWarnings(name, bad, known.existing(), same, known.same().stream().filter(other -> !other.equals(name.value())).toList(),
                known.existing().isEmpty() && known.deleted(), known.deletedTwin(), known.existing().isPresent() ? Optional.empty() : odd(name, known));
    }

    private static Optional<Odd> odd(FileName name, Known known) {
        if (known.pageThere()) {
            return Optional.of(new Odd("page-exists", name.value()));
        }
        if (!known.like().isEmpty()) {
            return Optional.of(new Odd("exists-normalized", known.like().getFirst()));
        }
        if (THUMB_NAME.matcher(name.value()).matches()) {
            return Optional.of(new Odd(known.scaled().isPresent() ? "thumb" : "thumb-name", name.value()));
        }
        return CAMERAS.stream().anyMatch(name.value()::startsWith) ? Optional.of(new Odd("bad-prefix", name.value())) : Optional.empty();
    }

    private static String raise(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }

    public boolean pageThere() {
        return existing.isPresent() || odd.filter(what -> what.kind().equals("page-exists")).isPresent();
    }

    public boolean any() {
        return badName || existing.isPresent() || !duplicates.isEmpty() || wasDeleted || deletedTwin.isPresent() || odd.isPresent();
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
        odd.ifPresent(what -> tree.put(what.kind(), what.names()));
        if (wasDeleted) {
            tree.put("was-deleted", name.value());
        }
        if (!duplicates.isEmpty()) {
            tree.put("duplicate", Result.Items.of("duplicate", duplicates));
        }
        deletedTwin.ifPresent(other -> tree.put("duplicate-archive", other));
        return tree;
    }
}
