package scriptorium.wikitext.title;

import java.util.List;

/**
 * A namespace of the wiki.
 *
 * @param id number; talk namespaces are odd, Media is -2, Special is -1
 * @param canonical name in English, with blanks ("User talk"); empty for the main namespace
 * @param name local name, with blanks
 * @param aliases further names that lead here
 * @param subpages whether pages in it have subpages
 * @param content whether its pages count as articles
 * @param firstLetter whether the first letter of a title is always upper case ("first-letter"), else "case-sensitive"
 */
public record Namespace(
        int id, String canonical, String name, List<String> aliases, boolean subpages, boolean content, boolean firstLetter) {

    public static final int MEDIA = -2;
    public static final int SPECIAL = -1;
    public static final int MAIN = 0;
    public static final int TALK = 1;
    public static final int USER = 2;
    public static final int USER_TALK = 3;
    public static final int PROJECT = 4;
    public static final int PROJECT_TALK = 5;
    public static final int FILE = 6;
    public static final int FILE_TALK = 7;
    public static final int MEDIAWIKI = 8;
    public static final int MEDIAWIKI_TALK = 9;
    public static final int TEMPLATE = 10;
    public static final int TEMPLATE_TALK = 11;
    public static final int HELP = 12;
    public static final int HELP_TALK = 13;
    public static final int CATEGORY = 14;
    public static final int CATEGORY_TALK = 15;
    public static final int MODULE = 828;

    public Namespace {
        aliases = List.copyOf(aliases);
    }

    /** The same namespace with another local name; the canonical one still leads here. */
    public Namespace named(String local) {
        return new Namespace(id, canonical, local, aliases, subpages, content, firstLetter);
    }

    public boolean isTalk() {
        return id > 0 && (id & 1) == 1;
    }

    /** The number of the talk namespace that belongs to this one; itself when it is one. Undefined for Media and Special. */
    public int talkId() {
        return id | 1;
    }

    /** The number of the subject namespace that belongs to this one. */
    public int subjectId() {
        return id < 0 ? id : id & ~1;
    }
}
