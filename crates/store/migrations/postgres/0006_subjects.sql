-- Who people are at a provider of identities, paired with their accounts here.
CREATE TABLE subjects (
    issuer TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL REFERENCES people (login),
    PRIMARY KEY (issuer, subject)
);

CREATE INDEX subjects_by_login ON subjects (login, issuer);
