-- Derived from the files with their records: the documents as they were read, compressed.
DELETE FROM record_chunks;

DELETE FROM readings;

ALTER TABLE readings ADD COLUMN page BLOB;
