-- Its language, where it is not the wiki's.
ALTER TABLE page ADD COLUMN language text NOT NULL DEFAULT '';

-- The revision's row in recent changes (0 for none), and whether somebody has looked at it.
ALTER TABLE revision ADD COLUMN rc_id bigint NOT NULL DEFAULT 0;
ALTER TABLE revision ADD COLUMN is_patrolled boolean NOT NULL DEFAULT true;
CREATE INDEX revision_rc ON revision (rc_id) WHERE rc_id > 0;

CREATE TABLE log_entry (
    id bigint PRIMARY KEY,
    rc_id bigint NOT NULL,
    type text NOT NULL,
    action text NOT NULL,
    made_at timestamptz NOT NULL,
    user_id bigint NOT NULL,
    user_name text NOT NULL,
    namespace integer NOT NULL,
    title text NOT NULL,
    page_id bigint NOT NULL,
    comment text NOT NULL,
    params text NOT NULL,
    tags text NOT NULL,
    visibility integer NOT NULL DEFAULT 0
);
CREATE INDEX log_entry_rc ON log_entry (rc_id) WHERE rc_id > 0;

-- Change tags that the wiki has defined.
CREATE TABLE change_tag (
    name text COLLATE "C" PRIMARY KEY,
    is_defined boolean NOT NULL,
    is_active boolean NOT NULL,
    change_seq bigint NOT NULL
);

-- Orders what is told of watch lists, and of titles that have no page.
CREATE SEQUENCE watch_seq;
CREATE SEQUENCE title_seq;

-- A page and its talk page are watched together, under the page's own title.
INSERT INTO watched (user_id, namespace, title, expires_at)
SELECT user_id, namespace - 1, title, expires_at FROM watched WHERE namespace % 2 = 1 ON CONFLICT DO NOTHING;
DELETE FROM watched WHERE namespace % 2 = 1;
CREATE INDEX watched_title ON watched (namespace, title);
