"""What the installed package promises, on the project's own examples."""

from __future__ import annotations

import ast
import csv
import ctypes
import doctest
import io
import json
import os
import shutil
import subprocess
import tempfile
import threading
import unittest
from pathlib import Path

import yusuan

ROOT = Path(__file__).resolve().parents[3]
LEDGERS = [str(ROOT / "examples" / f"yunqiao-urban-{year}") for year in (2031, 2030)]
DAMAGED = ROOT / "examples" / "chengxi-archives-2031-damaged.docx"
# The program, where it has been built beside the package; without it the comparison is skipped.
PROGRAM = os.environ.get("YUSUAN_PROGRAM") or shutil.which("yusuan")


class Reading(unittest.TestCase):
    """`read`, `check`, `open` and `tables`."""

    def test_path_and_bytes_give_the_same_records(self) -> None:
        """A file is its bytes; only the name differs."""
        by_path = yusuan.read(DAMAGED)
        by_bytes = yusuan.read(DAMAGED.read_bytes(), name=str(DAMAGED))
        self.assertGreater(len(by_path), 100)
        self.assertEqual(by_path.to_dicts(), by_bytes.to_dicts())
        self.assertEqual(by_path.to_dicts()[0]["file"], str(DAMAGED))

    def test_amounts_are_whole_numbers_and_codes_are_texts(self) -> None:
        """No value loses anything on its way."""
        rows = yusuan.read(DAMAGED).to_dicts()
        self.assertTrue(all(isinstance(row["fen"], int) for row in rows))
        self.assertTrue(any(isinstance(row["function"], str) for row in rows))
        self.assertTrue(any(row["function"] is None for row in rows))

    def test_check_finds_what_was_damaged(self) -> None:
        """The example says what is wrong with it."""
        findings = yusuan.check(DAMAGED).to_dicts()
        errors = [row for row in findings if row["severity"] == "error"]
        self.assertTrue(errors)
        for row in findings:
            self.assertTrue(row["message_zh"])
            self.assertTrue(row["message_en"])

    def test_a_file_says_what_it_is(self) -> None:
        """The summary counts what the tables hold."""
        file = yusuan.open(DAMAGED)
        [summary] = file.summary.to_dicts()
        self.assertEqual(summary["records"], len(file.records))
        self.assertEqual(summary["department_name"], file.department)
        self.assertEqual((summary["year"], summary["stage"]), (file.year, file.stage))
        self.assertEqual(file.year, 2031)
        self.assertTrue(file.units)

    def test_tables_stand_as_in_the_file(self) -> None:
        """Every row has texts; the document has several tables."""
        grids = yusuan.tables(DAMAGED)
        self.assertGreater(len(grids), 5)
        self.assertEqual(
            [grid.rows for grid in yusuan.open(DAMAGED).tables], [g.rows for g in grids]
        )
        self.assertTrue(any("合计" in (cell or "") for row in grids[0].rows for cell in row))

    def test_every_column_is_described(self) -> None:
        """Columns carry their meaning."""
        file = yusuan.open(DAMAGED)
        for table in (file.records, file.findings, file.summary):
            self.assertEqual([column.name for column in table.columns], table.column_names)
            for column in table.columns:
                self.assertTrue(column.title and column.zh and column.en, column.name)
        fen = next(column for column in file.records.columns if column.name == "fen")
        self.assertEqual((fen.kind, fen.unit), ("integer", "分"))

    def test_errors_say_what_is_wrong(self) -> None:
        """What cannot be opened and what cannot be read are two errors."""
        with self.assertRaises(FileNotFoundError):
            yusuan.read("missing.docx")
        with self.assertRaisesRegex(yusuan.Unreadable, "a.pdf: .+"):
            yusuan.open(b"%PDF-1.7 and no more", name="a.pdf")
        with self.assertRaises(TypeError):
            yusuan.read(7)  # type: ignore[arg-type]


def publish(into: Path, *formats: str, force: bool = False) -> yusuan.Publication:
    """Publish the example's ledger."""
    ledger, before = LEDGERS
    return yusuan.publish(
        ledger, into=into, layout="hebei-2023", with_=[before], formats=formats, force=force
    )


