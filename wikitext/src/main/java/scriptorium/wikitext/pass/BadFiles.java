package scriptorium.wikitext.pass;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.expand.ParseState;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Files that only some pages may show: {@code MediaWiki:Bad image list}, one on each line that starts with an asterisk, then the pages that may. */
final class BadFiles {

    private static final Title LIST = Title.of(Namespace.MEDIAWIKI, "Bad image list");
    private static final Pattern LINK = Pattern.compile("\\[\\[:?(.*?)]]");

    private BadFiles() {}

    static boolean contains(Title file, ParseState state) {
        PageText list = state.text(LIST);
        if (list == null) {
            return false;
        }
        for (String line : list.text().split("\n")) {
            if (!line.startsWith("*")) {
                continue;
            }
            List<Title> titles = LINK.matcher(line).results().map(found -> title(found, state)).flatMap(Optional::stream).toList();
            if (!titles.isEmpty() && titles.getFirst().equals(file)) {
                return !titles.subList(1, titles.size()).contains(state.request.page().withoutFragment());
            }
        }
        return false;
    }

    private static Optional<Title> title(java.util.regex.MatchResult link, ParseState state) {
        return state.titles.parse(link.group(1), Namespace.MAIN).title().map(Title::withoutFragment);
    }
}
