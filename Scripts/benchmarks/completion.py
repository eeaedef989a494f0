"""The Tab key at the prompt: the time until the candidates are on the screen, with 5,000 columns."""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from program import binary

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "Tests/Prompt"))
from pseudo_terminal import PROMPT, PseudoTerminal

TITLE = "the time from Tab to the candidates, with 5,000 columns"
COLUMNS = 5000
ROWS = 200
SESSIONS = 21
GOAL = 50  # milliseconds

# What is typed before Tab, and what is on the screen when all candidates are.
NEVER_LOADED = ("a file never loaded", 'load("wide.csv") | keep(.', b"more: type more letters")
LOADED = ("a table", "wide | keep(.", b"more: type more letters")
FUNCTIONS = ("functions", "s", b"sum(")
UNITS = ("units", "3 m", b"months")


def write_wide(path):
    words = ("amount", "balance", "cost", "date", "event", "fee", "gross", "hours", "id", "joined")
    names = (f"{words[column % len(words)]}_{column}" for column in range(COLUMNS))
    lines = [",".join(names)]
    for row in range(ROWS):
        lines.append(",".join(str(row * COLUMNS + column) for column in range(COLUMNS)))
    path.write_text("\n".join(lines) + "\n")


class Session:
    """A new prompt, of which every first Tab is measured."""

    def __init__(self, folder):
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "xterm", "NO_COLOR": "1",
            "LC_ALL": "C.UTF-8", "TMPDIR": str(folder), "SALES_PAGER": "cat",
        }  # fmt: skip
        self.terminal = PseudoTerminal([binary()], environment, width=120, cwd=folder)
        self.terminal.wait(PROMPT)
        self.settle()

    def settle(self):
        """Wait until the program has nothing more to say."""
        seen = -1
        while len(self.terminal.bytes) != seen:
            seen = len(self.terminal.bytes)
            self.terminal.read(0.05)

    def enter(self, text):
        start = len(self.terminal.bytes)
        self.terminal.send(text + "\r")
        self.terminal.wait(PROMPT, start=start)
        self.settle()

    def processor(self):
        """The seconds that the program has had a processor."""
        tasks = Path(f"/proc/{self.terminal.child}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def tab(self, typed, listed):
        """The seconds from Tab to the end of the list, and those of a processor among them."""
        self.terminal.send(typed)
        self.settle()
        start = len(self.terminal.bytes)
        worked, began = self.processor(), time.monotonic()
        self.terminal.send("\t")
        self.terminal.wait(listed, start=start)
        seconds = time.monotonic() - began
        worked = self.processor() - worked
        self.settle()
        self.terminal.send("\x15")
        self.settle()
        return seconds, worked


def measure(options):
    del options
    folder = Path(tempfile.mkdtemp(prefix="sales-completion-"))
    found = {name: [] for name, _, _ in (NEVER_LOADED, LOADED, FUNCTIONS, UNITS)}
    try:
        write_wide(folder / "wide.csv")
        for _ in range(SESSIONS):
            for places in ((NEVER_LOADED, LOADED), (FUNCTIONS, UNITS)):
                session = Session(folder)
                for place in places:
                    name, typed, listed = place
                    if place is LOADED:
                        session.enter('let wide = load("wide.csv")')
                    found[name].append(session.tab(typed, listed))
                session.terminal.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"{COLUMNS:,} columns, {ROWS} rows; milliseconds from Tab to the whole list")
    print("processor: the median without the time in which other programs had it")
    print(f"{'what is completed':24}{'times':>8}{'median':>8}{'most':>8}{'goal':>8}{'processor':>11}")
    for name, times in found.items():
        seconds, worked = zip(*times)
        half, most, own = (s * 1000 for s in (median(seconds), max(seconds), median(worked)))
        print(f"{name:24}{len(times):8}{half:8.1f}{most:8.1f}{f'< {GOAL}':>8}{own:11.1f}")
