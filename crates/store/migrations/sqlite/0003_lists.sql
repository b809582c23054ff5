-- Derived from the events, as is `state`: the last version of each document, as lists show it.
CREATE TABLE documents (
    document TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL,
    stage TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    at INTEGER NOT NULL,
    versions INTEGER NOT NULL,
    findings INTEGER NOT NULL,
    to_correct INTEGER NOT NULL,
    unmarked INTEGER NOT NULL
);

CREATE INDEX documents_by_time ON documents (at, document);

CREATE INDEX documents_by_stage ON documents (stage, at, document);

CREATE INDEX documents_by_body ON documents (body, at, document);

CREATE INDEX documents_by_content ON documents (content);

-- Derived as well: the packages without their lines, as lists show them.
CREATE TABLE briefs (
    name TEXT NOT NULL PRIMARY KEY,
    entry TEXT NOT NULL
);

-- Derived from the files: the printed numbers of documents, and by which version of the program.
CREATE TABLE readings (
    content TEXT NOT NULL PRIMARY KEY,
    reader TEXT NOT NULL,
    columns TEXT NOT NULL,
    count INTEGER NOT NULL
);

CREATE TABLE records (
    content TEXT NOT NULL,
    number INTEGER NOT NULL,
    flag TEXT NOT NULL,
    is_preferred INTEGER NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (content, number)
) WITHOUT ROWID;

-- From where a person logged in before.
CREATE INDEX logins_by_login ON logins (login, outcome, peer);
