-- MediaWiki keeps titles with underscores and orders them so: "A.b" and "Ab" stand before "A b", which stands as "A_b".

CREATE FUNCTION dbkey(title text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT translate(title, ' ', '_') $$;

CREATE INDEX page_dbkey ON page (namespace, dbkey(title));
DROP INDEX page_redirects;
CREATE INDEX page_redirects ON page (namespace, is_redirect, dbkey(title));
CREATE INDEX category_dbkey ON category (dbkey(title));
CREATE INDEX image_link_dbkey ON image_link (dbkey(title), page_id);
CREATE INDEX redirect_dbkey ON redirect (namespace, dbkey(title), page_id);
CREATE INDEX file_version_dbkey ON file_version (dbkey(title)) WHERE position = 0;
CREATE INDEX deleted_revision_dbkey ON deleted_revision (namespace, dbkey(title), made_at, id);
CREATE INDEX deleted_file_dbkey ON deleted_file (dbkey(title), at, id);

-- Members of a category by kind: pages, then subcategories, then files.
CREATE TYPE category_kind AS ENUM ('page', 'subcat', 'file');
ALTER TABLE category_link ALTER COLUMN kind TYPE category_kind USING kind::category_kind;
