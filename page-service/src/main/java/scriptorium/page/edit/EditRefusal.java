package scriptorium.page.edit;

import scriptorium.contract.message.ErrorCode;

/** Why an edit is refused. */
public enum EditRefusal implements ErrorCode {
    ARTICLE_EXISTS("articleexists", "apierror-articleexists"),
    MISSING_TITLE("missingtitle", "apierror-missingtitle"),
    NO_SUCH_PAGE_ID("nosuchpageid", "apierror-nosuchpageid"),
    INVALID_TITLE("invalidtitle", "apierror-invalidtitle"),
    PAGE_CANNOT_EXIST("pagecannotexist", "apierror-pagecannotexist"),
    INVALID_SECTION("invalidsection", "apierror-invalidsection"),
    NO_SUCH_SECTION("nosuchsection", "apierror-nosuchsection"),
    SECTIONS_NOT_SUPPORTED("sectionsnotsupported", "apierror-sectionsnotsupported"),
    BAD_MD5("badmd5", "apierror-badmd5"),
    BAD_FORMAT("badformat", "apierror-badformat"),
    CONFLICT("editconflict", "edit-conflict"),
    PAGE_DELETED("pagedeleted", "apierror-pagedeleted"),
    TOO_BIG("contenttoobig", "apierror-contenttoobig"),
    NEW_SECTION_EMPTY("missingcommenttext", "missingcommenttext"),
    NO_SUCH_REVISION("nosuchrevid", "apierror-nosuchrevid"),
    REVISION_OF_OTHER_PAGE("revwrongpage", "apierror-revwrongpage"),
    UNDO_FAILURE("undofailure", "undo-failure"),
    REDIRECT_APPEND_ONLY("redirect-appendonly", "apierror-redirect-appendonly"),
    EDIT_INVALID_REDIRECT("edit-invalidredirect", "apierror-edit-invalidredirect"),
    CANNOT_CHANGE_MODEL("cantchangecontentmodel", "apierror-cantchangecontentmodel"),
    APPEND_NOT_SUPPORTED("appendnotsupported", "apierror-appendnotsupported"),
    NO_DIRECT_EDITING("no-direct-editing", "apierror-no-direct-editing"),
    INVALID_JSON("invalid-json-data", "invalid-json-data"),
    INVALID_SCRIPT("scribunto-lua-error-location", "scribunto-lua-error-location");

    private final String code;
    private final String key;

    EditRefusal(String code, String key) {
        this.code = code;
        this.key = key;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String messageKey() {
        return key;
    }
}
