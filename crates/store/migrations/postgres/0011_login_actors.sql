-- Who did what was done to a person's login, where that is another person.
ALTER TABLE logins ADD COLUMN done_by TEXT;
