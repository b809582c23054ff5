"""What the pages of the office ask the database, for `office_pages.py` and `office_flask.py`.

The statements are the store's, with their values; those of a page stand here once more, so a page
that asks for more than it did is slower than three times what stands here.
"""

import hashlib

LOGIN = "reviewer"
SESSION = "bench-session"
SESSION_HASH = hashlib.sha256(SESSION.encode()).hexdigest()

PERSON = [
    (
        "SELECT sessions.login, sessions.name FROM sessions JOIN people"
        " ON people.login = sessions.login WHERE token = ? AND expires > ? AND is_active = 1",
        (SESSION_HASH, 0),
    ),
    ("SELECT MAX(changed) FROM bodies", ()),
    ("SELECT name, entry FROM state WHERE name = ?", (f"grants:{LOGIN}",)),
]
YEARS = ("SELECT name, entry FROM state WHERE name >= ? AND name < ?", ("year:", "year;"))
HEAD = ("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1", ())
DOCUMENT = "document, content, at, body, stage, name, versions, findings, to_correct, unmarked"


def entry(name):
    return ("SELECT name, entry FROM state WHERE name = ?", (name,))


def briefs(year):
    return (
        "SELECT name, entry FROM briefs WHERE name >= ? AND name < ?",
        (f"package:{year}/", f"package:{year}0"),
    )


class Content:
    """What is in the database, to be asked for."""

    def __init__(self, database):
        names = [name for (name,) in database.execute("SELECT name FROM state")]
        self.packages = sorted(it[8:] for it in names if it.startswith("package:"))
        self.documents = sorted(it[9:] for it in names if it.startswith("document:"))
        self.years = sorted((it[5:] for it in names if it.startswith("year:")), reverse=True)
        published = database.execute("SELECT owner FROM published ORDER BY owner")
        published = [owner for (owner,) in published]
        self.budgets = [it[8:] for it in published if it.startswith("package:")]


def pages(content):
    """Returns each page with what it is asked for in one of many requests: a function from a
    number to an address, and one to its statements."""
    year, last = content.years[0], content.years[:4]

    def of(all):
        return lambda number: all[number * 7919 % len(all)]

    package, document, budget = of(content.packages), of(content.documents), of(content.budgets)

    def units(id):
        year, body = id.split("/")
        return (
            "SELECT name, entry FROM state WHERE name >= ? AND name < ?",
            (f"package:{year}/{body[:3]}", f"package:{year}/{body[:3]}~"),
        )

    def before(id):
        year, body = id.split("/")
        return entry(f"package:{int(year) - 1}/{body}")

    waiting = (
        f"SELECT {DOCUMENT} FROM documents WHERE stage = ? ORDER BY at DESC, document DESC LIMIT 100",
        ("checked",),
    )
    listed = (f"SELECT {DOCUMENT} FROM documents ORDER BY at DESC, document DESC LIMIT 100", ())
    return {
        "/office": (
            lambda n: "/office",
            lambda n: [*PERSON, YEARS, *map(briefs, last), waiting],
        ),
        "/board": (lambda n: f"/board?year={year}", lambda n: [*PERSON, YEARS, briefs(year)]),
        "/packages/…": (
            lambda n: f"/packages/{package(n)}",
            lambda n: [
                *PERSON, YEARS, entry(f"package:{package(n)}"), units(package(n)),
                before(package(n)),
            ],
        ),
        "/documents": (lambda n: "/documents", lambda n: [*PERSON, listed]),
        "/documents/…": (
            lambda n: f"/documents/{document(n)}",
            lambda n: [*PERSON, entry(f"document:{document(n)}")],
        ),
        "/calendar": (lambda n: "/calendar", lambda n: [*PERSON, YEARS]),
        "/published": (
            lambda n: "/published",
            lambda n: [
                PERSON[0], PERSON[1],
                ("SELECT owner, body, title, at FROM published ORDER BY at DESC, owner DESC"
                 " LIMIT 200", ()),
            ],
        ),
        "/published/…": (
            lambda n: f"/published/{budget(n)}",
            lambda n: [PERSON[0], PERSON[1], entry(f"package:{budget(n)}"), HEAD],
        ),
    }
