"""The tutorial of the handbook, typed line by line into terminals of two widths."""

import re
import sys
from collections import Counter
from pathlib import Path

from terminal import ROOT, BINARY

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Handbook"))
from pages import FENCE

TUTORIAL = ROOT / "Sources/sales/sales.docc/Tutorial.md"


def the_tour_works_in_a_terminal_of_80_columns(new):
    _tour(new, 80)


def the_tour_works_in_a_terminal_of_140_columns(new):
    _tour(new, 140)


def _tour(new, width):
    blocks = FENCE.findall(TUTORIAL.read_text())
    prompt = new(width=width, height=70, environment={"NO_COLOR": "1"})
    for number, (language, text) in enumerate(blocks):
        if language == "console":
            for command, said in _commands(text):
                shell = new(width=width, height=70, command=command, ready="left with")
                _compare(command, said, shell.screen(past=True), width)
        elif language == "sales":
            follows = number + 1 < len(blocks) and blocks[number + 1][0] == "text"
            said = blocks[number + 1][1] if follows else ""
            _compare(text, said, _answer(prompt, text), width)


def _commands(text):
    for entry in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, said = entry.split("\n", 1)
        yield command.replace("Scripts/sales", BINARY), said


def _answer(prompt, text):
    """What the prompt says to the statements of a block, entered one after another."""
    said = ""
    for statement in _statements(text):
        prompt.keys("C-l")
        prompt.wait_last("sales>")
        prompt.paste(statement)
        typed = "".join(statement.split())
        prompt.until(lambda: typed in "".join(prompt.screen().split()), statement)
        prompt.keys("Enter")
        prompt.until(
            lambda: prompt.last() == "sales>" and len(prompt.lines()) > 1, "the prompt again")
        said += prompt.screen() + "\n"
    return said


def _statements(text):
    """A line that begins with a blank, a pipe or a bracket goes on with the one before."""
    return re.split(r"\n(?![ |})\]])", text.rstrip("\n"))


def _compare(place, said, screen, width):
    assert "error" in said or "error[" not in screen, f"{place}\n{screen}"
    shown = Counter(screen.split())
    for word, count in Counter(said.split()).items():
        # A rule is as long as its table is wide, which depends on the terminal.
        if "──" not in word:
            assert shown[word] >= count, f"{place}\n{word!r} is missing in\n{screen}"
    lines = {line.rstrip() for line in screen.splitlines()}
    if width >= 140:
        for line in said.splitlines():
            # Words are broken into lines for reading; tables and messages stand as written.
            if len(line) <= 100 and not line.startswith(" ="):
                assert line.rstrip() in lines, f"{place}\n{line!r} is missing in\n{screen}"
