-- Derived from the events: the words by which they are found.
CREATE TABLE event_words (
    word TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (word, seq)
) WITHOUT ROWID;
