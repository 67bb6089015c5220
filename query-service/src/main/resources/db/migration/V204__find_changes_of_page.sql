CREATE INDEX recent_change_page ON recent_change (page_id) WHERE log_id = 0;
