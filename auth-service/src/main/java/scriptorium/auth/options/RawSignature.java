package scriptorium.auth.options;

import java.io.StringReader;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import scriptorium.wikitext.text.CharacterReferences;

/** A signature that is used as it stands: its tags must fit together, or they would go on in whatever follows it on a page. */
final class RawSignature {

    private static final Pattern NAMED = Pattern.compile("&[A-Za-z][A-Za-z0-9]*;");
    private static final XMLInputFactory READERS = readers();

    private RawSignature() {}

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        return factory;
    }

    /** Whether it is a well-formed piece of XML; HTML's names of characters are known. */
    static boolean fits(String text) {
        try {
            XMLStreamReader reader = READERS.createXMLStreamReader(new StringReader("<s>" + NAMED.matcher(text).replaceAll(RawSignature::numbered) + "</s>"));
            while (reader.hasNext()) {
                reader.next();
            }
            return true;
        } catch (XMLStreamException notWellFormed) {
            return false;
        }
    }

    private static String numbered(MatchResult name) {
        return CharacterReferences.decode(name.group(), false).equals(name.group()) ? name.group() : "&#160;";
    }
}
