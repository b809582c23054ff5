"""What is compared with what."""

import os
import statistics
import subprocess
import tempfile
from pathlib import Path

import department
import inputs
import peers
import report
from measure import Runner, measure, run_once

READERS = peers.HERE / "readers"
WRITERS = peers.HERE / "writers"
FORMATS = ("docx", "xlsx", "xls", "ods", "html", "txt", "doc", "pdf", "ofd")
FOLDER_FILES = 1000
PDF_PAGES = 1000
# A process that reads a PDF first unpacks the character maps of Chinese fonts, 5 ms whatever follows.
# Below so many pages that is much of it, and the targets are others.
FEW_PAGES = 10
# A small and a large department, and the lines of each of their units.
UNITS = (50, 500)
UNIT_LINES = 2000
# The lines of a unit where other programs write the same tables.
FEW_UNIT_LINES = 40
PUBLISHED = ("txt", "json", "csv", "html", "xlsx", "docx", "pdf")


# How many documents are named whose check takes longest against reading.
MOST_RULES = 10


class Bench:
    """The program, the peers and how often each is run."""

    def __init__(self, yusuan, runs, slow_runs):
        self.yusuan = yusuan
        self.runs = runs
        self.slow_runs = slow_runs
        self.python = peers.python()
        self.pandoc = peers.debian("pandoc", "pandoc")
        self.pdftotext = peers.debian("pdftotext", "poppler-utils")
        self.pdfinfo = peers.debian("pdfinfo", "poppler-utils")
        peers.debian("time", "time")

    def check(self, path, repeat=1):
        return Runner("yusuan check", [self.yusuan, "check", str(path)], repeat)

    def measure_beside(self, ours, slow):
        """Measures this program in the same rounds as slow ones, but more often in each."""
        ours.repeat = max(1, self.runs // self.slow_runs)
        return measure([ours, *slow], self.slow_runs)

    def folder(self, name, documents, copies):
        """Measures a folder of copies of the documents beside each document alone.

        The target is how many times as fast the folder is as its files one after the other.
        """
        folder = inputs.copies(documents, copies * len(documents), name)
        ours = Runner(f"yusuan check, {copies} × {len(documents)}", [self.yusuan, "check", str(folder)])
        alone = [self.check(path, repeat=3) for path in documents]
        measured = measure([ours, *alone], self.slow_runs)
        if len(measured) <= len(documents):
            return None
        cores = os.cpu_count()
        report.table(f"A folder, {cores} cores", [ours], ours)
        gain = copies * sum(runner.median for runner in alone) / ours.median
        report.at_least("against its files one after the other", 0.75 * cores, gain, "×")
        return ours

    def reads(self, path):
        """Whether this yusuan reads such files."""
        return run_once([self.yusuan, "check", str(path)])[3] in (0, 1)

    def python_peer(self, name, script, path):
        if self.python is None:
            return []
        return [Runner(name, [str(self.python), str(READERS / script), str(path)])]


def formats(bench):
    """`check` of one document in every format that there is of it."""
    runners = []
    for extension in FORMATS:
        path = inputs.first(extension)
        if path is not None and bench.reads(path):
            runners.append(Runner(f"yusuan check {path.name}", [bench.yusuan, "check", str(path)]))
    runners = measure(runners, bench.runs)
    if runners:
        report.table("One document, each format", runners, runners[0])


def needed(extension):
    """The document of that format that is timed; says so where there is none."""
    path = inputs.first(extension)
    if path is None:
        print(f"skipped: no .{extension} to read")
    return path


def docx(bench):
    """`check` against programs that merely read the file."""
    path = needed("docx")
    if path is None:
        return
    ours = bench.check(path)
    python_peers = [
        *bench.python_peer("python-docx, all cells", "python_docx.py", path),
        *bench.python_peer("markitdown, to Markdown", "markitdown_docx.py", path),
    ]
    pandoc = []
    if bench.pandoc:
        for form in ("plain", "html"):
            command = [bench.pandoc, "-f", "docx", "-t", form, str(path)]
            pandoc.append(Runner(f"pandoc, to {form}", command))
    measured = bench.measure_beside(ours, [*python_peers, *pandoc])
    if ours not in measured:
        return
    report.table(f"Word: {path.name}", measured, ours)
    report.orientation("check of one Word file", report.milliseconds(ours.median) + " ms")
    report.at_most("peak memory of it", 20, ours.peak_kib / 1024, "MiB")
    fastest = [runner.median for runner in measured if runner in python_peers]
    if fastest:
        report.at_least("against the fastest Python peer", 20, min(fastest) / ours.median, "×")


def xlsx(bench):
    """`check` against openpyxl that merely reads all cells."""
    path = needed("xlsx")
    if path is None:
        return
    ours = bench.check(path)
    slow = bench.python_peer("openpyxl, all cells, read-only", "openpyxl_cells.py", path)
    measured = bench.measure_beside(ours, slow)
    if ours not in measured:
        return
    report.table(f"Excel: {path.name}", measured, ours)
    for peer in (peer for peer in measured if peer is not ours):
        report.at_least("against openpyxl", 20, peer.median / ours.median, "×")


def folder(bench):
    """Measures a folder of copies on all cores."""
    path = needed("docx")
    if path is None:
        return
    ours = bench.folder("copies-docx", [path], FOLDER_FILES)
    if ours:
        report.orientation("files a second", f"{FOLDER_FILES / ours.median:.0f} /s")


def pdf(bench):
    """`check` of PDFs against poppler that prints their text and pdfplumber that finds tables."""
    documents = [path for path in inputs.every("pdf") if bench.reads(path)]
    if not documents:
        print("\nPDF\n  skipped: no PDF, or this yusuan does not read PDFs")
        return
    for path in documents:
        one_pdf(bench, path)
    many_pages(bench, documents)


def one_pdf(bench, path):
    ours = bench.check(path)
    poppler = []
    if bench.pdftotext:
        poppler = [Runner("pdftotext -layout", [bench.pdftotext, "-layout", str(path), "-"])]
    measured = measure([ours, *poppler], bench.runs)
    plumber = bench.python_peer("pdfplumber, all tables", "pdfplumber_tables.py", path)
    plumber = measure(plumber, max(1, bench.slow_runs // 2))
    if ours not in measured:
        return
    report.table(f"PDF: {path.name}", [*measured, *plumber], ours)
    is_short = bench.pdfinfo and pages_of(bench, path) < FEW_PAGES
    most, least = (3.5, 18) if is_short else (1.5, 30)
    for peer in (peer for peer in measured if peer is not ours):
        report.at_most("check, as a multiple of pdftotext", most, ours.median / peer.median, "×")
    for peer in plumber:
        report.at_least("against pdfplumber", least, peer.median / ours.median, "×")
    report.at_most("peak memory", 60, ours.peak_kib / 1024, "MiB")


def pages_of(bench, path):
    told = subprocess.run([bench.pdfinfo, str(path)], capture_output=True, text=True, check=False)
    pages = [line.split()[-1] for line in told.stdout.splitlines() if line.startswith("Pages:")]
    return int(pages[0]) if pages else 0


def many_pages(bench, documents):
    if not bench.pdfinfo:
        return
    pages = [pages_of(bench, path) for path in documents]
    if sum(pages) == 0:
        return
    rounds = -(-PDF_PAGES // sum(pages))
    ours = bench.folder("copies-pdf", documents, rounds)
    if ours:
        report.orientation("pages a second", f"{rounds * sum(pages) / ours.median:.0f} /s")


def publish(bench):
    """`publish` of a whole disclosure, and LibreOffice that makes a PDF of the same Word file."""
    source = inputs.ledger(bench.yusuan)
    out = inputs.scratch("published")
    command = [bench.yusuan, "publish", str(source), "--layout", "hebei-2023", "--force"]
    command += ["--output", str(out), "--formats"]
    repeat = max(1, bench.runs // bench.slow_runs)
    paper = Runner("yusuan publish, PDF", [*command, "pdf"], repeat)
    office = Runner("yusuan publish, DOCX + XLSX + HTML", [*command, "docx,xlsx,html"], repeat)
    if run_once(office.command)[3] != 0:
        print("\nPublishing\n  skipped: the ledger cannot be published")
        return
    word, excel = next(out.glob("*.docx")), next(out.glob("*.xlsx"))
    readers = [
        *bench.python_peer("python-docx, reading that DOCX", "python_docx.py", word),
        *bench.python_peer("openpyxl, reading that XLSX", "openpyxl_cells.py", excel),
    ]
    measured = measure([paper, office, *readers], bench.slow_runs)
    readers = [runner for runner in readers if runner in measured]
    slow = []
    soffice = peers.debian("soffice", "libreoffice-writer-nogui")
    if soffice:
        convert = [soffice, "--headless", "--convert-to", "pdf", "--outdir", str(out)]
        slow = measure([Runner("LibreOffice, DOCX to PDF", [*convert, str(word)])], 1)
    report.table(f"Publishing {source.name}", [*measured, *slow], measured[0])
    if paper in measured:
        report.orientation("PDF", report.milliseconds(paper.median) + " ms")
        report.at_most("peak memory of it", 200, paper.peak_kib / 1024, "MiB")
        if len(readers) == 2:
            reading = sum(runner.median for runner in readers)
            report.at_least("PDF against reading DOCX and XLSX", 1, reading / paper.median, "×")
    if office in measured:
        report.orientation("DOCX + XLSX + HTML", report.milliseconds(office.median) + " ms")
        if len(readers) == 2:
            reading = sum(runner.median for runner in readers)
            report.at_least("all three against reading two", 10, reading / office.median, "×")
    for peer in slow if paper in measured else []:
        report.at_least("PDF against LibreOffice", 4, peer.median / paper.median, "×")


def publishing(bench, ledger, out, form):
    command = [bench.yusuan, "publish", str(ledger), "--layout", "hebei-2023", "--force"]
    command += ["--output", str(out), "--formats", form]
    return Runner(f"{ledger.name} units, {form.upper()}", command)


def size(bench):
    """`publish` of a large department against a small one, format by format."""
    folder = inputs.scratch("large")
    few, many = (department.write(folder / str(units), units, UNIT_LINES) for units in UNITS)
    ratio = UNITS[1] / UNITS[0]
    for form in PUBLISHED:
        # A large department in JSON is a gigabyte.
        with tempfile.TemporaryDirectory(dir=folder) as out:
            runners = [publishing(bench, it, Path(out) / it.name, form) for it in (few, many)]
            runners = measure(runners, 1)
        if len(runners) < 2:
            continue
        small, large = runners
        of = f"{UNITS[0]} and {UNITS[1]} units × {UNIT_LINES} lines"
        report.table(f"Publishing {of}, {form.upper()}", runners, small)
        report.at_most("the large, as a multiple of the small", ratio * 1.2, large.median / small.median, "×")
        report.at_most("peak memory of the large", 1024, large.peak_kib / 1024, "MiB")
    small = department.write(folder / "few", UNITS[0], FEW_UNIT_LINES)
    source = publishing(bench, small, folder / "json", "json")
    if run_once(source.command)[3] == 0:
        against_writers(bench, folder / "json", {
            form: publishing(bench, small, folder / form, form) for form in ("txt", "docx", "xlsx")
        })


def against_writers(bench, folder, ours):
    """Publishing against Python programs that write the same tables from its JSON."""
    source = next(folder.glob("*.json"), None)
    if bench.python is None or source is None:
        return
    writers = {}
    for name, script, forms in (
        ("python-docx", "python_docx.py", ("txt", "docx")),
        ("openpyxl", "openpyxl_sheets.py", ("xlsx",)),
    ):
        target = folder / f"written.{forms[-1]}"
        command = [str(bench.python), str(WRITERS / script), str(source), str(target)]
        writers[name] = (Runner(f"{name}, the same tables", command), forms)
    measured = measure([*ours.values(), *(runner for runner, _ in writers.values())], 3)
    report.table("Writing the tables of the small department", measured, measured[0])
    for name, (runner, forms) in writers.items():
        for form in forms:
            if runner in measured and ours[form] in measured:
                gain = runner.median / ours[form].median
                report.at_least(f"{form.upper()} against {name}", 5, gain, "×")


def localise(bench):
    """Finding what is wrong in the same systems of equations, beside HiGHS."""
    print("\nLocalising: systems of 10 to 2,000 cells, one and two of them wrong")
    if bench.python is None:
        print("  skipped: no Python peers")
        return
    documents = [str(path) for path in inputs.every("txt")]
    systems = inputs.scratch("localise") / "systems.jsonl"
    with systems.open("w") as out:
        example = Path(bench.yusuan).parent / "examples" / "localise_systems"
        subprocess.run([str(example), *documents], stdout=out, check=True)
    compare = [str(bench.python), str(peers.HERE / "localise" / "compare.py"), str(systems)]
    told = subprocess.run(compare, capture_output=True, text=True, check=True)
    *table, least = told.stdout.splitlines()
    print("\n".join(table))
    report.at_least("the least ratio", 50, float(least), "×")


def thirty_pages(bench):
    """A whole check, with findings, of a document of some thirty pages."""
    path = needed("txt")
    if path is None:
        return
    damaged, sound = bench.check(inputs.damaged(path)), bench.check(path)
    damaged.name, sound.name = "yusuan check, damaged", "yusuan check, as it is"
    if len(measure([damaged, sound], bench.runs)) == 2:
        report.table("A damaged document of thirty pages and more", [damaged, sound], damaged)
        report.at_most("damaged, as a multiple of undamaged", 4, damaged.median / sound.median, "×")
        report.orientation("check with findings", report.milliseconds(damaged.median) + " ms")


def rules(bench):
    """`check` of every document against `read`, which does not ask what is wrong."""
    documents = [path for path in inputs.all_documents() if bench.reads(path)]
    ratios = []
    for path in documents:
        check, read = (Runner(f"yusuan {verb}", [bench.yusuan, verb, str(path)]) for verb in ("check", "read"))
        if len(measure([check, read], bench.slow_runs)) == 2:
            # The least time is the one that nothing else on the machine disturbed.
            ratios.append((min(check.seconds) / min(read.seconds), check, read, path))
    if not ratios:
        return
    ratios.sort(key=lambda it: it[0], reverse=True)
    print(f"\nChecking against reading, {len(ratios)} documents; the most of them")
    for ratio, check, read, path in ratios[:MOST_RULES]:
        times = f"{report.milliseconds(min(check.seconds))} / {report.milliseconds(min(read.seconds))} ms"
        report.orientation(f"{path.parent.name}/{path.name}"[-44:], f"{times} {ratio:.1f} ×")
    report.orientation("the median document", f"{statistics.median(it[0] for it in ratios):.1f} ×")
    report.at_most("check, as a multiple of read, at most", 1.4, ratios[0][0], "×")


SECTIONS = {
    "formats": formats,
    "docx": docx,
    "xlsx": xlsx,
    "folder": folder,
    "pdf": pdf,
    "publish": publish,
    "size": size,
    "localise": localise,
    "damaged": thirty_pages,
    "rules": rules,
}
