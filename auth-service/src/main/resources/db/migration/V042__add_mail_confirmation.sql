-- Hash of the code in the link that confirms the account's address.
ALTER TABLE account ADD COLUMN mail_code_hash text, ADD COLUMN mail_code_expires_at timestamptz;
CREATE UNIQUE INDEX account_mail_code ON account (mail_code_hash) WHERE mail_code_hash IS NOT NULL;
