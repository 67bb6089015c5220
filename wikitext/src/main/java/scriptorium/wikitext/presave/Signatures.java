package scriptorium.wikitext.presave;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Locale;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikitextEngine.Signature;
import scriptorium.wikitext.language.Languages;
import scriptorium.wikitext.language.WikitextEscape;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.UserNames;

/** Writes tildes out: three are the name, four the name and the time, five the time. */
public final class Signatures {

    private static final int MAX_NICKNAME = 255;

    private final WikiSite site;
    private final ZoneId zone;

    public Signatures(WikiSite site) {
        this.site = site;
        zone = zone(site);
    }

    private static ZoneId zone(WikiSite site) {
        String name = site.options().getOrDefault("Localtimezone", "UTC");
        return ZoneId.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : ZoneId.of("UTC");
    }

    public String replace(String text, Signature signature, Instant now) {
        if (!text.contains("~~~")) {
            return text;
        }
        String name = name(signature);
        String time = time(now);
        StringBuilder out = new StringBuilder(text.length() + 128);
        int at = 0;
        while (at < text.length()) {
            int tilde = text.indexOf("~~~", at);
            if (tilde < 0) {
                break;
            }
            out.append(text, at, tilde);
            int count = 3;
            while (count < 5 && tilde + count < text.length() && text.charAt(tilde + count) == '~') {
                count++;
            }
            out.append(count == 5 ? time : count == 4 ? name + " " + time : name);
            at = tilde + count;
        }
        return out.append(text, at, text.length()).toString();
    }

    /** The time as signatures write it: {@code 11:32, 23 November 2026 (UTC)}. */
    public String time(Instant now) {
        ZonedDateTime local = now.atZone(zone);
        String abbreviation = zone.getId().equals("UTC") ? "UTC" : local.getZone().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
        return Languages.of(site.language()).timeAndDate(local.toLocalDateTime()) + " (" + abbreviation + ")";
    }

    private String name(Signature signature) {
        String user = signature.userName();
        if (signature.anonymous()) {
            if (UserNames.isIp(user)) {
                return "[[" + namespace(Namespace.SPECIAL) + ":Contributions/" + user + "|" + user + "]]";
            }
            String shown = WikitextEscape.escape(user, false);
            return "[[" + namespace(Namespace.SPECIAL) + ":Contributions/" + shown + "|" + shown + "]] ([[" + namespace(Namespace.USER_TALK) + ":" + shown + "|talk]])";
        }
        String nickname = signature.nickname();
        if (signature.fancy() && !nickname.isBlank()) {
            return clean(nickname);
        }
        String shown = nickname.isBlank() || nickname.length() > MAX_NICKNAME ? user : nickname;
        return "[[" + namespace(Namespace.USER) + ":" + user + "|" + WikitextEscape.escape(shown, false) + "]] ([["
                + namespace(Namespace.USER_TALK) + ":"
                + user + "|talk]])";
    }

    /** A signature cannot sign again. */
    private static String clean(String nickname) {
        StringBuilder out = new StringBuilder(nickname.length());
        int at = 0;
        while (at < nickname.length()) {
            int end = at;
            while (end < nickname.length() && nickname.charAt(end) == '~') {
                end++;
            }
            if (end - at < 3) {
                end = Math.max(end, at + 1);
                out.append(nickname, at, end);
            }
            at = end;
        }
        return out.toString().strip();
    }

    private String namespace(int id) {
        return site.namespaces().stream().filter(n -> n.id() == id).findFirst()
                .or(() -> DefaultNamespaces.of(site.siteName()).stream().filter(n -> n.id() == id).findFirst()).map(Namespace::name)
                        .orElse("");
    }
}
