"""Pages of the office: how long they take under load, against their own queries in the database
alone, and how many a second are carried, against a small page of Flask that reads the same tables.
Part of `./bench office`."""

import gzip
import http.client
import os
import re
import site
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

import report
from office_database import connect, writing
from office_queries import LOGIN, SESSION, SESSION_HASH, Content, pages

HERE = Path(__file__).parent
FOLDER = HERE.parent / ".bench" / "pages"
RATE = 100
CONNECTIONS = 16
# For how long a page is asked as often as it answers.
SECONDS_AT_MOST = 3
ADDRESSES = 200
MOST_BYTES = 100_000


def tail(times):
    """The time within which 99 of 100 requests were answered."""
    return sorted(times)[len(times) * 99 // 100 - 1]


def under_load(seconds, begin):
    """Has RATE requests a second answered, whether or not those before them are, and returns how
    long each took from when it was due. `begin` returns what answers the request of a number."""
    count, times, lock, next_of = seconds * RATE, [], threading.Lock(), iter(range(seconds * RATE))
    started = time.perf_counter() + 0.1

    def work():
        answer = begin()
        while True:
            with lock:
                number = next(next_of, None)
            if number is None:
                return
            due = started + number / RATE
            time.sleep(max(0, due - time.perf_counter()))
            answer(number)
            times.append(time.perf_counter() - due)

    workers = [threading.Thread(target=work) for _ in range(CONNECTIONS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if len(times) != count:
        sys.exit("a request was not answered")
    return times


def over_http(host, address):
    def begin():
        connection = http.client.HTTPConnection(host, timeout=60)
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

        def answer(number):
            connection.request("GET", address(number), headers={"cookie": f"yusuan_session={SESSION}"})
            got = connection.getresponse()
            content = got.read()
            if got.status != 200:
                sys.exit(f"{address(number)}: {got.status} {content[:300]}")

        return answer

    return begin


def in_the_database(path, statements):
    def begin():
        database = connect(path)
        return lambda number: [
            database.execute(sql, values).fetchall() for sql, values in statements(number)
        ]

    return begin


def carried(clerks, host, address):
    """How many requests a second are answered where each connection asks again at once."""
    paths = dict.fromkeys(address(number) for number in range(ADDRESSES))
    command = [clerks, host, SESSION, str(CONNECTIONS), str(SECONDS_AT_MOST), *paths]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"clerks: {done.stderr}")
    return int(done.stdout) / SECONDS_AT_MOST


def flask():
    """Returns the folder of programs in which Flask is installed."""
    programs, wanted = FOLDER / "venv" / "bin", HERE / "requirements-office.txt"
    done = FOLDER / "installed.txt"
    if not done.is_file() or done.read_text() != wanted.read_text():
        print("Installing Flask and psycopg into .bench/pages …", flush=True)
        FOLDER.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, "-m", "venv", FOLDER / "venv"], check=True)
        pip = [programs / "pip", "install", "--quiet", "--requirement", wanted]
        subprocess.run(pip, check=True)
        done.write_text(wanted.read_text())
    for packages in FOLDER.glob("venv/lib/*/site-packages"):
        site.addsitedir(packages)
    return programs


class Flask:
    def __init__(self, programs, database):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.host = f"127.0.0.1:{free.getsockname()[1]}"
        workers = str(os.cpu_count() * 2)
        self.child = subprocess.Popen(
            [programs / "gunicorn", "--workers", workers, "--bind", self.host, "office_flask:app",
             "--keep-alive", "60", "--worker-class", "gthread", "--threads", "4"],
            cwd=HERE, env={**os.environ, "DATABASE": str(database)}, stderr=subprocess.DEVNULL,
        )
        for _ in range(200):
            try:
                return socket.create_connection(self.host.split(":"), timeout=1).close()
            except OSError:
                time.sleep(0.1)
        sys.exit("Flask does not answer")

    def stop(self):
        self.child.terminate()
        self.child.wait(60)


def weight(host, address):
    """The bytes of a page with its styles and scripts, compressed; the grid of the sheets apart."""
    connection = http.client.HTTPConnection(host, timeout=60)

    def get(path):
        connection.request("GET", path, headers={"cookie": f"yusuan_session={SESSION}"})
        answer = connection.getresponse()
        content = answer.read()
        if answer.status != 200:
            sys.exit(f"{path}: {answer.status}")
        return content

    page = get(address)
    beside = re.findall(rb'(?:href|src)="(/(?:style\.css|script/[a-z.]+)[^"]*)"', page)
    beside = {it.decode() for it in beside if b"sheet" not in it}
    return sum(len(gzip.compress(it)) for it in [page, *map(get, sorted(beside))])


def measure(office, clerks, seconds):
    programs = flask()
    with writing(office.database) as database:
        database.execute(
            "INSERT INTO sessions (token, login, created, expires) VALUES (?, ?, 0, ?)"
            " ON CONFLICT DO NOTHING",
            (SESSION_HASH, LOGIN, 2**62),
        )
    content = Content(connect(office.database))
    report.orientation(
        "stored: packages / documents", f"{len(content.packages)} / {len(content.documents)}"
    )
    peer = Flask(programs, office.database)
    try:
        for name, (address, statements, _) in pages(content).items():
            # A published file is read once, when it is published or first asked for.
            once, numbers = over_http(office.host, address)(), {}
            for number in range(seconds * RATE):
                numbers.setdefault(address(number), number)
            for number in numbers.values():
                once(number)
            ours = tail(under_load(seconds, over_http(office.host, address)))
            alone = tail(under_load(seconds, in_the_database(office.database, statements)))

            def in_flask(number, asked=quote(name)):
                return f"/page?page={asked}&number={number}"

            theirs = tail(under_load(seconds, over_http(peer.host, in_flask)))
            report.at_most(f"{name}, p99 of its queries alone", 3, ours / alone, "×")
            report.orientation(
                "  p99: page / queries / Flask",
                f"{ours * 1000:.1f} / {alone * 1000:.1f} / {theirs * 1000:.1f} ms",
            )
            most = carried(clerks, office.host, address)
            most_of_flask = carried(clerks, peer.host, in_flask)
            report.at_least(f"{name}, requests a second of Flask", 10, most / most_of_flask, "×")
            report.orientation("  a second: page / Flask", f"{most:.0f} / {most_of_flask:.0f}")
            heavy = max(weight(office.host, address(number)) for number in range(5))
            report.at_most(f"{name}, compressed", MOST_BYTES // 1000, heavy / 1000, "kB")
    finally:
        peer.stop()
