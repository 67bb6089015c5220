package scriptorium.wikitext.lua.lib;

/** A text that patterns run over: bytes, or characters of Unicode. */
public interface Text {

    int length();

    int at(int index);

    /** A part of it, as Lua's strings are. */
    String part(int from, int to);

    /** Whether a character is in a class of a pattern, {@code a} for letters and so on; the letter is in lower case. */
    boolean is(int character, char kind);

    /** A string of bytes. */
    record Bytes(String text) implements Text {
        @Override public int length() {
            return text.length();
        }

        @Override public int at(int index) {
            return text.charAt(index);
        }

        @Override public String part(int from, int to) {
            return text.substring(from, to);
        }

        @Override public boolean is(int c, char kind) {
            return switch (kind) {
                case 'a' -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
                case 'd' -> c >= '0' && c <= '9';
                case 'l' -> c >= 'a' && c <= 'z';
                case 'u' -> c >= 'A' && c <= 'Z';
                case 's' -> c == ' ' || c >= 9 && c <= 13;
                case 'w' -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
                case 'x' -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
                case 'c' -> c < 32 || c == 127;
                case 'p' -> c > 32 && c < 127 && !is(c, 'w');
                case 'z' -> c == 0;
                default -> false;
            };
        }
    }
}
