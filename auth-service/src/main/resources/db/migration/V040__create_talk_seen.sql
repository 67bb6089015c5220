-- When users (by name, or address) last said that they have seen their talk page.
CREATE TABLE talk_seen (
    name text COLLATE "C" PRIMARY KEY,
    seen_at timestamptz NOT NULL
);
