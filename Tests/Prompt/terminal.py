"""A terminal of tmux, on a socket of its own, with the prompt of the debug build in it."""

import os
import shlex
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BINARY = str(ROOT / ".build/debug/sales")
PATIENCE = 10.0


class Missed(Exception):
    """What was awaited did not appear."""


class Server:
    """One tmux server for all scenarios; its socket and folders are removed at the end."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="sales-prompt-"))
        self.socket = str(self.folder / "tmux")
        self.count = 0
        # A server without windows ends, maybe just when the next one is asked for.
        self.tmux("new-session", "-d", "-s", "holder", "cat")

    def tmux(self, *arguments, input=None):
        command = ["tmux", "-u", "-S", self.socket, "-f", "/dev/null", *arguments]
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm"}
        result = subprocess.run(
            command, input=input, capture_output=True, text=True, env=environment, check=False
        )
        return result.stdout

    def terminal(self, **options):
        self.count += 1
        return Terminal(self, f"t{self.count}", **options)

    def close(self):
        self.tmux("kill-server")
        shutil.rmtree(self.folder, ignore_errors=True)


class Terminal:
    """A window in which `sales` runs, until it is left."""

    def __init__(
        self, server, name, *, home=None, width=80, height=24, term="screen-256color",
        environment=None, arguments=(), command=None, ready="sales>",
    ):  # fmt: skip
        self.server = server
        self.name = name
        self.home = Path(home) if home else server.folder / f"home-{name}"
        if not home:
            self.home.mkdir()
        variables = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "TERM": term,
            "TMPDIR": str(server.folder),
        } | (environment or {})
        words = ["env", "-i", *(f"{k}={v}" for k, v in variables.items() if v is not None)]
        line = shlex.join([*words, BINARY, *arguments])
        if command:
            line = command.replace("SALES", line)
        # The shell stays, so that what it says about the program can be seen.
        script = f"cd {shlex.quote(str(ROOT))}; {line}; echo \"left with $?\"; exec cat"
        server.tmux(
            "new-session", "-d", "-s", name, "-x", str(width), "-y", str(height), "sh", "-c", script
        )
        if ready:
            self.wait(ready)

    # What is typed

    def keys(self, *keys):
        """Keys by the names of tmux: `Enter`, `C-c`, `Up`; other words are typed as they are."""
        self.server.tmux("send-keys", "-t", self.name, *keys)

    def type(self, text):
        # To tmux, a semicolon at the end divides commands.
        text = text[:-1] + "\\;" if text.endswith(";") else text
        self.server.tmux("send-keys", "-t", self.name, "-l", text)

    def enter(self, text):
        self.type(text)
        self.keys("Enter")

    def paste(self, text):
        self.server.tmux("load-buffer", "-b", self.name, "-", input=text)
        self.server.tmux("paste-buffer", "-p", "-r", "-b", self.name, "-t", self.name)

    def resize(self, width, height):
        self.server.tmux("resize-window", "-t", self.name, "-x", str(width), "-y", str(height))

    # What is seen

    def screen(self, colours=False, past=False):
        options = ["-e"] * colours + ["-S", "-2000"] * past
        return self.server.tmux("capture-pane", "-p", *options, "-t", self.name).rstrip()

    def lines(self):
        return [line.rstrip() for line in self.screen().splitlines()]

    def last(self):
        """The last line that holds anything."""
        return (self.lines() or [""])[-1]

    def until(self, holds, what):
        """Wait until a condition on the screen holds."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if holds():
                return
            time.sleep(0.03)
        raise Missed(f"{what} did not appear; the screen is\n{self.screen()}")

    def wait(self, text):
        self.until(lambda: text in self.screen(), repr(text))

    def wait_line(self, text):
        self.until(lambda: text in self.lines(), f"the line {text!r}")

    def wait_last(self, text):
        self.until(lambda: self.last() == text, f"the last line {text!r}")

    def ask(self, entry, answer):
        """Type an entry and wait for a line of its answer, and the prompt below it."""
        self.enter(entry)
        self.wait_line(answer)
        self.wait_last("sales>")

    def send_signal(self, number):
        """Send a signal to the program in the window."""
        shell = self.server.tmux("display", "-p", "-t", self.name, "#{pane_pid}").strip()
        children = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()
        os.kill(int(children[0]), number)

    def close(self):
        self.server.tmux("kill-session", "-t", self.name)

    @property
    def history(self):
        return self.home / ".local/state/sales/history"
