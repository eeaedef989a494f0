"""Ctrl-C at random moments of what one does at the prompt, and how long the prompt takes to come back."""

import os
import random
import select
import shutil
import tempfile
import time
from pathlib import Path

from pseudo_terminal import PROMPT, PseudoTerminal

# What is typed before Ctrl-C, the longest wait for it, and whether the engine is at work. CUSTOMERS
# is the number of them.
# `x` is bound to the result, so that a statement that was ended can be told from one that was not.
ACTIVITIES = [
    ("an empty line", "", 0.05, False),
    ("an entry", "1 + sum([1, 2", 0.1, False),
    ("an entry of lines", "sum([1,\r2,\r3", 0.1, False),
    ("a search", "\x12ke", 0.1, False),
    ("a paste", "\x1b[200~" + "1 +\n" * 500 + "1\x1b[201~", 0.2, False),
    ("calls of functions", "let x = f18(0)\r", 0.3, False),
    ("a long list", "let x = sum(1..3000000)\r", 0.3, False),
    ("a sorted list", "let x = median(1..3000000)\r", 0.3, False),
    ("rows in memory", "let x = joined | sort(.mrr) | summarize(n: count(), by: .id) | count()\r",
     0.6, False),
    ("rows as CSV", 'joined | show(mode: "csv", rows: 1000000)\r', 0.6, False),
    ("a sum in the engine", 'let x = sum(simulate({market: "mixed", customers: CUSTOMERS}, seed: 3)'
     ".customers.mrr)\r", 0.6, True),
    ("groups in the engine", 'simulate({market: "mixed", customers: CUSTOMERS}, seed: 4).customers'
     " | summarize(n: count(), by: [.channel, .segment])\r", 0.6, True),
    ("a saved file", 'simulate({market: "mixed", customers: CUSTOMERS}, seed: 5).customers'
     ' | save("out.csv", replace: true)\r', 0.6, True),
]  # fmt: skip


class Session:
    """A prompt that knows `kept`, `x`, and `joined`: rows that are joined in memory."""

    def __init__(self, binary, rows, customers):
        self.customers = customers
        self.folder = Path(tempfile.mkdtemp(prefix="sales-interruption-"))
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "TERM": "xterm", "NO_COLOR": "1",
            "LC_ALL": "C.UTF-8", "TMPDIR": str(self.folder), "SALES_PAGER": "cat",
        }  # fmt: skip
        self.terminal = PseudoTerminal([binary], environment, width=200, cwd=self.folder)
        self.place = self.terminal.wait(PROMPT)
        self.say("let kept = 5\r")
        # Each calls the one before twice: the work doubles.
        self.say("let names = table { segment | rank\r'SMB' | 1\r'Enterprise' | 2 }\r".replace("'", '"'))
        self.say(f'let made = simulate({{market: "mixed", customers: {rows}}}, seed: 6).customers;\r')
        self.say("let joined = made | join(names, one: .segment);\r")
        self.say("fn f0(x) = x + 1\r")
        for i in range(1, 19):
            self.say(f"fn f{i}(x) = f{i - 1}(f{i - 1}(x))\r")

    def filled(self, text):
        return text.replace("CUSTOMERS", str(self.customers))

    def say(self, text):
        self.terminal.send(self.filled(text))
        self.place = self.terminal.wait(PROMPT, start=self.place)

    def answer(self, entry):
        """What the prompt says to an entry of one line."""
        start = len(self.terminal.bytes)
        self.terminal.send(f'"<{{{entry}}}>"\r')
        begin = self.terminal.wait(b"\x1b[?2004l<", start=start)
        end = self.terminal.wait(b">\r\n", start=begin)
        self.place = self.terminal.wait(PROMPT, start=end)
        return self.terminal.bytes[begin:end].decode(errors="replace").removesuffix(">\r\n")

    def interrupt(self, text, delay):
        """Type a text, press Ctrl-C after a while; the seconds until the prompt is there again.

        None where a statement was done before Ctrl-C came.
        """
        self.terminal.send(self.filled(text))
        end = time.monotonic() + delay
        while (rest := end - time.monotonic()) > 0:
            self.terminal.read(rest)
        while select.select([self.terminal.descriptor], [], [], 0)[0]:
            self.terminal.read(0.0)
        start = len(self.terminal.bytes)
        began = time.monotonic()
        self.terminal.send("\x03")
        self.place = self.terminal.wait(PROMPT, start=start)
        seconds = time.monotonic() - began
        is_entered = text.endswith("\r")
        return None if is_entered and b"interrupted" not in self.terminal.bytes[start:] else seconds

    def close(self):
        self.terminal.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def times(binary, count, rows, customers, judge=None, seed=1):
    """Seconds to the prompt, for each activity; `judge(name, session)` looks at the state after each.

    `count` moments in all, and so many rows where rows are joined in memory. The time is None for a
    statement that was done before.
    """
    randomness = random.Random(seed)
    found = {name: [] for name, _, _, _ in ACTIVITIES}
    session = Session(binary, rows, customers)
    try:
        for number in range(count):
            name, text, longest, _ = ACTIVITIES[number % len(ACTIVITIES)]
            session.say("let x = 0\r")
            # The engine would answer from memory what it was asked before.
            session.say(":cache clear\r")
            found[name].append(session.interrupt(text, randomness.uniform(0, longest)))
            if judge:
                judge(name, session)
    finally:
        session.close()
    return found
