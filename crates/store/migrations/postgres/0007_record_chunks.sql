-- Derived from the files when they are asked for: the printed numbers of documents, many in one
-- row, compressed. Each row has the number of its last one.
DROP TABLE records;

DELETE FROM readings;

CREATE TABLE record_chunks (
    content TEXT COLLATE "C" NOT NULL,
    last BIGINT NOT NULL,
    records BYTEA NOT NULL,
    PRIMARY KEY (content, last)
);
