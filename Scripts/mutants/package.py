"""Copies of the package in which mutants are built and tested, beside the sources and never in them."""

import os
import re
import resource
import selectors
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

# A test that fails has this mark in the output of Swift Testing.
FAILED = "✘"
MEMORY = 4 << 30
TIMES = 5
# Waiting without work takes no processor time; this many seconds of the clock end it.
IDLE = 600

# A package of the kernels and their tests alone, which builds in seconds. It has the settings and
# functions that stand in Package.swift before the package.
KERNELS = """let package = Package(
  name: "kernels",
  targets: [
    module("Statistics"),
    .target(name: "TestSets", path: "Tests/TestSets", swiftSettings: house),
    tests("StatisticsTests", ["Statistics", "TestSets"]),
  ],
  swiftLanguageModes: [.v6]
)
"""
KERNEL_FOLDERS = ["Sources/Statistics", "Tests/StatisticsTests", "Tests/TestSets"]


@dataclass
class Run:
    """How a run of the tests ended, and how many seconds of processor time it took."""

    caught: str | None
    seconds: float
    tests: int = 0
    text: str = ""


class Package:
    """A copy of the whole package, or of the kernels alone, with the tests and pages that are run in it."""

    def __init__(self, root, folder, tests=None, pages=()):
        self.root, self.folder, self.tests, self.pages = root, folder, tests, pages
        self.limit = None

    def prepare(self):
        """Builds the copy and runs its tests as they are; what is wrong, if anything is."""
        if not self.build():
            return "it could not be built: " + self.log[-2000:]
        run = self.run()
        self.limit = max(1, TIMES * run.seconds)
        return run.caught or (None if run.tests > 0 else "no test was run")

    def copy(self):
        """Brings the copy to the state of the sources."""
        names = KERNEL_FOLDERS
        if self.tests:
            names = [p.name for p in self.root.iterdir() if p.is_dir() and p.name[0] != "."]
            self.folder.mkdir(parents=True, exist_ok=True)
            # The libraries that the set-up fetched.
            link = self.folder / ".cache"
            if not link.is_symlink():
                link.symlink_to(os.path.relpath(self.root / ".cache", self.folder))
        for name in names:
            mirror(self.root / name, self.folder / name)
        manifest = (self.root / "Package.swift").read_text()
        if not self.tests:
            manifest = manifest[: manifest.index("let package = Package(")] + KERNELS
        # A change may leave a value that is never used, and is a mutant all the same.
        write(self.folder / "Package.swift", re.sub(r" *\.treatAllWarnings.*\n", "", manifest).encode())

    def build(self):
        done = subprocess.run(
            ["swift", "build", "--build-tests"], cwd=self.folder, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        self.log = done.stdout
        return done.returncode == 0

    def run(self):
        """Runs the tests until one fails, then what the pages of the handbook show."""
        run = self._command(["swift", "test", "--skip-build", "--disable-xctest", *(
            argument for test in self.tests or [] for argument in ("--filter", test)
        )])
        if run.caught is None and self.pages:
            shown = self._command([
                "python3", "-I", "Tests/Handbook/pages.py", ".build/debug/sales",
                *(f"Sources/sales/sales.docc/{page}.md" for page in self.pages),
            ])
            if shown.caught or " 0 failed" not in shown.text:
                run.caught = "a page of the handbook"
            run.seconds += shown.seconds
        return run

    def _command(self, command):
        before, start = children(), time.monotonic()
        process = subprocess.Popen(
            command, cwd=self.folder, start_new_session=True, preexec_fn=self._bound,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )
        try:
            caught, text = self._watch(process, start)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        seconds = children() - before
        if caught is None and process.returncode != 0:
            over = self.limit is not None and seconds >= self.limit
            caught = "it takes too long" if over else "the tests end early"
        count = re.search(r"Test run with (\d+) test", text)
        return Run(caught, seconds, int(count.group(1)) if count else 0, text)

    def _bound(self):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if self.limit is not None:
            seconds = int(self.limit) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    def _watch(self, process, start):
        """What the first failure says, if one is printed, and all that was printed."""
        text = ""
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while time.monotonic() - start < IDLE:
                if not selector.select(timeout=1):
                    continue
                part = os.read(process.stdout.fileno(), 1 << 16)
                if not part:
                    return None, text
                text += part.decode(errors="replace")
                lines = (line for line in text.split("\n")[:-1] if FAILED in line)
                if failure := next(lines, None):
                    name = re.search(r'Test "([^"]*)"|Test (\w+)', failure)
                    return (name.group(1) or name.group(2)) if name else failure.strip(), text
        return "it takes too long", text


def children():
    """The processor time of the processes that have ended, in seconds."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def write(path, content):
    """Writes a file, unless it has this content: what is older is not built again."""
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def mirror(source, target):
    """Makes a folder the same as another."""
    kept = set()
    for path in source.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            name = path.relative_to(source)
            kept.add(name)
            write(target / name, path.read_bytes())
            os.chmod(target / name, path.stat().st_mode)
    for path in target.rglob("*"):
        if path.is_file() and path.relative_to(target) not in kept:
            path.unlink()
