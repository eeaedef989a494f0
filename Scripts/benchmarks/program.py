"""Where the measured `sales` is, and what programs say that they are."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def binary():
    """The release build, or what SALES_BINARY names."""
    return os.environ.get("SALES_BINARY", str(ROOT / ".build/release/sales"))


def version(command):
    """The first line that a program says of itself."""
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return (done.stdout or done.stderr).splitlines()[0].strip()
