-- Places in lists are told in seconds: finer times would be passed over.
UPDATE category_link SET added_at = date_trunc('second', added_at) WHERE added_at <> date_trunc('second', added_at);
