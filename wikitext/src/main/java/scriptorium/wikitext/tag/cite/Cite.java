package scriptorium.wikitext.tag.cite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.expand.ParseState;
import scriptorium.wikitext.pass.Sanitizer;
import scriptorium.wikitext.tag.TagCall;
import scriptorium.wikitext.tag.TagDefinition;
import scriptorium.wikitext.text.TextBuffer;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** The tags {@code ref} and {@code references} on one page. */
public final class Cite {

    private static final Set<String> REF_PARAMETERS = Set.of("group", "name", "follow", "dir");
    private static final Set<String> LIST_PARAMETERS = Set.of("group", "responsive");
    private static final Pattern MARKER = Pattern.compile("\u007F[0-9]++\u007F");

    private final ParseState state;
    private final Notes notes;
    private final NoteHtml html;
    private final Set<String> markers = new HashSet<>();
    private final Set<String> lists = new HashSet<>();
    /** Group of the list that is being read, null outside of lists. */
    private String listing;
    private final List<String> listErrors = new ArrayList<>();

    private Cite(TagCall first) {
        state = first.state();
        notes = new Notes(state::unstrip);
        html = new NoteHtml(state, this::labels);
        state.atEnd(out -> atEnd(first, out));
    }

    public static List<TagDefinition> all() {
        return List.of(new TagDefinition("ref", call -> of(call).ref(call)), new TagDefinition("references", call -> of(call).references(call)));
    }

    private static Cite of(TagCall call) {
        return call.state().extension(Cite.class, () -> new Cite(call));
    }

    private boolean extending() {
        return state.site.options().getOrDefault("CiteBookReferencing", "false").equals("true");
    }

    private String ref(TagCall call) {
        Notes.Use use = new Notes.Use(value(call, "group").orElse(listing == null ? "" : listing), call.attribute("name").orElse(null),
                call.content() == null || call.content().isBlank() ? null : call.content(),
                value(call, "extends").orElse(null), value(call, "follow").orElse(null), value(call, "dir").map(String::toLowerCase).orElse(null));
        if (call.attributes().containsKey("extends")) {
            state.categories.putIfAbsent("Pages that use extended references", "");
        }
        if (listing != null) {
            list(call, use);
            return "";
        }
        String error = problem(call, use);
        if (error != null) {
            return state.strip(failed(error));
        }
        Note note = notes.use(use);
        return note == null ? remember("") : remember(html.link(use.group(), note));
    }

    private String remember(String html) {
        state.modules.add("ext.cite.ux-enhancements");
        state.moduleStyles.add("ext.cite.styles");
        String marker = state.strip(html);
        markers.add(marker);
        return marker;
    }

    private static Optional<String> value(TagCall call, String name) {
        return call.attribute(name).filter(value -> !value.isEmpty());
    }

    private String failed(String message) {
        state.categories.putIfAbsent("Pages with reference errors", "");
        return CiteMessages.error(message);
    }

    private String problem(TagCall call, Notes.Use use) {
        String parameters = parameters(call, use);
        if (parameters != null) {
            return parameters;
        }
        if ((use.name() == null || use.name().isEmpty()) && use.text() == null) {
            return call.content() == null ? CiteMessages.NO_NAME : CiteMessages.NO_TEXT;
        }
        if (isNumber(use.name()) || isNumber(use.follows()) || isNumber(use.extended())) {
            return CiteMessages.NUMERIC;
        }
        if (moves(use)) {
            return CiteMessages.duplicate(use.name());
        }
        return use.text() != null && OpenTags.hold(use.text()) ? CiteMessages.UNCLOSED : null;
    }

    private String parameters(TagCall call, Notes.Use use) {
        for (String name : call.attributes().keySet()) {
            if (!REF_PARAMETERS.contains(name) && !(name.equals("extends") && (extending() || use.extended() == null))) {
                return CiteMessages.BAD_PARAMETER;
            }
        }
        if (use.follows() != null && (use.name() != null || use.extended() != null)) {
            return CiteMessages.FOLLOW_CONFLICT;
        }
        return use.direction() != null && !use.direction().equals("ltr") && !use.direction().equals("rtl") ? CiteMessages.BAD_DIRECTION : null;
    }

