-- Pages that link to a title are listed by their numbers, and by namespace only where several are asked for.
CREATE INDEX page_link_source ON page_link (namespace, title, page_id);
CREATE INDEX template_link_source ON template_link (namespace, title, page_id);
CREATE INDEX image_link_source ON image_link (title, page_id);
