-- Derived from the events: the number of the event that changed the bodies last. A program that
-- has read them since need not read them again.
CREATE TABLE bodies (
    changed INTEGER NOT NULL
);
