package scriptorium.router.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import scriptorium.contract.result.Result;

/**
 * XML: values are attributes, content is the element's text, lists and maps are child elements named by their declaration.
 *
 * @param namespace whether the root element carries MediaWiki's namespace
 * @param pretty whether it is indented by two blanks
 * @param stylesheet address for an {@code xml-stylesheet} instruction; empty for none
 */
public record XmlFormat(boolean namespace, boolean pretty, String stylesheet) implements OutputFormat {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+");
    private static final String NAMESPACE = "http://www.mediawiki.org/xml/api/";

    public XmlFormat(boolean namespace) {
        this(namespace, false, "");
    }

    @Override
    public String mime() {
        return "text/xml";
    }

    @Override
    public String extension() {
        return "xml";
    }

    @Override
    public byte[] write(Result.Tree answer) {
        ByteOut out = new ByteOut();
        out.ascii("<?xml version=\"1.0\"?>");
        if (!stylesheet.isEmpty()) {
            out.ascii("<?xml-stylesheet href=\"");
            escape(out, stylesheet, true);
            out.ascii("\" type=\"text/xsl\" ?>");
        }
        Element root = new Element("api");
        fill(root, answer);
        if (namespace) {
            root.attributes.put("xmlns", NAMESPACE);
        }
        write(out, root, 0);
        return out.toBytes();
    }

    /** An element before it is written: in a tree, attributes may be declared after children. */
    private static final class Element {
        final String name;
        final Map<String, String> attributes = new LinkedHashMap<>();
        final List<Element> children = new ArrayList<>();
        String text;
        boolean preserve;

        Element(String name) {
            this.name = name;
        }

        Element text(String value) {
            text = value;
            return this;
        }

        Element preserved(String value) {
            preserve = true;
            return text(value);
        }
    }

    private static void fill(Element element, Result.Tree tree) {
        String contentKey = tree.contentKey();
        boolean nested = hasChildren(tree);
        Element last = null;
        for (Map.Entry<String, Object> field : tree.fields().entrySet()) {
            String name = field.getKey();
            Object value = field.getValue();
            String scalar = scalar(value);
            if (scalar == null) {
                if (value instanceof Result inner && !(value instanceof Result.Bool)) {
                    element.children.add(child(mangled(name), inner));
                }
            } else if (name.equals(contentKey)) {
                if (nested) {
                    last = new Element(mangled(name)).preserved(scalar);
                } else {
                    element.preserved(scalar);
                }
            } else if (tree.subelements().contains(name) || tree.bcSubelements().contains(name)) {
                element.children.add(new Element(mangled(name)).preserved(scalar));
            } else {
                element.attributes.put(mangled(name), scalar);
            }
        }
        add(element, last);
    }

    private static boolean hasChildren(Result.Tree tree) {
        for (Map.Entry<String, Object> field : tree.fields().entrySet()) {
            if (field.getValue() instanceof Result && !(field.getValue() instanceof Result.Bool)
                    || tree.subelements().contains(field.getKey())
                    || tree.bcSubelements().contains(field.getKey())) {
                return true;
            }
        }
        return false;
    }

    private static Element child(String name, Result value) {
        Element element = new Element(name);
        switch (value) {
            case Result.Tree tree -> fill(element, tree);
            case Result.Items(String member, List<Object> values) -> {
                String memberName = member.isEmpty() ? "_v" : mangled(member);
                for (Object item : values) {
                    add(element, item(memberName, item));
                }
            }
            case Result.Keyed keyed -> fill(element, keyed);
            case Result.Bool _ -> element.text("");
            case Result.Text _ -> throw new IllegalArgumentException("a text was not put into words");
        }
        return element;
    }

    private static void add(Element parent, Element child) {
        if (child != null) {
            parent.children.add(child);
        }
    }

    private static Element item(String name, Object value) {
        return switch (value) {
            case null -> new Element(name);
            case Boolean flag when !flag -> null;
            case Result.Bool(boolean flag) -> flag ? new Element(name).text("") : null;
            case Result inner -> child(name, inner);
            default -> new Element(name).text(scalar(value));
        };
    }

