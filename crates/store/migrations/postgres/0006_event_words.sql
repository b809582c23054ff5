-- Derived from the events: the words by which they are found.
CREATE TABLE event_words (
    word TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    PRIMARY KEY (word, seq)
);
