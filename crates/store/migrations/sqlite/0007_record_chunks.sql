-- Derived from the files when they are asked for: the printed numbers of documents, many in one
-- row, compressed. Each row has the number of its last one.
DROP TABLE records;

DELETE FROM readings;

CREATE TABLE record_chunks (
    content TEXT NOT NULL,
    last INTEGER NOT NULL,
    records BLOB NOT NULL,
    PRIMARY KEY (content, last)
);
