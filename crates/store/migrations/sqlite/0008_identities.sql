-- By which names identity providers know people. An administrator binds them.
CREATE TABLE identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    login TEXT NOT NULL REFERENCES people (login),
    PRIMARY KEY (issuer, subject),
    UNIQUE (issuer, login)
);
