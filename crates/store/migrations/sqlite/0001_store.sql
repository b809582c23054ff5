-- The truth: events, people and files. Events are never changed or removed.
CREATE TABLE events (
    seq INTEGER NOT NULL PRIMARY KEY,
    event TEXT NOT NULL,
    hash TEXT NOT NULL
);

CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TRIGGER events_are_not_removed BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TABLE people (
    login TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    password TEXT,
    is_active INTEGER NOT NULL
);

CREATE TABLE sessions (
    token TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL REFERENCES people (login),
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL
);

CREATE TABLE blobs (
    hash TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL
);

-- Derived from the events; `rebuild` drops and makes them again.
CREATE TABLE state (
    name TEXT NOT NULL PRIMARY KEY,
    entry TEXT NOT NULL
);

CREATE TABLE findings (
    owner TEXT NOT NULL,
    finding TEXT NOT NULL,
    level TEXT NOT NULL,
    check_id TEXT NOT NULL,
    cell TEXT NOT NULL,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    PRIMARY KEY (owner, finding)
);
