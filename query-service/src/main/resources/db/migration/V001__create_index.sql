-- How far each key of each stream has come: the claim that makes an event count once.
CREATE TABLE projected (
    stream text NOT NULL,
    key text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (stream, key)
);

CREATE TABLE page (
    id bigint PRIMARY KEY,
    namespace integer NOT NULL,
    title text COLLATE "C" NOT NULL,
    is_redirect boolean NOT NULL,
    is_new boolean NOT NULL,
    content_model text NOT NULL,
    latest_revision_id bigint NOT NULL,
    length integer NOT NULL,
    touched timestamptz NOT NULL,
    random double precision NOT NULL DEFAULT random(),
    protections text NOT NULL DEFAULT '[]'
);
CREATE UNIQUE INDEX page_title ON page (namespace, title);
CREATE INDEX page_redirects ON page (namespace, is_redirect, title);

CREATE TABLE revision (
    id bigint PRIMARY KEY,
    page_id bigint NOT NULL,
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
CREATE INDEX revision_page ON revision (page_id, made_at, id);
CREATE INDEX revision_user ON revision (user_name, made_at, id);

CREATE TABLE page_link (
    page_id bigint NOT NULL,
    from_namespace integer NOT NULL,
    namespace integer NOT NULL,
    title text COLLATE "C" NOT NULL,
    PRIMARY KEY (page_id, namespace, title)
);
CREATE INDEX page_link_target ON page_link (namespace, title, from_namespace, page_id);

CREATE TABLE template_link (
    page_id bigint NOT NULL,
    from_namespace integer NOT NULL,
    namespace integer NOT NULL,
    title text COLLATE "C" NOT NULL,
    PRIMARY KEY (page_id, namespace, title)
);
CREATE INDEX template_link_target ON template_link (namespace, title, from_namespace, page_id);

CREATE TABLE image_link (
    page_id bigint NOT NULL,
    from_namespace integer NOT NULL,
    title text COLLATE "C" NOT NULL,
    PRIMARY KEY (page_id, title)
);
CREATE INDEX image_link_target ON image_link (title, from_namespace, page_id);

CREATE TABLE category_link (
    page_id bigint NOT NULL,
    category text COLLATE "C" NOT NULL,
    sort_key text COLLATE "C" NOT NULL,
    sort_prefix text NOT NULL,
    kind text NOT NULL,
    added_at timestamptz NOT NULL,
    PRIMARY KEY (page_id, category)
);
CREATE INDEX category_link_members ON category_link (category, kind, sort_key, page_id);
CREATE INDEX category_link_time ON category_link (category, added_at, page_id);

CREATE TABLE external_link (
    page_id bigint NOT NULL,
    url text COLLATE "C" NOT NULL
);
CREATE INDEX external_link_page ON external_link (page_id, url);

CREATE TABLE page_property (
    page_id bigint NOT NULL,
    name text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (page_id, name)
);

CREATE TABLE redirect (
    page_id bigint PRIMARY KEY,
    namespace integer NOT NULL,
    title text COLLATE "C" NOT NULL,
    fragment text NOT NULL,
    interwiki text NOT NULL
);
CREATE INDEX redirect_target ON redirect (namespace, title, page_id);

CREATE TABLE recent_change (
    id bigint PRIMARY KEY,
    at timestamptz NOT NULL,
    type text NOT NULL,
    namespace integer NOT NULL,
    title text COLLATE "C" NOT NULL,
    page_id bigint NOT NULL,
    user_id bigint NOT NULL,
    user_name text COLLATE "C" NOT NULL,
    comment text NOT NULL,
    is_minor boolean NOT NULL,
    is_bot boolean NOT NULL,
    is_patrolled boolean NOT NULL,
    is_autopatrolled boolean NOT NULL,
    old_revision_id bigint NOT NULL,
    revision_id bigint NOT NULL,
    old_length integer NOT NULL,
    new_length integer NOT NULL,
    log_id bigint NOT NULL,
    tags text NOT NULL
);
CREATE INDEX recent_change_at ON recent_change (at, id);
CREATE INDEX recent_change_title ON recent_change (namespace, title, at, id);

CREATE TABLE log_entry (
    id bigint PRIMARY KEY,
    type text NOT NULL,
    action text NOT NULL,
    at timestamptz NOT NULL,
    user_id bigint NOT NULL,
    user_name text COLLATE "C" NOT NULL,
    namespace integer NOT NULL,
    title text COLLATE "C" NOT NULL,
    page_id bigint NOT NULL,
    revision_id bigint NOT NULL,
    comment text NOT NULL,
    params text NOT NULL,
    tags text NOT NULL
);
CREATE INDEX log_entry_at ON log_entry (at, id);
CREATE INDEX log_entry_type ON log_entry (type, at, id);
CREATE INDEX log_entry_title ON log_entry (namespace, title, at, id);
CREATE INDEX log_entry_user ON log_entry (user_name, at, id);

CREATE TABLE account (
    id bigint PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE,
    registered_at timestamptz,
    groups text NOT NULL,
    is_emailable boolean NOT NULL,
    gender text NOT NULL,
    is_hidden boolean NOT NULL
);

CREATE TABLE edit_count (
    user_id bigint PRIMARY KEY,
    edits bigint NOT NULL
);

CREATE TABLE file_version (
    title text COLLATE "C" NOT NULL,
    position integer NOT NULL,
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
    url text NOT NULL,
    metadata text NOT NULL,
    PRIMARY KEY (title, position)
);
CREATE INDEX file_version_sha1 ON file_version (sha1) WHERE position = 0;

-- Kept by deltas in the transaction of each event; never counted.
CREATE TABLE statistic (
    name text PRIMARY KEY,
    value bigint NOT NULL
);
INSERT INTO statistic VALUES ('pages', 0), ('articles', 0), ('edits', 0), ('images', 0), ('users', 0), ('admins', 0);

CREATE TABLE category (
    title text COLLATE "C" PRIMARY KEY,
    pages integer NOT NULL,
    subcats integer NOT NULL,
    files integer NOT NULL
);

CREATE TABLE search_document (
    page_id bigint PRIMARY KEY,
    namespace integer NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    words integer NOT NULL,
    title_words tsvector NOT NULL,
    body_words tsvector NOT NULL
);
CREATE INDEX search_document_title ON search_document USING gin (title_words);
CREATE INDEX search_document_body ON search_document USING gin (body_words);

-- Rendered pages, so that nothing is parsed twice. One row per page: that of its current revision.
CREATE TABLE rendered (
    page_id bigint PRIMARY KEY,
    revision_id bigint NOT NULL,
    result text NOT NULL
);
