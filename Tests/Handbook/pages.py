"""Runs what the pages of the project show, and compares what is printed with what they say.

    pages.py [--record] PROGRAM PAGE…

Four kinds of fenced blocks count; every other block is only text:

    console   lines that begin with `$ ` are commands, the lines below each its output
    sh        commands, one a line, that must succeed
    sales     a part of a program; a `text` block that follows is what it prints
    file      a file for the commands below; its first line is `# ` and its path

The `sales` blocks of a page are one script, run from top to bottom, so that a name lives on in the
blocks below. A block whose output begins with `error` is a script of its own. In an output, a line
with nothing but `…` stands for any lines.

Commands run in a folder that has the project's Datasets, and in which `Scripts/sales` is the program
that the tests have built. The other scripts of the project are not run but have to be there, since
they run the tests. --record writes what is printed into the pages. The last line counts passed,
failed and skipped.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "— the next block —"


class Block:
    """A fenced block of a page: its language, and where its text stands."""

    def __init__(self, match):
        self.language, self.text = match.group(1), match.group(2)
        self.start, self.end = match.span(2)
        self.after = match.end()


class Run:
    """One folder to run in, and what was found."""

    def __init__(self, folder, program):
        self.folder, self.found, self.passed = folder, [], 0
        (folder / "Scripts").mkdir()
        (folder / "Scripts" / "sales").symlink_to(program)
        (folder / "sales").symlink_to(program)
        (folder / "Datasets").symlink_to(ROOT / "Datasets")

    def shell(self, command):
        """The output of a command, and whether it succeeded."""
        words = command.split()
        if words[0].startswith("Scripts/") and words[0] != "Scripts/sales":
            return "", os.access(ROOT / words[0], os.X_OK)
        environment = {"PATH": f"{self.folder}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}
        ending = subprocess.run(
            ["bash", "-c", command], cwd=self.folder, env=environment, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return ending.stdout, ending.returncode == 0

    def script(self, text):
        (self.folder / "example.sales").write_text(text)
        return self.shell("sales run example.sales")[0]

    def expect(self, place, said, printed):
        pattern = "".join(
            "(.*\n)*" if line == "…" else re.escape(line) + "\n" for line in said.splitlines())
        if re.fullmatch(pattern, printed):
            self.passed += 1
        else:
            self.found.append(f"{place}\n--- the page says\n{said}--- the program prints\n{printed}")


def ended(text):
    return text if not text or text.endswith("\n") else text + "\n"


def console(run, place, block):
    """Runs the commands of a session; the result is the block as it should be."""
    result = []
    for entry in re.split(r"^(?=\$ )", block.text, flags=re.MULTILINE):
        if not entry:
            continue
        command, said = entry.split("\n", 1)
        printed, _ = run.shell(command[2:])
        run.expect(f"{place}: {command[2:]}", said, ended(printed))
        result.append(f"{command}\n{said if '…' in said.splitlines() else ended(printed)}")
    return "".join(result)


def programs(run, place, page, blocks):
    """Runs the program of a page; the result is a list of outputs with the blocks they belong in."""
    parts = []
    for block, following in zip(blocks, blocks[1:] + [None]):
        if block.language == "sales":
            follows = following and following.language == "text" \
                and not page[block.after:following.start].replace("```text", "").strip()
            parts.append((block, following if follows else None))
    alone = [part for part in parts if part[1] and part[1].text.startswith("error")]
    together = [part for part in parts if part not in alone]
    printed = run.script(f'\n"{MARK}"\n'.join(block.text for block, _ in together))
    # A table is set apart from the mark by empty lines, which are none of the block's.
    outputs = [ended(part.strip("\n")) for part in printed.split(f"{MARK}\n")] if together else []
    if len(outputs) != len(together):
        run.found.append(f"{place}: the program of the page ends early\n{printed}")
        return []
    results = list(zip(together, outputs))
    results += [(part, run.script(part[0].text)) for part in alone]
    for (block, output), text in results:
        line = page.count("\n", 0, block.start)
        run.expect(f"{place}:{line}", output.text if output else "", ended(text))
    return [(output, ended(text)) for (_, output), text in results if output]


def check(run, path, record):
    page = path.read_text()
    place = path.name
    blocks = [Block(match) for match in FENCE.finditer(page)]
    changes = programs(run, place, page, blocks)
    for block in blocks:
        if block.language == "console":
            changes.append((block, console(run, place, block)))
        elif block.language == "file":
            name = run.folder / block.text.splitlines()[0].removeprefix("# ")
            name.parent.mkdir(parents=True, exist_ok=True)
            name.write_text(block.text)
        elif block.language == "sh":
            for command in block.text.splitlines():
                printed, succeeded = run.shell(command)
                if succeeded:
                    run.passed += 1
                else:
                    run.found.append(f"{place}: {command}\n{printed}")
    if record:
        for block, text in sorted(changes, key=lambda change: -change[0].start):
            if "…" not in block.text.splitlines():
                page = page[:block.start] + text + page[block.end:]
        path.write_text(page)


def main():
    arguments = sys.argv[1:]
    record = arguments[:1] == ["--record"]
    program, *pages = arguments[record:]
    with tempfile.TemporaryDirectory() as folder:
        run = Run(pathlib.Path(folder), pathlib.Path(program).resolve())
        for page in pages:
            check(run, pathlib.Path(page), record)
    for text in run.found:
        print(f"Not so: {text}", file=sys.stderr)
    print(f"{run.passed} passed, {len(run.found)} failed, 0 skipped")
    return 1 if run.found else 0


if __name__ == "__main__":
    sys.exit(main())
