"""What is compared with what."""

import os
import subprocess
from pathlib import Path

import inputs
import peers
import report
from measure import Runner, measure, run_once

READERS = peers.HERE / "readers"
FORMATS = ("docx", "xlsx", "xls", "ods", "html", "txt", "doc", "pdf", "ofd")
FOLDER_FILES = 1000
PDF_PAGES = 1000


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

    def check(self, path):
        return Runner("yusuan check", [self.yusuan, "check", str(path)])

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
    fast = measure([ours], bench.runs)
    slow = measure([*python_peers, *pandoc], bench.slow_runs)
    if not fast:
        return
    report.table(f"Word: {path.name}", [ours, *slow], ours)
    report.at_most("check of one Word file", 15, ours.median * 1000, "ms")
    report.at_most("peak memory of it", 20, ours.peak_kib / 1024, "MiB")
    fastest = [runner.median for runner in slow if runner in python_peers]
    if fastest:
        report.at_least("against the fastest Python peer", 20, min(fastest) / ours.median, "×")


def xlsx(bench):
    """`check` against openpyxl that merely reads all cells."""
    path = needed("xlsx")
    if path is None:
        return
    ours = bench.check(path)
    slow = bench.python_peer("openpyxl, all cells, read-only", "openpyxl_cells.py", path)
    slow = measure(slow, bench.slow_runs)
    if measure([ours], bench.runs):
        report.table(f"Excel: {path.name}", [ours, *slow], ours)


def folder(bench):
    """A folder of copies on all cores."""
    path = needed("docx")
    if path is None:
        return
    copies = inputs.copies([path], FOLDER_FILES, "copies-docx")
    ours = Runner(f"yusuan check, {FOLDER_FILES} files", [bench.yusuan, "check", str(copies)])
    if not measure([ours], bench.slow_runs):
        return
    report.table(f"A folder of {FOLDER_FILES} × {path.name}, {os.cpu_count()} cores", [ours], ours)
    report.at_least("files a second", 300, FOLDER_FILES / ours.median, "/s")


def pdf(bench):
    """`check` of PDFs against poppler that prints their text and pdfplumber that finds tables."""
    documents = inputs.every("pdf")
    if not documents or not bench.reads(documents[0]):
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
    for peer in (peer for peer in measured if peer is not ours):
        report.at_most("check, as a multiple of pdftotext", 1.5, ours.median / peer.median, "×")
    for peer in plumber:
        report.at_least("against pdfplumber", 30, peer.median / ours.median, "×")
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
    copies = inputs.copies(documents, rounds * len(documents), "copies-pdf")
    count = rounds * sum(pages)
    ours = Runner(f"yusuan check, {count} pages", [bench.yusuan, "check", str(copies)])
    if not measure([ours], bench.slow_runs):
        return
    report.table(f"A folder of PDFs, {os.cpu_count()} cores", [ours], ours)
    report.at_most("1,000 PDF pages", 3, ours.median * PDF_PAGES / count, "s")


def publish(bench):
    """`publish` of a whole disclosure, and LibreOffice that makes a PDF of the same Word file."""
    source = inputs.ledger(bench.yusuan)
    out = inputs.scratch("published")
    command = [bench.yusuan, "publish", str(source), "--layout", "hebei-2023", "--force"]
    command += ["--output", str(out), "--formats"]
    paper = Runner("yusuan publish, PDF", [*command, "pdf"])
    office = Runner("yusuan publish, DOCX + XLSX + HTML", [*command, "docx,xlsx,html"])
    measured = measure([paper, office], bench.runs)
    slow = []
    documents = sorted(out.glob("*.docx"))
    soffice = peers.debian("soffice", "libreoffice-writer-nogui")
    if soffice and documents:
        convert = [soffice, "--headless", "--convert-to", "pdf", "--outdir", str(out)]
        slow = measure([Runner("LibreOffice, DOCX to PDF", [*convert, str(documents[0])])], 1)
    if not measured:
        return
    report.table(f"Publishing {source.name}", [*measured, *slow], measured[0])
    if paper in measured:
        report.at_most("PDF", 300, paper.median * 1000, "ms")
        report.at_most("peak memory of it", 150, paper.peak_kib / 1024, "MiB")
    if office in measured:
        report.at_most("DOCX + XLSX + HTML", 50, office.median * 1000, "ms")
    for peer in slow:
        report.at_least("PDF against LibreOffice", 10, peer.median / paper.median, "×")


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
    damaged = inputs.damaged(path)
    ours = bench.check(damaged)
    if measure([ours], bench.runs):
        report.table("A damaged document of thirty pages and more", [ours], ours)
        report.at_most("check with findings", 50, ours.median * 1000, "ms")


SECTIONS = {
    "formats": formats,
    "docx": docx,
    "xlsx": xlsx,
    "folder": folder,
    "pdf": pdf,
    "publish": publish,
    "localise": localise,
    "damaged": thirty_pages,
}
