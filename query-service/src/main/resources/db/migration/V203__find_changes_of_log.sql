CREATE INDEX recent_change_log ON recent_change (log_id) WHERE log_id > 0;
