"""Installs the other programs: from PyPI into .bench/, from Debian with apt-get."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FOLDER = ROOT / ".bench"
WANTED = HERE / "requirements.txt"


def python():
    """Returns a Python with the pinned peers, or None if they cannot be installed."""
    venv = FOLDER / "venv"
    interpreter = venv / "bin" / "python"
    done = venv / "installed.txt"
    if done.exists() and done.read_text() == WANTED.read_text():
        return interpreter
    print("Installing the Python peers into .bench/venv …", flush=True)
    commands = [
        [sys.executable, "-m", "venv", str(venv)],
        [str(interpreter), "-m", "pip", "install", "--quiet", "-r", str(WANTED)],
    ]
    for command in commands:
        if subprocess.run(command, check=False).returncode != 0:
            print("skipped: the Python peers could not be installed")
            return None
    done.write_text(WANTED.read_text())
    return interpreter


def debian(command, package):
    """Returns the path of a program of a Debian package; prints if it is missing."""
    if shutil.which(command) is None and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {package} …", flush=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", package], check=False,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    path = shutil.which(command)
    if path is None:
        print(f"skipped: {command} is not installed (apt-get install {package})")
    return path
