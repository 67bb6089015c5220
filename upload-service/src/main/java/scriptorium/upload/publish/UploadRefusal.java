package scriptorium.upload.publish;

import scriptorium.contract.message.ErrorCode;

/** Why an upload is refused. */
public enum UploadRefusal implements ErrorCode {
    NO_FILE_NAME("nofilename", "apierror-missingparam"),
    MUST_BE_LOGGED_IN("mustbeloggedin", "apierror-mustbeloggedin"),
    NOT_ALLOWED("permissiondenied", "apierror-permissiondenied"),
    ILLEGAL_NAME("illegal-filename", "illegal-filename"),
    NAME_TOO_SHORT("filename-tooshort", "filename-tooshort"),
    NAME_TOO_LONG("filename-toolong", "filename-toolong"),
    TYPE_MISSING("filetype-missing", "filetype-missing"),
    TYPE_BANNED("filetype-banned", "apierror-filetype-banned"),
    EMPTY("empty-file", "empty-file"),
    TOO_LARGE("file-too-large", "file-too-large"),
    VERIFICATION("verification-error", "filetype-mime-mismatch"),
    FILE_KEY_NEEDED("filekeyneeded", "apierror-upload-filekeyneeded"),
    FILE_KEY_NOT_ALLOWED("filekeynotallowed", "apierror-upload-filekeynotallowed"),
    CHUNK_TOO_SMALL("chunk-too-small", "apierror-chunk-too-small"),
    INVALID_CHUNK("invalid-chunk", "apierror-upload-invalid-chunk"),
    CHUNK_OFFSET("stashfailed", "apierror-stash-failed-offset"),
    STORE_AWAY("backend-fail-internal", "backend-fail-internal"),
    NO_CHANGE("fileexists-no-change", "fileexists-no-change"),
    INVALID_FILE_KEY("invalid-file-key", "apierror-invalid-file-key"),
    STASH_NOT_FOUND("uploadstash-file-not-found", "uploadstash-file-not-found"),
    STASH_BAD_KEY("uploadstash-bad-path-bad-format", "uploadstash-bad-path-bad-format"),
    STASH_WRONG_OWNER("uploadstash-wrong-owner", "uploadstash-wrong-owner"),
    STASH_NOT_LOGGED_IN("stashnotloggedin", "apierror-mustbeloggedin-uploadstash"),
    MISSING_RESULT("missingresult", "apierror-upload-missingresult"),
    ASYNC_UPLOAD_FILE("cannot-async-upload-file", "apierror-cannot-async-upload-file"),
    COPY_UPLOAD_DISABLED("copyuploaddisabled", "copyuploaddisabled"),
    NO_SUCH_ARCHIVE("filerevert-badversion", "filerevert-badversion"),
    FILE_DOES_NOT_EXIST("filedoesnotexist", "apierror-filedoesnotexist"),
    CANNOT_BE_ROTATED("filetypecannotberotated", "apierror-filetypecannotberotated"),
    ROTATION_FAILED("rotation-failed", "apierror-rotation-failed"),
    NO_SUCH_FILE("missingtitle", "apierror-missingtitle");

    private final String code;
    private final String key;

    UploadRefusal(String code, String key) {
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