    private static void fill(Element element, Result.Keyed keyed) {
        boolean pairs = keyed.shape() == Result.Shape.KVP || keyed.shape() == Result.Shape.BC_KVP;
        keyed.values().forEach((key, value) -> {
            String scalar = scalar(value);
            boolean nested = value instanceof Result && !(value instanceof Result.Bool);
            if (scalar == null && !nested) {
                return;
            }
            if (keyed.element().isEmpty() || keyed.shape() == Result.Shape.ASSOC && !NUMBER.matcher(key).matches()) {
                if (nested) {
                    element.children.add(child(mangled(key), (Result) value));
                } else {
                    element.attributes.put(mangled(key), scalar);
                }
                return;
            }
            Element entry = new Element(mangled(keyed.element()));
            entry.attributes.put(pairs ? keyed.keyName() : "_idx", key);
            if (nested) {
                Element inner = child(entry.name, (Result) value);
                entry.attributes.putAll(inner.attributes);
                entry.children.addAll(inner.children);
                entry.text = inner.text;
                entry.preserve = inner.preserve;
            } else if (pairs) {
                entry.preserved(scalar);
            } else {
                entry.text(scalar);
            }
            element.children.add(entry);
        });
    }

    /** The attribute's text; null for what is left out or no scalar. */
    private static String scalar(Object value) {
        return switch (value) {
            case String text -> text;
            case Long number -> Long.toString(number);
            case Double number -> Numbers.plain(number);
            case Boolean flag -> flag ? "" : null;
            case Result.Bool(boolean flag) -> flag ? "" : null;
            case null, default -> null;
        };
    }

    private void write(ByteOut out, Element element, int depth) {
        if (pretty) {
            out.ascii('\n').ascii("  ".repeat(depth));
        }
        out.ascii('<').utf8(element.name);
        element.attributes.forEach((name, value) -> {
            out.ascii(' ').utf8(name).ascii("=\"");
            escape(out, value, true);
            out.ascii('"');
        });
        if (element.preserve) {
            out.ascii(" xml:space=\"preserve\"");
        }
        boolean empty = element.children.isEmpty() && (element.text == null || element.text.isEmpty());
        if (empty) {
            out.ascii(" />");
            return;
        }
        out.ascii('>');
        if (element.text != null) {
            escape(out, element.text, false);
        }
        for (Element child : element.children) {
            write(out, child, depth + 1);
        }
        if (pretty && !element.children.isEmpty()) {
            out.ascii('\n').ascii("  ".repeat(depth));
        }
        out.ascii("</").utf8(element.name).ascii('>');
    }

    private static void escape(ByteOut out, String text, boolean attribute) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.ascii("&lt;");
                case '>' -> out.ascii("&gt;");
                case '&' -> out.ascii("&amp;");
                case '"' -> out.ascii(attribute ? "&quot;" : "\"");
                case '\n', '\t', '\r' -> {
                    if (attribute || c == '\r') {
                        out.ascii("&#").ascii(Integer.toString(c)).ascii(';');
                    } else {
                        out.ascii(c);
                    }
                }
                default -> {
                    if (c >= 0x80) {
                        i += c == '\uFFFE' || c == '\uFFFF' ? out.wide("\uFFFD", 0, '\uFFFD') : out.wide(text, i, c);
                    } else if (c < ' ') {
                        out.wide("\uFFFD", 0, '\uFFFD');
                    } else {
                        out.ascii(c);
                    }
                }
            }
        }
    }

    /** A name that XML allows; any other character becomes {@code .} and its number in hex, as in element names of MediaWiki. */
    private static String mangled(String name) {
        boolean good = !name.isEmpty();
        for (int i = 0; good && i < name.length(); i++) {
            good = allowed(name.charAt(i), i == 0);
        }
        if (good) {
            return name;
        }
        StringBuilder text = new StringBuilder("_");
        name.codePoints().forEach(c -> {
            if (c < 0x10000 && allowed((char) c, false)) {
                text.appendCodePoint(c);
            } else {
                text.append('.').append(Integer.toHexString(c).toUpperCase(Locale.ROOT)).append('.');
            }
        });
        return text.toString();
    }

    private static boolean allowed(char c, boolean first) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || !first && (c >= '0' && c <= '9' || c == '-' || c == '.' || c == ':');
        }
        return Character.isLetter(c) || !first && Character.isLetterOrDigit(c);
    }
}