class Publishing(unittest.TestCase):
    """`publish`."""

    def test_a_ledger_becomes_files_that_agree(self) -> None:
        """Every format discloses the same records, and none has an error."""
        with tempfile.TemporaryDirectory() as folder:
            made = publish(Path(folder) / "new", "docx", "html", "csv")
            files = made.files
            self.assertEqual({path.suffix for path in files}, {".docx", ".html", ".csv", ".json"})
            for path in files:
                self.assertGreater(path.stat().st_size, 0)
            severities = {row["severity"] for row in made.findings.to_dicts()}
            self.assertNotIn("error", severities)
            documents = [path for path in files if path.suffix in {".docx", ".html"}]
            scopes = [
                sorted((str(row["scope"]), str(row["printed"])) for row in rows)
                for rows in (yusuan.read(path).to_dicts() for path in documents)
            ]
            self.assertGreater(len(scopes[0]), 100)
            self.assertEqual(scopes[0], scopes[1])

    def test_what_is_there_is_replaced_only_by_force(self) -> None:
        """Files stay as they are."""
        with tempfile.TemporaryDirectory() as folder:
            [path] = publish(Path(folder), "txt").files
            path.write_text("mine")
            with self.assertRaises(FileExistsError):
                publish(Path(folder), "txt")
            self.assertEqual(path.read_text(), "mine")
            publish(Path(folder), "txt", force=True)
            self.assertNotEqual(path.read_text(encoding="utf-8"), "mine")

    def test_a_ledger_with_errors_is_refused_with_its_findings(self) -> None:
        """Nothing is written."""
        with tempfile.TemporaryDirectory() as folder:
            ledger, into = Path(folder) / "ledger", Path(folder) / "out"
            shutil.copytree(LEDGERS[0], ledger)
            lines = ledger / "收支明细.csv"
            text = lines.read_text(encoding="utf-8-sig")
            head, first, rest = text.split("\n", 2)
            lines.write_text("\n".join([head, first.replace("0", "甲"), rest]), encoding="utf-8")
            with self.assertRaises(yusuan.Refused) as caught:
                yusuan.publish(ledger, into=into, layout="hebei-2023")
            findings = caught.exception.findings.to_dicts()
            self.assertEqual(findings[0]["severity"], "error")
            self.assertFalse(into.exists())

    def test_errors_say_what_is_wrong(self) -> None:
        """Each kind is an error of its own."""
        with tempfile.TemporaryDirectory() as folder:
            into, ledger = Path(folder) / "out", LEDGERS[0]
            with self.assertRaises(FileNotFoundError):
                yusuan.publish("missing.xlsx", into=into, layout="hebei-2023")
            with self.assertRaises(yusuan.Unreadable):
                yusuan.publish(DAMAGED, into=into, layout="hebei-2023")
            with self.assertRaisesRegex(ValueError, "(?s)no layout nowhere.+hebei-2023"):
                yusuan.publish(ledger, into=into, layout="nowhere")
            with self.assertRaisesRegex(ValueError, "doc is no format.+docx"):
                yusuan.publish(ledger, into=into, layout="hebei-2023", formats=["doc"])
            (Path(folder) / "file").touch()
            with self.assertRaises(OSError):
                publish(Path(folder) / "file" / "out", "txt")
            self.assertFalse(into.exists())

    def test_pdf_is_written_or_it_is_said_how_to_have_it(self) -> None:
        """Where it is left out, nothing is written."""
        with tempfile.TemporaryDirectory() as folder:
            into = Path(folder) / "out"
            if yusuan.HAS_PDF:
                self.assertTrue(publish(into, "pdf").files[0].read_bytes().startswith(b"%PDF"))
            else:
                with self.assertRaisesRegex(yusuan.LeftOut, "yusuan publish --formats pdf"):
                    publish(into, "docx", "pdf")
                self.assertFalse(into.exists())


class Examples(unittest.TestCase):
    """The examples in the docstrings of the stubs."""

    def test_examples_of_the_stubs_come_true(self) -> None:
        """Each docstring is run in the project's folder."""
        stubs = ROOT / "crates" / "python" / "python" / "yusuan" / "_yusuan.pyi"
        tree = ast.parse(stubs.read_text(encoding="utf-8"))
        runner = doctest.DocTestRunner(verbose=False)
        self.addCleanup(os.chdir, Path.cwd())
        os.chdir(ROOT)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                text = ast.get_docstring(node) or ""
                runner.run(doctest.DocTestParser().get_doctest(text, {}, node.name, None, 0))
        self.assertEqual(runner.failures, 0)
        self.assertGreater(runner.tries, 0)


