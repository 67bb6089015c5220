package scriptorium.page.importing;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import scriptorium.contract.param.Timestamps;

/** Reads pages and revisions from an export in MediaWiki's XML. Blocks: for the work pool. */
final class Dump {

    private Dump() {}

    /** @param namespace of the wiki that the dump is from */
    record DumpedPage(String title, int namespace, List<DumpedRevision> revisions) {}

    /** @param userName a name, or an address when {@code anonymous} */
    record DumpedRevision(Instant madeAt, String userName, boolean anonymous, boolean minor, String comment, String model, String text, int visibility) {}

    static void read(InputStream in, Consumer<DumpedPage> pages) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLStreamReader xml = factory.createXMLStreamReader(in, "UTF-8");
        boolean rooted = false;
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                if (!rooted && !xml.getLocalName().equals("mediawiki")) {
                    throw new XMLStreamException("no dump");
                }
                rooted = true;
                if (xml.getLocalName().equals("page")) {
                    pages.accept(page(xml));
                }
            }
        }
    }

    private static DumpedPage page(XMLStreamReader xml) throws XMLStreamException {
        String title = "";
        int namespace = 0;
        List<DumpedRevision> revisions = new ArrayList<>();
        while (next(xml, "page")) {
            switch (xml.getLocalName()) {
                case "title" -> title = xml.getElementText();
                case "ns" -> namespace = Integer.parseInt(xml.getElementText().strip());
                case "revision" -> revision(xml).ifPresent(revisions::add);
                default -> skip(xml);
            }
        }
        return new DumpedPage(title, namespace, revisions);
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
