-- Derived from the events, as is `state`: the last version of each document, as lists show it.
CREATE TABLE documents (
    document TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    body TEXT COLLATE "C" NOT NULL,
    stage TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    versions BIGINT NOT NULL,
    findings BIGINT NOT NULL,
    to_correct BIGINT NOT NULL,
    unmarked BIGINT NOT NULL
);

CREATE INDEX documents_by_time ON documents (at, document);

CREATE INDEX documents_by_stage ON documents (stage, at, document);

CREATE INDEX documents_by_body ON documents (body, at, document);

CREATE INDEX documents_by_content ON documents (content);

-- Derived as well: the packages without their lines, as lists show them.
CREATE TABLE briefs (
    name TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    entry TEXT NOT NULL
);

-- Derived from the files: the printed numbers of documents, and by which version of the program.
CREATE TABLE readings (
    content TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    reader TEXT COLLATE "C" NOT NULL,
    columns TEXT NOT NULL,
    count BIGINT NOT NULL
);

CREATE TABLE records (
    content TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    flag TEXT COLLATE "C" NOT NULL,
    is_preferred BIGINT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (content, number)
);

-- From where a person logged in before.
CREATE INDEX logins_by_login ON logins (login, outcome, peer);
