-- By which names identity providers know people. An administrator binds them.
CREATE TABLE identities (
    issuer TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL REFERENCES people (login),
    PRIMARY KEY (issuer, subject),
    UNIQUE (issuer, login)
);
