package scriptorium.router.request;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import scriptorium.contract.param.RawParams;
import scriptorium.contract.param.UploadedFile;

/**
 * The parameters of one request. Those of the body stand before those of the query string, and win over them; of a repeated name the last one counts.
 *
 * @param values by name
 * @param posted names that came in the body
 * @param repaired names whose value was no valid, normalised Unicode
 * @param arrays names that were given as PHP arrays ({@code name[]}); they have no value
 * @param files file parts by name
 * @param cut whether there were more parameters than are read
 * @param lease of the memory that a large body takes
 * @param document the body when it is no form
 */
public record RequestParams(
        Map<String, String> values, Set<String> posted, Set<String> repaired, Set<String> arrays, Map<String, UploadedFile> files, boolean cut,
        Budget.Lease lease, Document document) {

    public static RequestParams of(String query) {
        return new Reader(1000).query(query).done();
    }

    public String get(String name, String fallback) {
        return values.getOrDefault(name, fallback);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public RawParams raw(boolean isPost) {
        return new RawParams(values, posted, repaired, files, isPost);
    }

    /** Collects parameters: first of the body, then of the query string. */
    public static final class Reader {
        private final int limit;
        private final Map<String, String> values = new LinkedHashMap<>();
        private final Set<String> posted = new LinkedHashSet<>();
        private final Set<String> repaired = new LinkedHashSet<>();
        private final Set<String> arrays = new LinkedHashSet<>();
        private final Map<String, UploadedFile> files = new LinkedHashMap<>();
        private boolean cut;
        private Budget.Lease lease = Budget.Lease.NONE;
        private Document document = Document.NONE;

        /** @param limit how many parameters are read of body and of query string */
        public Reader(int limit) {
            this.limit = limit;
        }

        /** A body in {@code application/x-www-form-urlencoded}. */
        public Reader form(byte[] body) {
            return form(body, body.length);
        }

        /** The same in the first bytes of an array, which is written over. */
        Reader form(byte[] body, int length) {
            read(body, length, true);
            return this;
        }

        Reader lease(Budget.Lease held) {
            lease = held;
            return this;
        }

        Reader document(Document body) {
            document = body;
            return this;
        }

        /** One part of a multipart body. */
        public Reader part(String name, String value) {
            if (posted.size() >= limit) {
                cut = true;
                return this;
            }
            put(name, CleanText.of(value, value.indexOf('\uFFFD') >= 0), true);
            return this;
        }

        public Reader file(String name, UploadedFile file) {
            files.put(mangled(name), file);
            return this;
        }

        /** @param query the raw query string, each char one byte; may be null */
        public Reader query(String query) {
            if (query != null && !query.isEmpty()) {
                byte[] bytes = new byte[query.length()];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) query.charAt(i);
                }
                read(bytes, bytes.length, false);
            }
            return this;
        }

        public RequestParams done() {
            return new RequestParams(values, posted, repaired, arrays, files, cut, lease, document);
        }

        /** Decodes in place: what has been decoded is never longer than what it was decoded from, and is text before anything else is decoded. */
        private void read(byte[] bytes, int length, boolean body) {
            int at = 0;
            int count = 0;
            while (at < length) {
                int end = indexOf(bytes, '&', at, length);
                if (end > at) {
                    if (++count > limit) {
                        cut = true;
                        return;
                    }
                    int equals = indexOf(bytes, '=', at, end);
                    int nameLength = decode(bytes, at, equals, bytes);
                    String name = CleanText.of(bytes, nameLength, true).text();
                    int valueLength = equals < end ? decode(bytes, equals + 1, end, bytes) : 0;
                    put(name, CleanText.of(bytes, valueLength, !body), body);
                }
                at = end + 1;
            }
        }

        private void put(String written, CleanText value, boolean body) {
            String name = mangled(written);
            if (name.isEmpty()) {
                return;
            }
            if (!body && posted.contains(name)) {
                return;
            }
            if (isArray(written.stripLeading())) {
                arrays.add(name);
                values.remove(name);
                return;
            }
            arrays.remove(name);
            values.put(name, value.text());
            if (body) {
                posted.add(name);
            }
            if (value.repaired()) {
                repaired.add(name);
            } else {
                repaired.remove(name);
            }
        }

        private static boolean isArray(String written) {
            int open = written.indexOf('[');
            return open > 0 && written.indexOf(']', open) > 0;
        }

        /** Names as PHP reads them: blanks and dots become underscores, from a bracket on it is an array. */
        private static String mangled(String written) {
            String name = written.stripLeading();
            if (isArray(name)) {
                name = name.substring(0, name.indexOf('['));
            }
            return name.replace('.', '_').replace(' ', '_').replace('[', '_');
        }

        private static int indexOf(byte[] bytes, char c, int from, int to) {
            for (int i = from; i < to; i++) {
                if (bytes[i] == c) {
                    return i;
                }
            }
            return to;
        }

        private static int decode(byte[] bytes, int from, int to, byte[] out) {
            int length = 0;
            for (int i = from; i < to; i++) {
                byte b = bytes[i];
                if (b == '+') {
                    out[length++] = ' ';
                } else if (b == '%' && i + 2 < to && hex(bytes[i + 1]) >= 0 && hex(bytes[i + 2]) >= 0) {
                    out[length++] = (byte) (hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]));
                    i += 2;
                } else {
                    out[length++] = b;
                }
            }
            return length;
        }

        private static int hex(byte b) {
            return b >= 0 ? Character.digit((char) b, 16) : -1;
        }
    }
}
