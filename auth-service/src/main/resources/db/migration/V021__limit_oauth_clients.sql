-- Addresses and ranges that a client's tokens may be used from; empty for any.
ALTER TABLE oauth_client ADD COLUMN addresses text[] NOT NULL DEFAULT '{}';
