-- A password sent by mail, good for one login until its time is over.
ALTER TABLE account ADD COLUMN temporary_password_hash text, ADD COLUMN temporary_password_expires_at timestamptz;
