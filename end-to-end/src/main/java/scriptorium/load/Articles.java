package scriptorium.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads pages from a folder of {@code lang__Title.wikitext} files, or from a MediaWiki XML dump. */
final class Articles {

    private Articles() {}

    static List<Article> read(Path source) throws IOException {
        if (Files.isDirectory(source)) {
            return Files.isDirectory(source.resolve("articles")) ? folder(source.resolve("articles")) : folder(source);
        }
        return dump(source);
    }

    private static List<Article> folder(Path folder) throws IOException {
        List<Article> articles = new ArrayList<>();
        Set<String> titles = new HashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".wikitext")).sorted().toList()) {
                String name = file.getFileName().toString().replaceFirst("\\.wikitext$", "");
                int mark = name.indexOf("__");
                String language = mark < 0 ? "" : name.substring(0, mark);
                String title = URLDecoder.decode(mark < 0 ? name : name.substring(mark + 2), StandardCharsets.UTF_8).replace('_', ' ');
                title = Normalizer.normalize(raise(title), Normalizer.Form.NFC);
                String unique = titles.add(title) ? title : title + " (" + language + ")";
                titles.add(unique);
                articles.add(new Article(unique, Normalizer.normalize(Files.readString(file), Normalizer.Form.NFC)));
            }
        }
        return articles;
    }

    private static String raise(String title) {
        int first = title.codePointAt(0);
        return new StringBuilder().appendCodePoint(Character.toUpperCase(first)).append(title.substring(Character.charCount(first))).toString();
    }

    private static List<Article> dump(Path file) throws IOException {
        List<Article> articles = new ArrayList<>();
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = new BufferedInputStream(file.toString().endsWith(".gz") ? new GZIPInputStream(Files.newInputStream(file)) : Files.newInputStream(file))) {
            XMLStreamReader xml = factory.createXMLStreamReader(in, "UTF-8");
            String title = "";
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT) {
                    if (xml.getLocalName().equals("title")) {
                        title = xml.getElementText();
                    } else if (xml.getLocalName().equals("text")) {
                        articles.add(new Article(title, xml.getElementText()));
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException("cannot read the dump: " + e.getMessage(), e);
        }
        return articles;
    }
}
