-- Which revisions carry a tag; most carry none.
CREATE INDEX revision_tags ON revision USING gin (string_to_array(tags, '|')) WHERE tags <> '';
