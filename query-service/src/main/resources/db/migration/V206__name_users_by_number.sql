-- Users may be named as #number. The name of an account, or what was given when it is no number; null when there is no such account.
CREATE FUNCTION named_user(wanted text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN wanted ~ '^#[0-9]{1,18}$' THEN (SELECT a.name FROM account a WHERE a.id = substr(wanted, 2)::bigint) ELSE wanted END
$$;
