package scriptorium.query.parse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import scriptorium.contract.result.Result;
import scriptorium.wikitext.api.ParseResult;

/** The table of contents as {@code prop=tocdata} gives it. */
final class TocData {

    private TocData() {}

    static Result.Tree of(List<ParseResult.Section> sections, String text) {
        byte[] bytes = sections.isEmpty() ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        Result.Items items = Result.items("_v");
        for (ParseResult.Section section : sections) {
            Result.Tree tree = Result.tree()
                    .put("tocLevel", section.tocLevel())
                    .put("hLevel", section.level())
                    .put("line", section.line())
                    .put("number", section.number())
                    .put("index", section.index());
            if (!section.fromTitle().isEmpty()) {
                tree.put("fromTitle", section.fromTitle());
            }
            if (section.byteOffset() >= 0) {
                tree.put("codepointOffset", codePoints(bytes, section.byteOffset()));
            }
            tree.put("anchor", section.anchor());
            if (!section.linkAnchor().equals(section.anchor())) {
                tree.put("linkAnchor", section.linkAnchor());
            }
            items.add(tree);
        }
        return Result.tree().put("sections", items).put("extensionData", Result.items("_v"));
    }

    private static long codePoints(byte[] utf8, int bytes) {
        long count = 0;
        for (int i = 0; i < Math.min(bytes, utf8.length); i++) {
            count += (utf8[i] & 0xC0) == 0x80 ? 0 : 1;
        }
        return count;
    }
}
