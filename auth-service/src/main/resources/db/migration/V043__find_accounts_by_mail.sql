CREATE INDEX account_email ON account (lower(email)) WHERE email <> '';
CREATE INDEX account_temporary_password ON account (temporary_password_hash) WHERE temporary_password_hash IS NOT NULL;
