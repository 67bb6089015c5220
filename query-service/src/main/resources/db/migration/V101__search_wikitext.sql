-- Words of the wikitext, for insource:.
ALTER TABLE search_document ADD COLUMN source_words tsvector NOT NULL DEFAULT ''::tsvector;
CREATE INDEX search_document_source ON search_document USING gin (source_words);
