-- The truth: events, people and files. Events are never changed or removed.
CREATE TABLE events (
    seq BIGINT NOT NULL PRIMARY KEY,
    event TEXT NOT NULL,
    hash TEXT NOT NULL
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are append-only';
END $$;

CREATE TRIGGER events_are_not_changed BEFORE UPDATE OR DELETE ON events
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER events_are_not_removed BEFORE TRUNCATE ON events
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE people (
    login TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    password TEXT,
    is_active BIGINT NOT NULL
);

CREATE TABLE sessions (
    token TEXT NOT NULL PRIMARY KEY,
    login TEXT COLLATE "C" NOT NULL REFERENCES people (login),
    created BIGINT NOT NULL,
    expires BIGINT NOT NULL
);

CREATE TABLE blobs (
    hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    size BIGINT NOT NULL
);

-- Derived from the events; `rebuild` drops and makes them again.
CREATE TABLE state (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    entry TEXT NOT NULL
);

CREATE TABLE findings (
    owner TEXT COLLATE "C" NOT NULL,
    finding TEXT COLLATE "C" NOT NULL,
    level TEXT NOT NULL,
    check_id TEXT NOT NULL,
    cell TEXT NOT NULL,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    PRIMARY KEY (owner, finding)
);
