package scriptorium.upload.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Refuses SVG files that could run something or fetch something: a whitelist of name spaces, and no scripts, handlers, foreign objects or outside references. */
public final class SvgCheck {

    private static final Set<String> ELEMENTS = Set.of("script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "audio", "video", "canvas");

    private SvgCheck() {}

    /** The message key of what is wrong, if something is. Blocking: for the work pool. */
    public static Optional<String> problem(Path file) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            boolean root = true;
            boolean style = false;
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        String name = xml.getLocalName().toLowerCase(Locale.ROOT);
                        if (root && !name.equals("svg")) {
                            return Optional.of("xml-error-no-root");
                        }
                        root = false;
                        style = name.equals("style");
                        Optional<String> bad = element(xml, name);
                        if (bad.isPresent()) {
                            return bad;
                        }
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                        if (style && css(xml.getText())) {
                            return Optional.of("uploaded-href-unsafe-target-svg");
                        }
                    }
                    case XMLStreamConstants.PROCESSING_INSTRUCTION -> {
                        return Optional.of("upload-scripted-pi-callback");
                    }
                    case XMLStreamConstants.END_ELEMENT -> style = false;
                    default -> {}
                }
            }
            return Optional.empty();
        } catch (XMLStreamException broken) {
            return Optional.of("uploadinvalidxml");
        }
    }

    private static Optional<String> element(XMLStreamReader xml, String name) {
        if (ELEMENTS.contains(name)) {
            return Optional.of("uploaded-script-svg");
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String attribute = xml.getAttributeLocalName(i).toLowerCase(Locale.ROOT);
            String value = xml.getAttributeValue(i).strip().toLowerCase(Locale.ROOT);
            if (attribute.startsWith("on")) {
                return Optional.of("uploaded-event-handler-on-svg");
            }
            boolean reference = attribute.equals("href") || attribute.equals("src");
            boolean link = name.equals("a") && (value.startsWith("http://") || value.startsWith("https://"));
            boolean image = value.startsWith("data:image/png") || value.startsWith("data:image/jpeg") || value.startsWith("data:image/gif");
            if (reference && !value.startsWith("#") && !link && !image && !value.isEmpty()) {
                return Optional.of("uploaded-href-unsafe-target-svg");
            }
            if (attribute.equals("style") && css(value) || value.contains("javascript:") || outsideUrl(value)) {
                return Optional.of("uploaded-href-unsafe-target-svg");
            }
            boolean animates = name.startsWith("animate") || name.equals("set");
            if (animates && attribute.equals("attributename") && (value.endsWith("href") || value.startsWith("on"))) {
                return Optional.of("uploaded-animate-svg");
            }
        }
        return Optional.empty();
    }

    private static boolean css(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("@import") || lower.contains("expression") || lower.contains("javascript") || lower.contains("behavior") || lower.contains("\\")
                || outsideUrl(lower);
    }

    private static boolean outsideUrl(String lower) {
        for (int at = lower.indexOf("url("); at >= 0; at = lower.indexOf("url(", at + 4)) {
            String rest = lower.substring(at + 4).stripLeading();
            rest = rest.startsWith("\"") || rest.startsWith("'") ? rest.substring(1).stripLeading() : rest;
            if (!rest.startsWith("#")) {
                return true;
            }
        }
        return false;
    }
}
