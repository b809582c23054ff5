"""What is read: the corpus beside the project where there is one, else the project's own files."""

import re
import shutil
import subprocess
import zipfile

from peers import FOLDER, ROOT

AMOUNT = re.compile(r"\t\d+\.\d\d\n")
DOCUMENTS = {
    ".doc", ".docx", ".et", ".htm", ".html", ".mht", ".ods", ".ofd", ".pdf", ".rtf", ".txt", ".xls",
    ".xlsb", ".xlsx", ".xml",
}
CORPUS = ROOT / ".." / "shared" / "corpus"


def first(extension):
    """The document of that format on which single files are timed."""
    found = sorted(CORPUS.glob(f"ningjin-2023/*.{extension}")) or own(extension)
    return found[0].resolve() if found else None


def every(extension):
    """All documents of that format, sorted by path; small cases, made to be hard, aside."""
    found = sorted(path for path in CORPUS.glob(f"*/*.{extension}") if path.parent.name != "cases")
    return found or own(extension)


def all_documents():
    """Documents of every format, those of cases among them; ledgers, which are published to be
    checked, aside."""
    folders = [CORPUS] if CORPUS.is_dir() else [ROOT / "examples"]
    found = {path for name in [*folders, ROOT / "fixtures/cases"] for path in name.rglob("*")}
    return sorted(path for path in found if path.suffix in DOCUMENTS and not is_ledger(path))


def is_ledger(path):
    """Whether a workbook has the sheet of a ledger's lines."""
    if path.suffix != ".xlsx":
        return path.suffix == ".csv"
    try:
        with zipfile.ZipFile(path) as book:
            return "收支明细" in book.read("xl/workbook.xml").decode()
    except (OSError, KeyError, zipfile.BadZipFile):
        return False


def own(extension):
    """The project's own documents; undamaged examples come first."""
    folders = ("examples", "fixtures")
    found = [path for name in folders for path in (ROOT / name).rglob(f"*.{extension}")]
    return sorted(found, key=lambda path: ("damaged" in path.name, path))


def copies(documents, count, name):
    """A folder of `count` files, copied from the documents in turn."""
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number in range(count):
        document = documents[number % len(documents)]
        shutil.copyfile(document, folder / f"{number:04}{document.suffix}")
    return folder


def scratch(name):
    """An empty folder."""
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def ledger(yusuan):
    """A ledger to publish: that of the corpus' document where there is one, else the example."""
    document = next(iter(sorted(CORPUS.glob("ningjin-2023/*.docx"))), None)
    workbook = scratch("ledger") / "ledger.xlsx"
    if document and subprocess.run(
        [yusuan, "new", str(workbook), "--from", str(document)], check=False, capture_output=True
    ).returncode == 0:
        return workbook
    return ROOT / "examples" / "yunqiao-urban-2031"


def damaged(path, every=80):
    """A copy of a text export in which the last digit of every so many-th amount is wrong."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    amounts = [at for at, line in enumerate(lines) if AMOUNT.fullmatch(line) and float(line)]
    for at in amounts[every // 2 :: every]:
        digits = lines[at].rstrip("\n")
        lines[at] = f"{digits[:-1]}{(int(digits[-1]) + 5) % 10}\n"
    copy = scratch("damaged") / path.name
    copy.write_text("".join(lines), encoding="utf-8")
    return copy