class Lakes(unittest.TestCase):
    """Lakes."""

    def test_a_lake_names_its_files(self) -> None:
        """A file that a killed run has not named yet belongs to it, too."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder)
            (path / "documents").mkdir()
            parts = [
                {"table": "documents", "path": f"documents/{number}.parquet", "rows": number}
                for number in (1, 2)
            ]
            manifest = {"format": 1, "reader": "0.1.0", "parts": parts}
            (path / "lake.json").write_text(json.dumps(manifest))
            (path / "documents/1.parquet").touch()
            (path / "documents/_2.parquet.new").touch()
            lake = yusuan.lake(folder)
            names = [Path(file).name for file in lake.files("documents")]
            self.assertEqual(names, ["1.parquet", "_2.parquet.new"])
            self.assertEqual((lake.rows("documents"), lake.files("failures")), (3, []))
            with self.assertRaises(ValueError):
                lake.files("budgets")
            (path / "lake.json").write_text(json.dumps(manifest | {"format": 2}))
            with self.assertRaises(ValueError):
                yusuan.lake(folder)


class Exchange(unittest.TestCase):
    """The Arrow PyCapsule interface."""

    def test_capsules_bear_the_names_of_the_interface(self) -> None:
        """Consumers look for these names."""
        table = yusuan.read(DAMAGED)
        name = ctypes.pythonapi.PyCapsule_GetName
        name.restype, name.argtypes = ctypes.c_char_p, [ctypes.py_object]
        self.assertEqual(name(table.__arrow_c_schema__()), b"arrow_schema")
        self.assertEqual(name(table.__arrow_c_stream__()), b"arrow_array_stream")

    def test_pyarrow_takes_a_table_over(self) -> None:
        """The same values arrive, in the same memory."""
        table = yusuan.read(DAMAGED)
        try:
            import pyarrow as pa  # noqa: PLC0415
        except ModuleNotFoundError:
            self.skipTest("pyarrow is not installed")
        arrow = pa.table(table)
        self.assertEqual(arrow.to_pylist(), table.to_dicts())
        again = pa.table(table)
        fen = [one.column("fen").chunk(0).buffers()[1].address for one in (arrow, again)]
        self.assertEqual(fen[0], fen[1], "a copy was made")


class Threads(unittest.TestCase):
    """The interpreter is released while a file is read."""

    def test_other_threads_run_meanwhile(self) -> None:
        """A thread that counts gets on while another reads."""
        content = DAMAGED.read_bytes()
        done = threading.Event()

        def work() -> None:
            yusuan.read(content)
            done.set()

        # A reader that kept the interpreter would be done before anything is counted.
        reading = threading.Thread(target=work)
        counted = 0
        reading.start()
        while not done.is_set():
            counted += 1
        reading.join()
        self.assertGreater(counted, 1000)


@unittest.skipUnless(PROGRAM, "the program yusuan is not there")
class Program(unittest.TestCase):
    """The package and the program agree."""

    def test_what_is_published_is_that_of_the_program(self) -> None:
        """The same files, byte for byte."""
        with tempfile.TemporaryDirectory() as folder:
            ours, theirs = Path(folder) / "ours", Path(folder) / "theirs"
            ledger, before = LEDGERS
            command = [str(PROGRAM), "publish", ledger, "--with", before, "--layout", "hebei-2023"]
            command += ["--formats", "docx,xlsx,csv", "--output", str(theirs)]
            subprocess.run(command, check=True, capture_output=True)
            made = publish(ours, "docx", "xlsx", "csv").files
            names = sorted(path.name for path in theirs.iterdir())
            self.assertEqual(sorted(path.name for path in made), names)
            for name in names:
                self.assertEqual((ours / name).read_bytes(), (theirs / name).read_bytes(), name)

    def test_records_are_those_of_the_program(self) -> None:
        """The same columns in the same order, and the same values."""
        command = [str(PROGRAM), "read", "--format", "csv", str(DAMAGED)]
        text = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8-sig")
        head, *lines = csv.reader(io.StringIO(text))
        table = yusuan.read(DAMAGED)
        self.assertEqual(head, table.column_names)
        ours = [[printed(value) for value in row.values()] for row in table.to_dicts()]
        theirs = [[value.removeprefix("'") for value in line] for line in lines]
        self.assertEqual(ours, theirs)


def printed(value: str | int | bool | None) -> str:  # noqa: FBT001
    """Return a value as CSV prints it."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    unittest.main()
