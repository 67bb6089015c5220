package scriptorium.page.importing;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import scriptorium.contract.param.Timestamps;

/** An export in MediaWiki's XML, read page by page. Blocks: for the work pool. */
final class Dump implements AutoCloseable {

    private final InputStream in;
    private final XMLStreamReader xml;
    private final Map<Integer, String> namespaces = new HashMap<>();

    /** @throws XMLStreamException when this is no export */
    Dump(InputStream in) throws XMLStreamException {
        this.in = in;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        xml = factory.createXMLStreamReader(in, "UTF-8");
        while (xml.next() != XMLStreamConstants.START_ELEMENT) {
            // what stands before the root
        }
        if (!xml.getLocalName().equals("mediawiki")) {
            throw new XMLStreamException("no dump");
        }
    }

    /**
     * @param namespace number in the wiki that the dump is from, when it says
     * @param namespaceName its name there, empty when there is none
     * @param text the title without the namespace's name, where the namespace is known
     */
    record DumpedPage(Optional<Integer> namespace, String namespaceName, String text, List<DumpedRevision> revisions) {

        String fullText() {
            return namespaceName.isEmpty() ? text : namespaceName + ":" + text;
        }
    }

    /** @param userName a name, or an address when {@code anonymous} */
    record DumpedRevision(Instant madeAt, String userName, boolean anonymous, boolean minor, String comment, String model, String text, int visibility) {}

    /** Reads all there is, so that what is not well-formed is known. */
    void check() throws XMLStreamException {
        while (xml.hasNext()) {
            xml.next();
        }
    }

    /** The next page, empty after the last. */
    Optional<DumpedPage> next() throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            if (xml.getLocalName().equals("page")) {
                return Optional.of(page());
            }
            if (xml.getLocalName().equals("namespace")) {
                namespaces.put(number(xml.getAttributeValue(null, "key")), xml.getElementText());
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static int number(String text) {
        return text != null && text.strip().matches("-?\\d{1,9}") ? Integer.parseInt(text.strip()) : 0;
    }

    private DumpedPage page() throws XMLStreamException {
        String title = "";
        Optional<Integer> namespace = Optional.empty();
        List<DumpedRevision> revisions = new ArrayList<>();
        while (next(xml, "page")) {
            switch (xml.getLocalName()) {
                case "title" -> title = xml.getElementText();
                case "ns" -> namespace = Optional.of(number(xml.getElementText()));
                case "revision" -> revision(xml).ifPresent(revisions::add);
                default -> skip(xml);
            }
        }
        if (namespace.orElse(0) == 0) {
            return new DumpedPage(namespace, "", title, revisions);
        }
        int colon = title.indexOf(':');
        return new DumpedPage(namespace, namespaces.getOrDefault(namespace.get(), title.substring(0, Math.max(0, colon))), title.substring(colon + 1), revisions);
    }

    private static Optional<DumpedRevision> revision(XMLStreamReader xml) throws XMLStreamException {
        Optional<Instant> time = Optional.empty();
        String user = "";
        boolean anonymous = false;
        boolean minor = false;
        String comment = "";
        String model = "";
        String text = "";
        int hidden = 0;
        while (next(xml, "revision")) {
            boolean deleted = xml.getAttributeValue(null, "deleted") != null;
            switch (xml.getLocalName()) {
                case "timestamp" -> time = Timestamps.parse(xml.getElementText().strip());
                case "minor" -> {
                    minor = true;
                    skip(xml);
                }
                case "comment" -> {
                    hidden |= deleted ? 2 : 0;
                    comment = xml.getElementText();
                }
                case "model" -> model = xml.getElementText().strip();
                case "text" -> {
                    hidden |= deleted ? 1 : 0;
                    text = xml.getElementText();
                }
                case "contributor" -> {
                    hidden |= deleted ? 4 : 0;
                    while (next(xml, "contributor")) {
                        switch (xml.getLocalName()) {
                            case "username" -> user = xml.getElementText().strip();
                            case "ip" -> {
                                user = xml.getElementText().strip();
                                anonymous = true;
                            }
                            default -> skip(xml);
                        }
                    }
                }
                default -> skip(xml);
            }
        }
        if (time.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DumpedRevision(time.get(), user.isEmpty() ? "Unknown user" : user, anonymous || user.isEmpty(), minor, comment, model, text, hidden));
    }

    /** Moves to the next child element; false at the end of the parent. */
    private static boolean next(XMLStreamReader xml, String parent) throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(parent)) {
                return false;
            }
        }
        return false;
    }

    private static void skip(XMLStreamReader xml) throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }
}
