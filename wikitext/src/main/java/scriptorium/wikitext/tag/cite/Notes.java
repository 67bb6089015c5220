package scriptorium.wikitext.tag.cite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
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

    private static final class Group {
        final Map<String, Note> notes = new LinkedHashMap<>();
        int numbered;
        int unnamed;

        void addUnnamed(String key, Note note) {
            notes.put(key, note);
            unnamed++;
        }
    }

    private final Map<String, Group> groups = new LinkedHashMap<>();
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
        Group known = groups.get(group);
        return known == null ? null : known.notes.get(name);
    }

    Collection<Note> group(String group) {
        Group known = groups.get(group);
        return known == null ? List.of() : known.notes.values();
    }

    void forget(String group) {
        groups.remove(group);
        done.clear();
    }

    private Group open(String name) {
        return groups.computeIfAbsent(name, _ -> new Group());
    }

    /** Null when nothing is shown where the tag stands. */
    Note use(Use use) {
        if (use.follows() != null) {
            follow(use);
            return null;
        }
        Group group = open(use.group());
        Note known = nameless(use) ? null : group.notes.get(use.name());
        return known == null ? first(group, use) : again(known, use);
    }

    private static boolean nameless(Use use) {
        return use.name() == null || use.name().isEmpty();
    }

    private Note first(Group group, Use use) {
        boolean nameless = nameless(use);
        Note note = new Note(nameless && use.name() != null ? String.valueOf(group.unnamed) : use.name());
        note.emptyName = nameless && use.name() != null;
        note.id = ++sequence;
        note.write(use.text());
        note.direction = use.direction();
        note.uses = 1;
        if (use.extended() == null) {
            note.number = ++group.numbered;
        } else {
            extend(group, note, use.extended());
        }
        String key = nameless ? UNNAMED + sequence : use.name();
        if (nameless) {
            group.addUnnamed(key, note);
        } else {
            group.notes.put(key, note);
        }
        done.push(new Done(use, () -> {
            if (note.parent == null) {
                group.numbered--;
            } else if (group.notes.get(note.parent) != null) {
                group.notes.get(note.parent).parts--;
            }
            remove(group, use.group(), key, nameless);
        }));
        return note;
    }

    private Note again(Note note, Use use) {
        if (note.id == 0) {
            note.id = ++sequence;
        }
        note.uses++;
        boolean written = note.written();
        List<String> warnings = List.copyOf(note.warnings);
        fill(note, use);
        done.push(new Done(use, () -> {
            note.uses--;
            if (!written) {
                note.write(null);
            }
            note.warnings.clear();
            note.warnings.addAll(warnings);
        }));
        return note;
    }

    private static void extend(Group group, Note part, String name) {
        Note parent = group.notes.get(name);
        if (parent == null) {
            parent = new Note(name);
            parent.number = ++group.numbered;
            group.notes.put(name, parent);
        }
        part.parent = name;
        part.number = parent.number;
        part.part = ++parent.parts;
    }

    private void remove(Group group, String name, String key, boolean unnamed) {
        group.notes.remove(key);
        group.unnamed -= unnamed ? 1 : 0;
        if (group.notes.isEmpty()) {
            groups.remove(name);
        }
    }

    /** The text of a reference that is used or listed again. */
    void fill(Note note, Use use) {
        if (use.direction() != null && note.direction != null && !use.direction().equals(note.direction)) {
            note.warnings.add(CiteMessages.direction(note.name));
        }
        if (use.text() == null) {
            return;
        }
        if (!note.written()) {
            note.write(use.text());
            note.direction = use.direction() == null ? note.direction : use.direction();
        } else if (!note.plain(plain).equals(plain.apply(use.text()))) {
            note.warnings.add(CiteMessages.duplicate(note.name));
        }
    }

    private void follow(Use use) {
        Note followed = find(use.group(), use.follows());
        if (followed != null) {
            int before = followed.add(use.text());
            done.push(new Done(use, () -> followed.cut(before)));
            return;
        }
        Note lost = new Note(null);
        lost.follows = use.follows();
        lost.write(use.text());
        lost.id = ++sequence;
        Group group = open(use.group());
        String key = UNNAMED + sequence;
        group.addUnnamed(key, lost);
        done.push(new Done(use, () -> remove(group, use.group(), key, true)));
    }

    /** Takes the last uses back and gives them in the order they were made. */
    List<Use> takeBack(int count) {
        List<Use> back = new ArrayList<>();
        for (int i = 0; i < count && !done.isEmpty(); i++) {
            Done last = done.pop();
            last.undo().run();
            back.addFirst(last.use());
        }
        return back;
    }

    /** In the order of the list: those that continue nothing first, parts behind their parent. */
    List<Note> listed(String group) {
        List<Note> all = new ArrayList<>(group(group));
        all.sort((a, b) -> a.follows != null || b.follows != null ? Boolean.compare(b.follows != null, a.follows != null) : Integer.compare(a.number, b.number));
        Map<String, List<Note>> parts = new HashMap<>();
        for (Note note : all) {
            if (note.parent != null) {
                parts.computeIfAbsent(note.parent, _ -> new ArrayList<>()).add(note);
            }
        }
        List<Note> out = new ArrayList<>(all.size());
        for (Note note : all) {
            if (note.parent == null) {
                out.add(note);
                out.addAll(note.name == null ? List.of() : parts.getOrDefault(note.name, List.of()));
            }
        }
        return out;
    }
}
