"""The tutorial runs, its answers are right, and its pictures show something."""

from __future__ import annotations

import contextlib
import io
import os
import runpy
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any

from matplotlib import pyplot as plt

ROOT = Path(__file__).resolve().parents[3]
TUTORIAL = ROOT / "crates" / "python" / "tutorial.py"
QUESTIONS = 10


class Tutorial(unittest.TestCase):
    """The script as a user runs it, once."""

    pictures: Path
    told: dict[str, Any]

    @classmethod
    def setUpClass(cls) -> None:
        """Run it in the project's folder."""
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.addClassCleanup(os.chdir, Path.cwd())
        cls.pictures = Path(folder.name) / "pictures"
        os.chdir(ROOT)
        sys.argv = [str(TUTORIAL), str(cls.pictures)]
        with contextlib.redirect_stdout(io.StringIO()):
            cls.told = runpy.run_path(str(TUTORIAL))

    def test_every_answer_has_a_picture_that_shows_something(self) -> None:
        """Bars of a colour, words of another, and white around them."""
        names = sorted(path.name for path in self.pictures.iterdir())
        self.assertEqual(names, [f"{number:02}.png" for number in range(1, QUESTIONS + 1)])
        pictures = set()
        for name in names:
            pixels = plt.imread(self.pictures / name)
            self.assertGreater(min(pixels.shape[:2]), 100, name)
            white = (pixels[..., :3] > 0.99).all(axis=2).mean()
            dark = (pixels[..., :3] < 0.4).all(axis=2).mean()
            blue = ((pixels[..., 2] > 0.6) & (pixels[..., 0] < 0.3)).mean()
            self.assertTrue(0.2 < white < 0.97, f"{name}: {white}")
            self.assertGreater(dark, 0.002, name)
            self.assertGreater(blue, 0.01, name)
            pictures.add(pixels.tobytes())
        self.assertEqual(len(pictures), QUESTIONS)

    def test_answers_are_those_of_the_ledgers(self) -> None:
        """Parts come to their totals, to the fen."""
        told = self.told
        [total] = told["totals"].filter(year=2031, department_name=told["TOWN"])["fen"]
        self.assertEqual(total, 2_013_880_000)
        self.assertEqual(told["functions"]["fen"].sum(), total)
        self.assertEqual(told["purposes"].filter(year=2031)["fen"].sum(), total)
        [projects] = told["purposes"].filter(year=2031, purpose="project")["fen"]
        self.assertEqual(told["projects"]["fen"].sum(), projects)
        self.assertEqual(told["changes"].filter(year=2031)["fen"].sum(), total)
        [before] = told["totals"].filter(year=2030)["fen"]
        self.assertEqual(told["changes"].filter(year=2030)["fen"].sum(), before)
        self.assertEqual(told["sources"]["fen"].sum(), 1_984_880_000)
        items = told["three_public"].filter(department_name=told["TOWN"], year=2031)
        self.assertEqual(items["fen"].sum(), 26_400_000)
        self.assertEqual(len(told["units"]), 2)
        self.assertEqual(told["economic"]["fen"][0], 324_640_000)

    def test_the_damaged_document_is_off_by_what_was_damaged(self) -> None:
        """Two digits were exchanged: 180.65 became 108.65."""
        errors = self.told["errors"].filter(printed="108.65", expected="180.65")
        self.assertIn(-72_000_000, errors["difference_fen"].to_list())


if __name__ == "__main__":
    unittest.main()
