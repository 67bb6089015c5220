-- An article is a page of content that is no redirect and links to something.
ALTER TABLE page ADD COLUMN is_article boolean NOT NULL DEFAULT false;
UPDATE page p SET is_article = true WHERE namespace = 0 AND NOT is_redirect AND EXISTS (SELECT FROM page_link l WHERE l.page_id = p.id);
UPDATE statistic SET value = (SELECT count(*) FROM page WHERE is_article) WHERE name = 'articles';
-- Administrators are counted by their group, which may be given and taken.
DELETE FROM statistic WHERE name = 'admins';
