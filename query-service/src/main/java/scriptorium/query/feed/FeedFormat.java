package scriptorium.query.feed;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import scriptorium.contract.param.Timestamps;

/** How a feed is spelled. */
enum FeedFormat {
    RSS {
        @Override
        void write(Xml xml, Feed feed) {
            xml.open("rss", "version", "2.0", "xmlns:dc", "http://purl.org/dc/elements/1.1/").open("channel")
                    .text("title", feed.title()).text("link", feed.link()).text("description", feed.description()).text("language", feed.language())
                    .text("generator", feed.generator()).text("lastBuildDate", rfc822(feed.now()));
            feed.items().forEach(item -> {
                xml.open("item").text("title", item.title()).text("link", item.link()).text("guid", item.link(), "isPermaLink", "false")
                        .text("description", item.html());
                item.at().ifPresent(at -> xml.text("pubDate", rfc822(at)));
                xml.text("dc:creator", item.author());
                if (!item.comments().isEmpty()) {
                    xml.text("comments", item.comments());
                }
                xml.close("item");
            });
            xml.close("channel").close("rss");
        }
    },
    ATOM {
        @Override
        void write(Xml xml, Feed feed) {
            xml.open("feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", feed.language()).text("id", feed.self()).text("title", feed.title())
                    .empty("link", "rel", "self", "type", "application/atom+xml", "href", feed.self())
                    .empty("link", "rel", "alternate", "type", "text/html", "href", feed.link())
                    .text("updated", Timestamps.iso(feed.now())).text("subtitle", feed.description()).text("generator", feed.generator());
            feed.items().forEach(item -> {
                xml.open("entry").text("id", item.link()).text("title", item.title())
                        .empty("link", "rel", "alternate", "type", "text/html", "href", item.link());
                item.at().ifPresent(at -> xml.text("updated", Timestamps.iso(at)));
                xml.text("summary", item.html(), "type", "html").open("author").text("name", item.author()).close("author").close("entry");
            });
            xml.close("feed");
        }
    };

    private static final DateTimeFormatter RFC822 = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    static FeedFormat of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    String show(Feed feed) {
        Xml xml = new Xml();
        write(xml, feed);
        return xml.toString();
    }

    abstract void write(Xml xml, Feed feed);

    private static String rfc822(Instant at) {
        return RFC822.format(at);
    }
}
