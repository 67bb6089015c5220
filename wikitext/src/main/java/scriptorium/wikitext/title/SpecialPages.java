package scriptorium.wikitext.title;

import java.util.Locale;
import java.util.Set;

/** Names of special pages that clients expect to exist, without blanks and in lower case. */
public final class SpecialPages {

    private static final Set<String> NAMES = Set.of("""
            activeusers allmessages allmyfiles allmyuploads allpages ancientpages apihelp apisandbox authenticationpopupsuccess autoblocklist
            blankpage block blockip blocklist blockuser booksources botpasswords brokenlinks brokenredirects categories changecontentmodel
            changecredentials changeemail changepassword comparepages confirmemail contribs contribute contributions createaccount
            deadendpages delete deletedcontributions deletepage diff doubleredirects edit editpage edittags editwatchlist email emailuser
            expandtemplates export fewestrevisions fileduplicatesearch filelist filepath gotointerwiki history imagelist import info
            invalidateemail ipblocklist linkaccounts linksearch listadmins listautoblocks listblocks listbots listduplicatedfiles
            listfileduplicates listfiles listgrants listgrouprights listredirects listusers lockdb log login logout logs lonelypages
            longpages makebot makesysop mediastatistics mergehistory mimesearch mostcategories mostfiles mostimages mostinterwikis mostlinked
            mostlinkedcategories mostlinkedfiles mostlinkedpages mostlinkedtemplates mostrevisions mosttranscludedpages mostusedcategories
            mostusedtemplates movepage mycontribs mycontributions myfiles mylanguage mylog mypage mytalk myuploads namespaceinfo newfiles
            newimages newpages newsection orphanedpages pagedata pagehistory pageinfo pagesbyprop pageswithprop passwordpolicies
            passwordreset permalink permanentlink preferences prefixindex protect protectedpages protectedtitles protectpage purge random
            randomincategory randompage randomredirect randomrootpage recentchanges recentchangeslinked redirect relatedchanges
            removecredentials renameuser resetpass resetpassword resettokens revisiondelete runjobs search shortpages specialpages statistics
            stats tags talkpage trackingcategories unblock uncategorizedcategories uncategorizedfiles uncategorizedimages uncategorizedpages
            uncategorizedtemplates undelete unlinkaccounts unlockdb unusedcategories unusedfiles unusedimages unusedtemplates unwatchedpages
            upload uploadstash usergrouprights userlist userlogin userlogout userrights users version wantedcategories wantedfiles
            wantedpages wantedtemplates watchlist whatlinkshere withoutinterwiki""".split("\\s+"));

    private SpecialPages() {}

    /** @param text of the title, perhaps with a subpage */
    public static boolean isKnown(String text) {
        int slash = text.indexOf('/');
        return NAMES.contains((slash < 0 ? text : text.substring(0, slash)).replace(" ", "").toLowerCase(Locale.ROOT));
    }
}
