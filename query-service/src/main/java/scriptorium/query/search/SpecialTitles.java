package scriptorium.query.search;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Special pages that are listed for everybody, with their other names behind them, as they are offered to who types. */
final class SpecialTitles {

    private static final List<String> NAMES = List.of("""
            ActiveUsers AllMessages AllPages AncientPages ApiSandbox AutoblockList Block BlockList BookSources BotPasswords BrokenRedirects
            BlockIP BrokenLinks BlockUser Categories ChangeContentModel ChangeCredentials ChangeEmail ComparePages Contribute Contributions
            CreateAccount Contribs DeadendPages DeletedContributions DeletePage Diff DoubleRedirects Delete EditPage EmailUser ExpandTemplates
            Export Edit Email FewestRevisions FileDuplicateSearch FileList History Import Info ImageList IPBlockList LinkSearch
            ListDuplicatedFiles ListFiles ListGrants ListGroupRights ListRedirects ListUsers LockDB Log LonelyPages LongPages ListAutoblocks
            ListBlocks ListFileDuplicates Login Logout Logs MediaStatistics MergeHistory MIMESearch MostCategories MostInterwikis
            MostLinkedCategories MostLinkedFiles MostLinkedPages MostRevisions MostTranscludedPages MakeSysop MostFiles MostLinked
            MostLinkedTemplates MostUsedCategories MakeBot MostImages MostUsedTemplates NamespaceInfo NewFiles NewPages NewImages Newsection
            OrphanedPages PageHistory PageInfo PasswordPolicies PasswordReset PermanentLink Preferences PrefixIndex ProtectedPages
            ProtectedTitles ProtectPage Purge Pageswithprop PermaLink Protect Pagesbyprop Random RandomInCategory RandomRedirect
            RandomRootpage RecentChanges RecentChangesLinked Redirect RemoveCredentials RenameUser ResetTokens RandomPage RelatedChanges
            Search ShortPages Statistics Stats Tags TrackingCategories Unblock UncategorizedCategories UncategorizedFiles UncategorizedPages
            UncategorizedTemplates Undelete UnlockDB UnusedCategories UnusedFiles UnusedTemplates UnwatchedPages Upload UserLogin UserLogout
            UserRights UncategorizedImages UnusedImages UserGroupRights UserList Users Version WantedCategories WantedFiles WantedPages
            WantedTemplates Watchlist WhatLinksHere WithoutInterwiki""".split("\\s+"));

    private SpecialTitles() {}

    static Stream<Title> beginningWith(String prefix) {
        String begin = prefix.toLowerCase(Locale.ROOT);
        return NAMES.stream().filter(name -> name.toLowerCase(Locale.ROOT).startsWith(begin)).map(name -> Title.of(Namespace.SPECIAL, name));
    }
}
