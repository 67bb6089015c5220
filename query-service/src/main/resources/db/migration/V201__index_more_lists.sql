-- Titles in the order in which they were first linked to: that of list=alllinks and list=alltransclusions.
CREATE TABLE link_target (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    namespace integer NOT NULL,
    title text COLLATE "C" NOT NULL
);
CREATE UNIQUE INDEX link_target_title ON link_target (namespace, title);
CREATE INDEX link_target_order ON link_target (namespace, id);
INSERT INTO link_target (namespace, title)
    SELECT namespace, title FROM (SELECT namespace, title, min(page_id) AS first FROM (
        SELECT namespace, title, page_id FROM page_link UNION ALL SELECT namespace, title, page_id FROM template_link) l GROUP BY namespace, title) t
    ORDER BY first;

CREATE TABLE language_link (
    page_id bigint NOT NULL,
    language text COLLATE "C" NOT NULL,
    title text COLLATE "C" NOT NULL,
    PRIMARY KEY (page_id, language)
);
CREATE INDEX language_link_target ON language_link (language, title, page_id);

CREATE TABLE interwiki_link (
    page_id bigint NOT NULL,
    prefix text COLLATE "C" NOT NULL,
    title text COLLATE "C" NOT NULL,
    PRIMARY KEY (page_id, prefix, title)
);
CREATE INDEX interwiki_link_target ON interwiki_link (prefix, title, page_id);

-- By protocol and domain, the domain turned round: https://org.example.www.
ALTER TABLE external_link ADD COLUMN id bigint GENERATED ALWAYS AS IDENTITY;
ALTER TABLE external_link ADD COLUMN domain text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE external_link ADD COLUMN path text COLLATE "C" NOT NULL DEFAULT '';
DROP INDEX external_link_page;
CREATE INDEX external_link_page ON external_link (page_id, id);
CREATE INDEX external_link_domain ON external_link (domain, id);
CREATE UNIQUE INDEX external_link_id ON external_link (id);

CREATE INDEX page_property_name ON page_property (name COLLATE "C", page_id);
CREATE INDEX page_random ON page (namespace, is_redirect, random);
CREATE INDEX page_length ON page (is_redirect, length, namespace, title);
CREATE INDEX page_touched ON page (namespace, touched);
CREATE INDEX revision_made ON revision (made_at, id);
CREATE INDEX revision_user_id ON revision (user_id, made_at, id);
CREATE INDEX recent_change_user ON recent_change (user_name, at, id);
CREATE INDEX recent_change_revision ON recent_change (revision_id);
CREATE INDEX file_version_time ON file_version (at, title) WHERE position = 0;

-- Revisions of pages that have been deleted, under the title that they had.
CREATE TABLE deleted_revision (
    id bigint PRIMARY KEY,
    page_id bigint NOT NULL,
    namespace integer NOT NULL,
    title text COLLATE "C" NOT NULL,
    parent_id bigint NOT NULL,
    made_at timestamptz NOT NULL,
    user_id bigint NOT NULL,
    user_name text COLLATE "C" NOT NULL,
    is_minor boolean NOT NULL,
    size integer NOT NULL,
    sha1 text NOT NULL,
    comment text NOT NULL,
    content_model text NOT NULL,
    content_format text NOT NULL,
    text text NOT NULL,
    visibility integer NOT NULL,
    tags text NOT NULL
);
CREATE INDEX deleted_revision_title ON deleted_revision (namespace, title, made_at, id);
CREATE INDEX deleted_revision_user ON deleted_revision (user_name, made_at, id);
CREATE INDEX deleted_revision_time ON deleted_revision (made_at, id);

CREATE TABLE deleted_file (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL,
    user_id bigint NOT NULL,
    user_name text NOT NULL,
    comment text NOT NULL,
    size bigint NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    bits integer NOT NULL,
    mime text NOT NULL,
    media_type text NOT NULL,
    sha1 text NOT NULL,
    archive_name text NOT NULL,
    metadata text NOT NULL
);
CREATE INDEX deleted_file_title ON deleted_file (title, at, id);
CREATE INDEX deleted_file_sha1 ON deleted_file (sha1);

-- Subjects only: a page and its talk page are watched together.
CREATE TABLE watched (
    user_id bigint NOT NULL,
    namespace integer NOT NULL,
    title text COLLATE "C" NOT NULL,
    expires_at timestamptz,
    notified_at timestamptz,
    talk_notified_at timestamptz,
    PRIMARY KEY (user_id, namespace, title)
);
CREATE INDEX watched_title ON watched (namespace, title);

CREATE TABLE block (
    id bigint PRIMARY KEY,
    target text COLLATE "C" NOT NULL,
    target_user_id bigint NOT NULL,
    by_id bigint NOT NULL,
    by_name text NOT NULL,
    at timestamptz NOT NULL,
    expires_at timestamptz,
    reason text NOT NULL,
    is_automatic boolean NOT NULL,
    is_anon_only boolean NOT NULL,
    is_no_create boolean NOT NULL,
    is_autoblocking boolean NOT NULL,
    is_no_email boolean NOT NULL,
    is_hidden boolean NOT NULL,
    is_user_talk_allowed boolean NOT NULL,
    is_partial boolean NOT NULL,
    restrictions text NOT NULL,
    -- First and last address, as 8 or 32 hexadecimal digits with a version before them.
    range_start text COLLATE "C" NOT NULL,
    range_end text COLLATE "C" NOT NULL
);
CREATE INDEX block_at ON block (at, id);
CREATE INDEX block_target ON block (target);
CREATE INDEX block_target_user ON block (target_user_id) WHERE target_user_id > 0;
CREATE INDEX block_range ON block (range_start, range_end) WHERE range_start <> '';

CREATE TABLE tag_definition (
    name text COLLATE "C" PRIMARY KEY,
    is_defined boolean NOT NULL,
    is_active boolean NOT NULL
);
CREATE TABLE tag_count (
    name text COLLATE "C" PRIMARY KEY,
    hits bigint NOT NULL
);

-- Titles without a page that may not be created by everybody.
CREATE TABLE title_protection (
    namespace integer NOT NULL,
    title text COLLATE "C" NOT NULL,
    level text NOT NULL,
    expires_at timestamptz,
    user_id bigint NOT NULL,
    user_name text NOT NULL,
    comment text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (namespace, title)
);
CREATE INDEX title_protection_at ON title_protection (at, namespace, title);

-- What of an entry is hidden: 1 the action, 2 the comment, 4 the user, 8 from administrators too.
ALTER TABLE log_entry ADD COLUMN visibility integer NOT NULL DEFAULT 0;
