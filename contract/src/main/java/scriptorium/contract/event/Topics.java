package scriptorium.contract.event;

/** Names of the Kafka topics. */
public final class Topics {

    /** Every change of a page, with text: what the index is built from. Key: page id. Value: {@link PageContentChange}. */
    public static final String PAGE_CONTENT_CHANGE = "mediawiki.page_content_change.v1";

    /** Every change of an account, its groups, its blocks. Key: user id, or {@code block:id}. Value: {@link AccountChange}. */
    public static final String ACCOUNT_CHANGE = "scriptorium.account_change.v1";

    /** Every change of a file. Key: file name with underscores. Value: {@link FileChange}. */
    public static final String FILE_CHANGE = "scriptorium.file_change.v1";

    /** Every change of a watch list. Key: user id. Value: {@link WatchChange}. */
    public static final String WATCH_CHANGE = "scriptorium.watch_change.v1";

    /** Every change tag that was made or taken away. Key: name. Value: {@link TagChange}. */
    public static final String TAG_CHANGE = "scriptorium.tag_change.v1";

    /** Whose cached identity is out of date: {@code sid:…}, {@code user:5}, {@code *}. */
    public static final String IDENTITY_CHANGE = "scriptorium.identity_change.v1";

    /** Pages to parse again because something they use changed. Key: page id. */
    public static final String REPARSE = "scriptorium.reparse.v1";

    /** Public, Wikimedia's schemas. */
    public static final String RECENT_CHANGE = "mediawiki.recentchange";
    public static final String PAGE_CHANGE = "mediawiki.page_change.v1";

    private Topics() {}
}
