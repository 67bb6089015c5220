package scriptorium.wikitext.tag.cite;

import scriptorium.wikitext.pass.Sanitizer;

/** What is said of references that are not right. */
final class CiteMessages {

    static final String BAD_PARAMETER = "this <code>&lt;ref&gt;</code> has a parameter that is not known.";
    static final String BAD_LIST_PARAMETER = "this <code>&lt;references&gt;</code> has a parameter that is not known.";
    static final String FOLLOW_CONFLICT = "a <code>&lt;ref&gt;</code> with <code>follow</code> has neither a name of its own nor <code>extends</code>.";
    static final String NO_NAME = "this <code>&lt;ref&gt;</code> has neither a name nor a text.";
    static final String NO_TEXT = "a <code>&lt;ref&gt;</code> without a name needs a text.";
    static final String NUMERIC = "the name of a <code>&lt;ref&gt;</code> must not be a plain number.";
    static final String UNCLOSED = "a <code>&lt;ref&gt;</code> is not closed.";
    static final String LIST_UNCLOSED = "a <code>&lt;references&gt;</code> is not closed.";
    static final String LIST_NO_NAME = "a <code>&lt;ref&gt;</code> between <code>&lt;references&gt;</code> and its end needs a name.";
    static final String BAD_DIRECTION = "the <code>dir</code> of a <code>&lt;ref&gt;</code> is <code>ltr</code> or <code>rtl</code>.";

    private CiteMessages() {}

    static String error(String text) {
        return "<span class=\"error mw-ext-cite-error\" lang=\"en\" dir=\"ltr\">Reference error: " + text + "</span>";
    }

    static String missingText(String name) {
        return "no <code>&lt;ref&gt;</code> named " + quoted(name) + " has a text.";
    }

    static String duplicate(String name) {
        return "the name " + quoted(name) + " stands for several texts that differ.";
    }

    static String direction(String name) {
        return "the references named " + quoted(name) + " do not agree in their <code>dir</code>.";
    }

    static String otherGroup(String group) {
        return "a <code>&lt;ref&gt;</code> of the group " + quoted(group) + " stands in the list of another group.";
    }

    static String unused(String name) {
        return "the reference " + quoted(name) + " is listed, but the text before does not use it.";
    }

    static String emptyListed(String name) {
        return "the reference " + quoted(name) + " is listed without a text.";
    }

    static String noList(String group) {
        return "there are references of the group " + quoted(group) + ", but no <code>&lt;references&gt;</code> of that group.";
    }

    static String noLabel(String group) {
        return "the group " + quoted(group) + " has no more labels.";
    }

    private static String quoted(String name) {
        return "<code>" + Sanitizer.link(name) + "</code>";
    }
}
