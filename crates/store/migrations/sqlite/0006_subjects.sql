-- Who people are at a provider of identities, paired with their accounts here.
CREATE TABLE subjects (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    login TEXT NOT NULL REFERENCES people (login),
    PRIMARY KEY (issuer, subject)
);

CREATE INDEX subjects_by_login ON subjects (login, issuer);
