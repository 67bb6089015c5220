package scriptorium.wikitext.tag.cite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The references of one page, by group and name. Every use can be taken back, because a list made by {@code #tag} gets its references after they were counted. */
final class Notes {

    /** What a tag asked for. */
    record Use(String group, String name, String text, String extended, String follows, String direction) {}

    private record Done(Use use, Runnable undo) {}

    /** What keys of references without a name begin with. */
    private static final String UNNAMED = "\n";

    private final Map<String, Map<String, Note>> groups = new LinkedHashMap<>();
    private final Map<String, Integer> counters = new LinkedHashMap<>();
    private final Deque<Done> done = new ArrayDeque<>();
    private final UnaryOperator<String> plain;
    private int sequence;

    /** @param plain puts back what is put away in a text, so that texts can be compared */
    Notes(UnaryOperator<String> plain) {
        this.plain = plain;
    }

    Set<String> groupNames() {
        return groups.keySet();
    }

    Note find(String group, String name) {
        return groups.getOrDefault(group, Map.of()).get(name);
    }

    Collection<Note> group(String group) {
        return groups.getOrDefault(group, Map.of()).values();
    }

    void forget(String group) {
        groups.remove(group);
        counters.remove(group);
        done.clear();
    }

    /** Null when nothing is shown where the tag stands. */
    Note use(Use use) {
        if (use.follows() != null) {
            follow(use);
            return null;
        }
        Map<String, Note> group = groups.computeIfAbsent(use.group(), _ -> new LinkedHashMap<>());
        boolean nameless = use.name() == null || use.name().isEmpty();
        Note known = nameless ? null : group.get(use.name());
        Note note;
        if (known == null) {
            note = new Note(use.name() == null || !nameless ? use.name() : String.valueOf(group.keySet().stream().filter(key -> key.startsWith(UNNAMED)).count()));
            note.emptyName = nameless && use.name() != null;
            note.id = ++sequence;
            note.text = use.text();
            note.direction = use.direction();
            note.uses = 1;
            String key = nameless ? UNNAMED + sequence : use.name();
            if (use.extended() != null) {
                extend(note, use);
            } else {
                note.number = counters.merge(use.group(), 1, Integer::sum);
            }
            group.put(key, note);
            done.push(new Done(use, () -> {
                group.remove(key);
                    if (note.parent == null) {
                    counters.merge(use.group(), -1, Integer::sum);
                } else if (group.get(note.parent) != null) {
                    group.get(note.parent).parts--;
                }
            }));
            return note;
        }
        note = known;
        if (note.id == 0) {
            note.id = ++sequence;
        }
        note.uses++;
        String text = note.text;
        List<String> warnings = new ArrayList<>(note.warnings);
        fill(note, use);
        done.push(new Done(use, () -> {
            note.uses--;
            note.text = text;
            note.warnings.clear();
            note.warnings.addAll(warnings);
        }));
        return note;
    }

    private void extend(Note part, Use use) {
        Map<String, Note> group = groups.get(use.group());
        part.parent = use.extended();
        Note parent = group.get(use.extended());
        if (parent == null) {
            parent = new Note(use.extended());
            parent.number = counters.merge(use.group(), 1, Integer::sum);
            group.put(use.extended(), parent);
        }
        part.number = parent.number;
        part.part = ++parent.parts;
    }

    /** The text of a reference that is used or listed again. */
    void fill(Note note, Use use) {
        if (use.direction() != null && note.direction != null && !use.direction().equals(note.direction)) {
            note.warnings.add(CiteMessages.direction(note.name));
        }
        if (use.text() == null) {
            return;
        }
        if (note.text == null) {
            note.text = use.text();
            note.direction = use.direction() == null ? note.direction : use.direction();
        } else if (!plain.apply(note.text).equals(plain.apply(use.text()))) {
            note.warnings.add(CiteMessages.duplicate(note.name));
        }
    }

    private void follow(Use use) {
        Note followed = find(use.group(), use.follows());
        if (followed != null) {
            String text = followed.text;
            followed.text = (text == null ? "" : text) + " " + use.text();
            done.push(new Done(use, () -> followed.text = text));
            return;
        }
        Note lost = new Note(null);
        lost.follows = use.follows();
        lost.text = use.text();
        lost.id = ++sequence;
        Map<String, Note> first = new LinkedHashMap<>();
        Map<String, Note> group = groups.computeIfAbsent(use.group(), _ -> new LinkedHashMap<>());
        Map<String, Note> rest = new LinkedHashMap<>(group);
        rest.entrySet().stream().filter(entry -> entry.getValue().follows != null).forEach(entry -> first.put(entry.getKey(), entry.getValue()));
        first.put(UNNAMED + sequence, lost);
        rest.forEach(first::putIfAbsent);
        group.clear();
        group.putAll(first);
        done.push(new Done(use, () -> {
            group.values().remove(lost);
        }));
    }

    /** Takes the last uses back and gives them in the order they were made. */
    List<Use> takeBack(int count) {
        List<Use> back = new ArrayList<>();
        for (int i = 0; i < count && !done.isEmpty(); i++) {
            Done last = done.pop();
            last.undo().run();
            back.addFirst(last.use());
        }
        groups.values().removeIf(Map::isEmpty);
        return back;
    }

    /** In the order of the list: parts behind their parent. */
    List<Note> listed(String group) {
        List<Note> out = new ArrayList<>();
        Set<Note> there = new HashSet<>();
        List<Note> all = new ArrayList<>(group(group));
        all.sort((a, b) -> a.follows != null || b.follows != null ? Boolean.compare(b.follows != null, a.follows != null) : Integer.compare(a.number, b.number));
        for (Note note : all) {
            if (note.parent == null && there.add(note)) {
                out.add(note);
                all.stream().filter(part -> part.parent != null && part.parent.equals(note.name) && there.add(part)).forEach(out::add);
            }
        }
        return out;
    }
}
