-- Derived from the events: the files of the budgets that are published now. They have records, as
-- documents have.
CREATE TABLE published_files (
    owner TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (owner, content)
) WITHOUT ROWID;

CREATE INDEX published_files_by_content ON published_files (content);
