-- The address of an edit without an account, as text that sorts as addresses do; empty for others.
ALTER TABLE revision ADD COLUMN user_address text COLLATE "C" NOT NULL DEFAULT '';
CREATE INDEX revision_address ON revision (user_address, made_at, id) WHERE user_address <> '';
