-- Events that cannot be applied, however often they are tried: kept for a look, so that their partition goes on.
CREATE TABLE dead_letter (
    topic text NOT NULL,
    partition integer NOT NULL,
    "offset" bigint NOT NULL,
    key text,
    payload text NOT NULL,
    failure text NOT NULL,
    kept_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (topic, partition, "offset")
);
