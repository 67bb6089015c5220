-- The number that upload-service gave a version of a file: deleted ones are asked back by it.
ALTER TABLE file_version ADD COLUMN version_id bigint NOT NULL DEFAULT 0;
