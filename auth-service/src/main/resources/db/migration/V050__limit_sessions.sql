-- When a session was last used (coarsely), and whether its id is to change with the next request because what its user may do has changed.
ALTER TABLE session ADD COLUMN used_at timestamptz NOT NULL DEFAULT now(), ADD COLUMN is_renewal_due boolean NOT NULL DEFAULT false;
CREATE INDEX session_used ON session (used_at);
CREATE INDEX session_token_key ON session (token_key);

-- How often something was tried: wrong passwords, accounts made from an address. Nothing is lost that matters when a crash empties it.
CREATE UNLOGGED TABLE attempt (
    subject text COLLATE "C" PRIMARY KEY,
    count integer NOT NULL,
    ends_at timestamptz NOT NULL
);
CREATE INDEX attempt_ends ON attempt (ends_at);
