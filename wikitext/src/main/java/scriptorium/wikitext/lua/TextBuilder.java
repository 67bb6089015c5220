package scriptorium.wikitext.lua;

/** A text that grows, and is counted before it does. */
public final class TextBuilder {

    private static final int FREE = 4096;

    private final Lua lua;
    private final StringBuilder text = new StringBuilder();
    private long counted = FREE;

    public TextBuilder(Lua lua) {
        this.lua = lua;
    }

    public TextBuilder append(String more) {
        long length = (long) text.length() + more.length();
        if (length > counted) {
            counted = length * 2;
            lua.allocated(counted);
        }
        text.append(more);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