    /** A reference of its own cannot become a part of another one, nor a part of one that of another. */
    private boolean moves(Notes.Use use) {
        Note known = use.name() == null || use.extended() == null ? null : notes.find(use.group(), use.name());
        return known != null && known.id > 0 && !use.extended().equals(known.parent);
    }

    private static boolean isNumber(String name) {
        return name != null && !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private void list(TagCall call, Notes.Use use) {
        String error = call == null ? null : parameters(call, use);
        if (error == null && !use.group().equals(listing)) {
            error = CiteMessages.otherGroup(use.group());
        } else if (error == null && (use.name() == null || use.name().isEmpty())) {
            error = CiteMessages.LIST_NO_NAME;
        } else if (error == null && use.text() == null) {
            error = CiteMessages.emptyListed(use.name());
        } else if (error == null && notes.find(use.group(), use.name()) == null) {
            error = CiteMessages.unused(use.name());
        } else if (error == null && moves(use)) {
            error = CiteMessages.duplicate(use.name());
        }
        if (error == null) {
            notes.fill(notes.find(use.group(), use.name()), use);
        } else {
            listErrors.add(error);
        }
    }

    private String references(TagCall call) {
        if (listing != null) {
            return Sanitizer.link("<references" + call.rawAttributes() + ">") + call.text() + "&lt;/references&gt;";
        }
        for (String name : call.attributes().keySet()) {
            if (!LIST_PARAMETERS.contains(name)) {
                return state.strip(failed(CiteMessages.BAD_LIST_PARAMETER));
            }
        }
        String group = value(call, "group").orElse("");
        boolean responsive = value(call, "responsive").map(value -> !value.equals("0"))
                .orElse(!state.site.options().getOrDefault("CiteResponsiveReferences", "true").equals("false"));
        if (call.content() != null && !call.content().isBlank()) {
            if (MARKER.matcher(call.content()).results().anyMatch(found -> lists.contains(found.group()))) {
                return state.strip(failed(CiteMessages.LIST_UNCLOSED));
            }
            read(call, group);
        }
        TextBuffer out = TextBuffer.take(1 << 10);
        render(call, group, responsive, out);
        String between = "\n";
        for (String error : listErrors) {
            out.append(between).append(failed(error));
            between = "<br />\n";
        }
        listErrors.clear();
        String marker = state.strip(out.finish());
        lists.add(marker);
        return marker;
    }

    private void read(TagCall call, String group) {
        int count = (int) MARKER.matcher(call.content()).results().filter(found -> markers.contains(found.group())).count();
        List<Notes.Use> back = notes.takeBack(count);
        listing = group;
        for (Notes.Use use : back) {
            list(null, use.group().isEmpty() ? new Notes.Use(group, use.name(), use.text(), use.extended(), use.follows(), use.direction()) : use);
        }
        call.expander().expandInner(call.content());
        listing = null;
    }

    private void render(TagCall call, String group, boolean responsive, TextBuffer out) {
        List<Note> listed = notes.listed(group);
        if (listed.isEmpty()) {
            return;
        }
        out.append(!responsive ? "" : listed.size() > 10 ? "<div class=\"mw-references-wrap mw-references-columns\">" : "<div class=\"mw-references-wrap\">");
        html.list(listed, call, this::failed, out);
        notes.forget(group);
        out.append(responsive ? "</div>" : "");
    }

    private void atEnd(TagCall call, TextBuffer out) {
        boolean responsive = !state.site.options().getOrDefault("CiteResponsiveReferences", "true").equals("false");
        out.append(notes.groupNames().isEmpty() ? "" : "\n");
        for (String group : List.copyOf(notes.groupNames())) {
            if (group.isEmpty()) {
                render(call, group, responsive, out);
            } else if (!notes.group(group).isEmpty()) {
                out.append("<br />").append(failed(CiteMessages.noList(group)));
            }
        }
    }

    /** Labels that the wiki has written for a group, empty when it has none. */
    private List<String> labels(String group) {
        Optional<Title> title = state.titles.parse("Cite link label group-" + group, Namespace.MEDIAWIKI).title().filter(t -> t.namespace() == Namespace.MEDIAWIKI);
        PageText text = title.map(t -> state.source.pages(List.of(t)).get(t)).orElse(null);
        return text == null || text.text().isBlank() ? List.of() : List.of(text.text().strip().split("\\s+"));
    }

}
