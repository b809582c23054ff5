-- Derived from the events: for each part of the state that a program keeps, the number of the event
-- that changed it last. A program that has read the part since need not read it again.
DROP TABLE bodies;

CREATE TABLE changes (
    part TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    changed BIGINT NOT NULL
);
