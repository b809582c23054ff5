-- Tokens of programs have a name; sessions of people have none.
ALTER TABLE sessions ADD COLUMN name TEXT COLLATE "C";

-- Links that work once: to set a password, or without a login to become the first administrator.
CREATE TABLE links (
    token TEXT NOT NULL PRIMARY KEY,
    login TEXT COLLATE "C" REFERENCES people (login),
    expires BIGINT NOT NULL
);

-- Who logged in, or tried to. Names that nobody has are left out: they may be passwords.
CREATE TABLE logins (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at BIGINT NOT NULL,
    login TEXT COLLATE "C",
    peer TEXT NOT NULL,
    outcome TEXT NOT NULL
);

-- Derived from the events, as is `state`: what is published now.
CREATE TABLE published (
    owner TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    body TEXT COLLATE "C" NOT NULL,
    title TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE INDEX published_by_time ON published (at, owner);

-- The form in which the derived tables were derived; another form derives them again.
CREATE TABLE derived (
    form BIGINT NOT NULL
);
