"""What the pages of the office ask the database, for `office_pages.py` and `office_flask.py`.

They ask what the store's ask, with their values, and stand here once more, so a page that asks for
more than it did is slower than three times what stands here.
"""

import hashlib

LOGIN = "reviewer"
SESSION = "bench-session"
SESSION_HASH = hashlib.sha256(SESSION.encode()).hexdigest()

PERSON = (
    "SELECT sessions.login, sessions.name FROM sessions JOIN people"
    " ON people.login = sessions.login WHERE token = ? AND expires > ? AND is_active = 1",
    (SESSION_HASH, 0),
)
GRANTS = f"grants:{LOGIN}"
HEAD = ("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1", ())
DOCUMENT = "document, body, stage, name, at, versions, findings, to_correct, unmarked"
PUBLISHED = "owner, body, title, at"


def glance(*names, calendars=False):
    """What changed when, and some entries of the state: one statement."""
    places = ", ".join("?" for _ in names or ("",))
    first, end = ("year:", "year;") if calendars else ("", "")
    return (
        "SELECT part, CAST(changed AS TEXT) FROM changes UNION ALL SELECT name, entry FROM state"
        f" WHERE (name >= ? AND name < ?) OR name IN ({places})",
        (first, end, *(names or ("",))),
    )


def entries(*names):
    places = ", ".join("?" for _ in names)
    return (f"SELECT name, entry FROM state WHERE name IN ({places})", names)


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
    number to an address, one to its statements, and one to those by which a page reads that keeps
    nothing what the office has in memory."""
    year, last = content.years[0], content.years[:4]

    def of(all):
        return lambda number: all[number * 7919 % len(all)]

    package, document, budget = of(content.packages), of(content.documents), of(content.budgets)

    def around(id):
        year, body = id.split("/")
        return (
            "SELECT name, entry FROM briefs WHERE name >= ? AND name < ?",
            (f"package:{year}/{body[:3]}", f"package:{year}/{body[:3]}~"),
        )

    def whole(id):
        year, body = id.split("/")
        return entries(f"package:{id}", f"package:{int(year) - 1}/{body}")

    def others(id):
        """What else the body and its units have published."""
        body = id.split("/")[1]
        return (
            f"SELECT {PUBLISHED} FROM published WHERE title LIKE ? ESCAPE '\\' AND body >= ?"
            " AND body < ? ORDER BY at DESC, owner DESC LIMIT 50",
            ("%", body, f"{body}~"),
        )

    by_time = f"SELECT {DOCUMENT} FROM documents WHERE (at, document) < (?, ?)"
    newest = "ORDER BY at DESC, document DESC"
    waiting = (f"{by_time} AND stage = ? {newest} LIMIT 20", (2**62, "", "checked"))
    listed = (f"{by_time} {newest} LIMIT 200", (2**62, ""))
    published = f"SELECT {PUBLISHED} FROM published ORDER BY at DESC, owner DESC LIMIT 200"
    of_a_year, of_four, of_none = [briefs(year)], [briefs(year) for year in last], []
    return {
        "/office": (
            lambda n: "/office",
            lambda n: [PERSON, glance(GRANTS, calendars=True), waiting],
            lambda n: of_four,
        ),
        "/board": (
            lambda n: f"/board?year={year}",
            lambda n: [PERSON, glance(GRANTS, calendars=True)],
            lambda n: of_a_year,
        ),
        "/packages/…": (
            lambda n: f"/packages/{package(n)}",
            lambda n: [PERSON, glance(GRANTS, calendars=True)],
            lambda n: [whole(package(n)), around(package(n))],
        ),
        "/documents": (
            lambda n: "/documents",
            lambda n: [PERSON, glance(GRANTS), listed],
            lambda n: of_none,
        ),
        "/documents/…": (
            lambda n: f"/documents/{document(n)}",
            lambda n: [PERSON, glance(GRANTS, f"document:{document(n)}")],
            lambda n: of_none,
        ),
        "/calendar": (
            lambda n: "/calendar",
            lambda n: [PERSON, glance(GRANTS, calendars=True)],
            lambda n: of_none,
        ),
        "/published": (
            lambda n: "/published",
            lambda n: [PERSON, glance(), (published, ())],
            lambda n: of_none,
        ),
        "/published/…": (
            lambda n: f"/published/{budget(n)}",
            lambda n: [PERSON, glance(calendars=True), others(budget(n)), HEAD],
            lambda n: [entries(f"package:{budget(n)}")],
        ),
    }
