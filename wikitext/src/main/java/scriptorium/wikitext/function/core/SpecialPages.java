package scriptorium.wikitext.function.core;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The special pages that every wiki has, found whatever the case of their letters. */
public final class SpecialPages {

    private static final Map<String, String> NAMES = Stream.of("ActiveUsers", "AllMessages", "AllPages", "AncientPages", "ApiSandbox",
            "Badtitle",
            "BlankPage", "Block", "BlockList", "BookSources", "BotPasswords", "BrokenRedirects", "Categories", "ChangeEmail",
            "ChangePassword",
            "ComparePages", "Contributions", "CreateAccount", "DeadendPages", "DeletedContributions", "Diff", "DoubleRedirects",
            "EditWatchlist", "Emailuser",
            "ExpandTemplates", "Export", "FewestRevisions", "FileDuplicateSearch", "Filepath", "Import", "JavaScriptTest", "LinkSearch",
            "ListFiles",
            "ListGroupRights", "ListGrants", "ListRedirects", "ListUsers", "LockDB", "Log", "LonelyPages", "LongPages", "MediaStatistics",
            "MergeHistory",
            "MIMESearch", "MostCategories", "MostImages", "MostInterwikis", "MostLinked", "MostLinkedCategories", "MostLinkedTemplates",
            "MostRevisions",
            "MovePage", "MyContributions", "MyLanguage", "MyPage", "MyTalk", "NewFiles", "NewPages", "PageData", "PageHistory", "PageInfo",
            "PagesWithProp",
            "PasswordReset", "PermanentLink", "Preferences", "PrefixIndex", "ProtectedPages", "ProtectedTitles", "Purge",
            "RandomInCategory", "Random",
            "RandomRedirect", "RandomRootpage", "RecentChanges", "RecentChangesLinked", "Redirect", "ResetTokens", "RevisionDelete",
            "Search", "ShortPages",
            "SpecialPages", "Statistics", "Tags", "TrackingCategories", "UncategorizedCategories", "UncategorizedImages",
            "UncategorizedPages",
            "UncategorizedTemplates", "Undelete", "UnlockDB", "UnusedCategories", "UnusedImages", "UnusedTemplates", "UnwatchedPages",
            "Upload",
            "UploadStash", "UserLogin", "UserLogout", "UserRights", "Version", "WantedCategories", "WantedFiles", "WantedPages",
            "WantedTemplates",
            "Watchlist", "WhatLinksHere", "WithoutInterwiki").collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT),
            name -> name));

    private SpecialPages() {}

    /** Whether the text, up to its first slash, names a special page. */
    public static boolean exists(String text) {
        return NAMES.containsKey(root(text).toLowerCase(Locale.ROOT));
    }

    /** The text with the page's name as it is usually written. */
    static String normalised(String text) {
        String root = root(text);
        return NAMES.getOrDefault(root.toLowerCase(Locale.ROOT), root) + text.substring(root.length());
    }

    private static String root(String text) {
        int slash = text.indexOf('/');
        return slash < 0 ? text : text.substring(0, slash);
    }
}
