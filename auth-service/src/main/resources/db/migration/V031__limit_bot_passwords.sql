-- Addresses and ranges that a bot password may be used from; empty for any.
ALTER TABLE bot_password ADD COLUMN addresses text[] NOT NULL DEFAULT '{}';
