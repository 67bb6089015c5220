package scriptorium.upload.publish;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.result.Result;
import scriptorium.host.site.SiteConfig;
import scriptorium.upload.media.MediaInfo;
import scriptorium.upload.model.FileName;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Makes a file name of what a client asks for, and checks it against the file's type, in MediaWiki's order. */
@ApplicationScoped
public class NameCheck {

    private static final int MAX_BYTES = 240;
    private static final Set<String> DANGEROUS_TYPES = Set.of("text/html", "application/x-php", "application/xml");
    /** What servers, browsers or desktops might run, whatever stands behind it in the name. */
    private static final Set<String> BANNED = Set.of("html", "htm", "js", "jsb", "mht", "mhtml", "xht", "xhtml", "xml", "php", "php3", "php4", "php5", "phps", "phtml",
            "phar", "shtml", "jhtml", "pl", "py", "cgi", "exe", "scr", "dll", "msi", "vbs", "bat", "com", "pif", "cmd", "vxd", "cpl");

    private final TitleParser titles;
    private final SiteConfig site;

    NameCheck(TitleParser titles, SiteConfig site) {
        this.titles = titles;
        this.site = site;
    }

    /**
     * The name that the file would get; characters that titles cannot have become hyphens, and a missing extension is the type's own.
     *
     * @throws ApiException when no name can be made of it
     */
    public FileName name(String wanted, MediaInfo media) {
        String text = titles.parse(wanted, Namespace.MAIN).title().filter(t -> t.namespace() == Namespace.FILE && t.isLocal()).map(Title::text).orElse(wanted);
        text = text.replace('\\', '/').replaceAll("[/:]", "-").replaceAll("[\\[\\]{}|#<>\\p{Cntrl}]", "-").strip();
        if (text.isEmpty()) {
            throw new ApiException(UploadRefusal.ILLEGAL_NAME.msg().with("filename", wanted));
        }
        if (text.indexOf('.') == 0 || text.lastIndexOf('.') == 0) {
            throw new ApiException(UploadRefusal.NAME_TOO_SHORT.msg());
        }
        if (text.lastIndexOf('.') < 0) {
            text += "." + extensionOf(media.mime()).orElseThrow(() -> new ApiException(UploadRefusal.TYPE_MISSING.msg()));
        }
        if (text.endsWith(".")) {
            throw new ApiException(UploadRefusal.TYPE_MISSING.msg());
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new ApiException(UploadRefusal.NAME_TOO_LONG.msg());
        }
        Optional<Title> title = titles.parse(text, Namespace.FILE).title().filter(t -> t.namespace() == Namespace.FILE && t.isLocal());
        return new FileName(title.orElseThrow(() -> new ApiException(UploadRefusal.ILLEGAL_NAME.msg().with("filename", wanted))).dbKey());
    }

    /** Refuses a name with which no upload can end well: known from its first chunk. */
    public void checkExtension(String wanted) {
        int dot = wanted.lastIndexOf('.');
        if (dot > 0 && !site.fileExtensions().contains(wanted.substring(dot + 1).toLowerCase(Locale.ROOT))) {
            throw new ApiException(UploadRefusal.ILLEGAL_NAME.msg());
        }
    }

    /** Refuses extensions that are not allowed, empty and too large files, and files that are not what their name says. */
    public void check(FileName name, MediaInfo media, boolean scripted) {
        if (media.size() == 0) {
            throw new ApiException(UploadRefusal.EMPTY.msg());
        }
        if (media.size() > site.maxUploadSize()) {
            throw new ApiException(UploadRefusal.TOO_LARGE.msg());
        }
        if (DANGEROUS_TYPES.contains(media.mime())) {
            throw new ApiException(verification("filetype-badmime", media.mime()));
        }
        if (extensionOf(media.mime()).isPresent()) {
            checkType(name, media);
        }
        List<String> allowed = site.fileExtensions();
        List<String> banned = Arrays.stream(name.value().toLowerCase(Locale.ROOT).split("\\.")).skip(1).filter(BANNED::contains).toList();
        if (!allowed.contains(name.extension()) || !banned.isEmpty()) {
            Msg refusal = UploadRefusal.TYPE_BANNED.msg(Arg.raw(banned.isEmpty() ? name.extension() : banned.getFirst()), Arg.comma(allowed),
                            Arg.rawNum(allowed.size()), Arg.rawNum(1))
                    .with("filetype", name.extension())
                    .with("allowed", Result.Items.of("ext", allowed));
            throw new ApiException(banned.isEmpty() ? refusal : refusal.with("blacklisted", Result.Items.of("ext", banned)));
        }
        checkType(name, media);
        if (scripted) {
            throw new ApiException(verification("uploadscripted"));
        }
    }

    private static void checkType(FileName name, MediaInfo media) {
        if (!fits(name.extension(), media.mime())) {
            throw new ApiException(verification("filetype-mime-mismatch", name.extension(), media.mime()));
        }
    }

    /** The error of a file that is not what it should be. */
    public static Msg verification(String key, String... details) {
        Result.Items items = Result.items("detail").add(key);
        List.of(details).forEach(items::add);
        return Msg.of("verification-error", key, java.util.Arrays.stream(details).map(Arg::raw).toArray(Arg[]::new)).with("details", items);
    }

    static Optional<String> extensionOf(String mime) {
        return switch (mime) {
            case "image/png" -> Optional.of("png");
            case "image/jpeg" -> Optional.of("jpg");
            case "image/gif" -> Optional.of("gif");
            case "image/webp" -> Optional.of("webp");
            case "image/svg+xml" -> Optional.of("svg");
            default -> Optional.empty();
        };
    }

    private static boolean fits(String extension, String mime) {
        return extensionOf(mime).map(own -> own.equals(extension) || own.equals("jpg") && extension.equals("jpeg")).orElse(false);
    }
}
