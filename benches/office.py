"""The office against the same work without it, in one run; started by `./bench office`.

The ratios are what counts: both sides run on the same machine within minutes.
"""

import argparse
import hashlib
import http.client
import io
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import zipfile
from pathlib import Path

import office_database
import office_pages
import report

EXAMPLE = Path("examples/yunqiao-urban-2031")
BEFORE = Path("examples/yunqiao-urban-2030")
DOCUMENTS = 70
CLERKS = 50
SECONDS = 2
ROUNDS = 9


class Office:
    """The invented county, served; a token for each of its logins is the login itself."""

    def __init__(self, program, folder, what=("--demo",), database=None):
        environment = {**os.environ, "TMPDIR": str(folder)}
        command = [program, "serve", *what, "--listen", "127.0.0.1:0", "--rate", "1000000"]
        self.log = open(folder / "log", "wb")
        started = time.perf_counter()
        self.child = subprocess.Popen(
            [*command, "--lang", "en"], env=environment, stdout=subprocess.PIPE, stderr=self.log
        )
        line = self.child.stdout.readline().decode()
        self.ready = time.perf_counter() - started
        self.host = line.split("http://")[1].split("/")[0]
        self.database = database or str(next(folder.glob("*/office.db")))
        with office_database.writing(self.database) as database:
            for login in ("reviewer", "administrator", "auditor"):
                token = hashlib.sha256(login.encode()).hexdigest()
                row = (token, login, 0, 2**62, "bench")
                database.execute(
                    "INSERT INTO sessions (token, login, created, expires, name)"
                    " VALUES (?, ?, ?, ?, ?)",
                    row,
                )

    def connection(self):
        return http.client.HTTPConnection(self.host, timeout=600)

    def call(self, connection, method, path, login, body=b""):
        headers = {"authorization": f"Bearer {login}", "content-type": "application/json"}
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            sys.exit(f"{method} {path}: {answer.status} {content.decode()}")
        return json.loads(content)

    def peak_mib(self):
        """The most memory of the server itself, and what its checking processes have now."""
        status = Path(f"/proc/{self.child.pid}/status").read_text()
        own = int(next(it for it in status.splitlines() if it.startswith("VmHWM")).split()[1])
        return own / 1024

    def stop(self):
        self.child.terminate()
        self.child.wait(60)


def checked(office, connection, documents):
    """Waits until all of these documents are checked. Of many, the last is asked for seldom, for asking
    takes time from the checks."""
    pause = 0.002 * len(documents)
    for document in reversed(documents):
        path = f"/api/documents/{document}"
        while office.call(connection, "GET", path, "reviewer")["stage"] == "received":
            time.sleep(min(pause, 0.02))


def timed(work):
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def run_check(yusuan, *paths):
    code = subprocess.run([yusuan, "check", "--quiet", *paths], capture_output=True).returncode
    if code not in (0, 1):
        sys.exit(f"yusuan check: exit code {code}")


def published(yusuan, folder):
    """Publishes the example and returns its PDF, where there is a writer of PDF, and its Word file."""
    for formats in ("pdf,docx", "docx"):
        done = subprocess.run(
            [yusuan, "publish", EXAMPLE, "--with", BEFORE, "--layout", "hebei-2023", "--force",
             "--output", folder, "--formats", formats],
            capture_output=True,
        )
        if done.returncode in (0, 1) and list(folder.glob("*.docx")):
            break
    return next(folder.glob("*.pdf"), None), next(folder.glob("*.docx"))


def one_document(office, yusuan, folder, document):
    """From the upload of one file to its findings, against `check` of the same file."""
    connection, ours, theirs = office.connection(), [], []
    content = document.read_bytes()
    for round in range(ROUNDS):
        file = folder / f"one-{round}{document.suffix}"
        file.write_bytes(content + b"\n%" + str(round).encode())
        theirs.append(timed(lambda: run_check(yusuan, file)))
        path = f"/api/documents/one-{round}?body=101&name={file.name}"

        def upload():
            office.call(connection, "POST", path, "reviewer", file.read_bytes())
            checked(office, connection, [f"one-{round}"])

        ours.append(timed(upload))
    ours, theirs = statistics.median(ours), statistics.median(theirs)
    kind = document.suffix[1:].upper()
    report.at_most(f"{kind}, upload to findings, of `check`", 1.5, ours / theirs, "×")
    report.orientation("  upload to findings / `check`", f"{ours * 1000:.0f} / {theirs * 1000:.0f} ms")


def another(docx, number):
    """The bytes of a Word file with other bytes and the same text."""
    out = io.BytesIO()
    with zipfile.ZipFile(docx) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for item in given.infolist():
            file.writestr(item, given.read(item))
        file.comment = str(number).encode()
    return out.getvalue()


def archive(office, yusuan, folder, docx):
    """An archive of many documents, against `check` of a folder of them."""
    many = folder / "many"
    many.mkdir()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for number in range(DOCUMENTS):
            content, name = another(docx, number), f"101-{number:03}x.docx"
            (many / name).write_bytes(content)
            file.writestr(name, content)
    theirs = timed(lambda: run_check(yusuan, many))
    connection = office.connection()

    def upload():
        lines = office.call(
            connection, "POST", "/api/documents?name=all.zip", "reviewer", packed.getvalue()
        )
        checked(office, connection, [line["received"]["document"] for line in lines])

    ours = timed(upload)
    report.at_least(f"archive of {DOCUMENTS}, rate of `check`", 0.85, theirs / ours, "×")
    report.orientation("  archive / `check`", f"{ours:.1f} / {theirs:.1f} s")


