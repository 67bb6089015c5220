-- What queries show of a stashed file, and what the sweep of bytes looks for.
ALTER TABLE stash ADD COLUMN sha1 text NOT NULL DEFAULT '';
ALTER TABLE stash ADD COLUMN metadata text NOT NULL DEFAULT '[]';
CREATE INDEX file_version_object ON file_version (object_key);
CREATE INDEX file_version_deleted_sha1 ON file_version (sha1, id) WHERE is_deleted;
CREATE INDEX stash_object ON stash (object_key);
