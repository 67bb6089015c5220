-- Changes that carry a tag are found by it, however rare it is.
CREATE INDEX recent_change_tags ON recent_change USING gin (string_to_array(tags, '|')) WHERE tags <> '';
CREATE INDEX log_entry_tags ON log_entry USING gin (string_to_array(tags, '|')) WHERE tags <> '';