def bare(database):
    """Transactions a second of SQLite alone, with the same durability."""
    count, started = 0, time.perf_counter()
    while time.perf_counter() - started < SECONDS:
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO saves VALUES (?)", ("0" * 400,))
        database.execute("COMMIT")
        count += 1
    return count / (time.perf_counter() - started)


def commands(office, clerks, folder):
    """Many people at once, each command acknowledged, against bare transactions.

    How fast a disk keeps what is written changes by the second, so both are measured in turns.
    """
    database = sqlite3.connect(folder / "bare.db", isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE saves (text TEXT)")
    command = [clerks, office.host, "administrator", str(CLERKS), str(SECONDS), "101"]
    turns = []
    for _ in range(ROUNDS):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"clerks: {done.stderr}")
        ours, theirs = int(done.stdout) / SECONDS, bare(database)
        turns.append((ours / theirs, ours, theirs))
    ratio, ours, theirs = statistics.median_low(turns)
    report.at_least(f"{CLERKS} at once, of bare transactions", 0.5, ratio, "×")
    report.orientation("  commands / transactions a second", f"{ours:.0f} / {theirs:.0f}")
    ratios = ", ".join(f"{ratio:.2f}" for ratio, _, _ in sorted(turns))
    report.orientation("  of each turn", ratios)
    report.at_most("memory of the server", 200, office.peak_mib(), "MiB")


def fill(office, until):
    """Copies one document until there are so many."""
    with office_database.writing(office.database) as database:
        entry = database.execute(
            "SELECT entry FROM state WHERE name LIKE 'document:%' ORDER BY name LIMIT 1"
        ).fetchone()[0]
        rows = ((f"document:fill-{number:06}", entry) for number in range(until))
        sql = "INSERT INTO state (name, entry) VALUES (?, ?) ON CONFLICT DO NOTHING"
        database.executemany(sql, rows)
        rows = ((f"fill-{number:06}", f"{number:064x}", number) for number in range(until))
        database.executemany(
            "INSERT INTO documents (document, content, at, body, stage, name, versions, findings,"
            " to_correct, unmarked) VALUES (?, ?, ?, '101', 'checked', 'a', 1, 0, 0, 0)"
            " ON CONFLICT DO NOTHING",
            rows,
        )


def cost(office, count):
    """What a request for one document, and for a page of the list, costs among so many."""
    fill(office, count)
    connection = office.connection()
    numbers = [number * count // 200 for number in range(200)]
    one = [f"/api/documents/fill-{number:06}" for number in numbers]
    pages = [f"/api/documents?at={number}&stage=checked" for number in numbers[100:120]]
    return [
        statistics.median(
            timed(lambda: office.call(connection, "GET", path, "reviewer")) for path in paths
        )
        for paths in (one, pages)
    ]


def flat(few, many):
    """What a request costs with 1,000 documents and with 100,000."""
    for name, few, many in zip(("a document", "a page of the list"), few, many):
        report.at_most(f"{name} among 100,000, of 1,000", 1.5, many / few, "×")
        report.orientation("  among 100,000 / 1,000", f"{many * 1000:.2f} / {few * 1000:.2f} ms")


def measure_pages(office, clerks, seconds):
    fill(office, 10_000)
    office_pages.measure(office, clerks, seconds)


def pages_on_postgres(office, program, clerks, folder, seconds):
    """The pages of the same county, moved to PostgreSQL."""
    with office_database.server() as address:
        print("\nThe pages on PostgreSQL")
        if address is None:
            print("skipped: PostgreSQL is not installed (Debian: apt-get install postgresql)")
            return
        data, backup = ["--data", Path(office.database).parent], folder / "backup"
        moved = ["--data", folder / "moved", "--database", address]
        for command in (["backup", *data, backup], ["restore", *moved, backup]):
            subprocess.run([program, *command], check=True, stdout=subprocess.DEVNULL)
        # With it comes the driver that writes the first rows.
        office_pages.flask()
        on_postgres = Office(program, folder, moved, address)
        try:
            measure_pages(on_postgres, clerks, seconds)
        finally:
            on_postgres.stop()


def main():
    parser = argparse.ArgumentParser(prog="./bench office")
    parser.add_argument("--yusuan", required=True, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--office", required=True, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--clerks", required=True, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--seconds", type=int, default=10,
                        help="for how long each page is asked (default: 10)")
    parser.add_argument("--only-pages", action="store_true", help="measure the pages alone")
    given = parser.parse_args()
    yusuan, program = str(given.yusuan.resolve()), str(given.office.resolve())
    clerks = str(given.clerks.resolve())
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start.\n")
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        if not given.only_pages:
            pdf, docx = published(yusuan, folder)
        office = Office(program, folder)
        report.orientation("the invented county is served after", f"{office.ready:.1f} s")
        try:
            if given.only_pages:
                measure_pages(office, clerks, given.seconds)
            else:
                one_document(office, yusuan, folder, pdf or docx)
                archive(office, yusuan, folder, docx)
                commands(office, clerks, folder)
                few = cost(office, 1_000)
                measure_pages(office, clerks, given.seconds)
                flat(few, cost(office, 100_000))
            pages_on_postgres(office, program, clerks, folder, given.seconds)
        finally:
            office.stop()
    print(f"\n{len(report.MISSED)} targets missed" if report.MISSED else "\nAll targets met")
    sys.exit(1 if report.MISSED else 0)


main()
