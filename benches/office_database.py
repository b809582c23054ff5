"""The database of the office as the benches use it, SQLite or PostgreSQL, asked by the same
statements; and a PostgreSQL of the bench's own."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path


def is_server(address):
    return address.startswith("postgres://")


def connect(address):
    """Opens a database to read from: a file, or the address of a server."""
    if is_server(address):
        return Postgres(address)
    return sqlite3.connect(f"file:{address}?mode=ro", uri=True)


@contextlib.contextmanager
def writing(address):
    """Opens a database to write to; what was written is kept at the end."""
    database = Postgres(address) if is_server(address) else sqlite3.connect(address, timeout=60)
    with contextlib.closing(database), database:
        yield database


class Postgres:
    """A connection that takes the statements of SQLite's."""

    def __init__(self, address):
        import psycopg

        self.connection = psycopg.connect(address, autocommit=True)

    def execute(self, sql, values=None):
        return self.connection.execute(sql.replace("?", "%s"), values or None)

    def executemany(self, sql, rows):
        with self.connection.cursor() as cursor:
            cursor.executemany(sql.replace("?", "%s"), list(rows))

    def close(self):
        self.connection.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


@contextlib.contextmanager
def server():
    """Runs a PostgreSQL as it is installed; gives the address of an empty database, or None where
    there is no PostgreSQL."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    found = shutil.which("initdb")
    programs = debian[-1] if debian else Path(found).parent if found else None
    if programs is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        # It refuses to run as root.
        as_its_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if as_its_user:
            shutil.chown(folder, "postgres")

        def command(program, *arguments):
            return [*as_its_user, programs / program, *arguments]

        quiet = {"cwd": "/", "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        data = Path(folder) / "data"
        made = command("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8",
                       "--no-locale", "--pgdata", data)
        subprocess.run(made, check=True, **quiet)
        begun = command("postgres", "-D", data, "-k", folder, "-c", "listen_addresses=")
        child = subprocess.Popen(begun, **quiet)
        try:
            while not (Path(folder) / ".s.PGSQL.5432").exists() and child.poll() is None:
                time.sleep(0.1)
            yield f"postgres://postgres@localhost:5432/postgres?host={folder}"
        finally:
            ended = command("pg_ctl", "stop", "--silent", "--mode=fast", "--pgdata", data)
            subprocess.run(ended, check=False, **quiet)
            child.wait()
