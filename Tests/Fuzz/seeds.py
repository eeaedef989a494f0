#!/usr/bin/env python3
"""Writes the texts that a fuzzer begins with into a folder, each once, named by its contents.

    seeds.py FOLDER

They are the scripts of the handbook's pages, block by block and page by page, the mistakes on file, the
scripts of Datasets, the programs of the tests of the grammar, and what fuzzers have found.
"""

import hashlib
import pathlib
import re
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```sales\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROGRAM = re.compile(r'text: #"""\n(.*?)\n *"""#', re.DOTALL)


def texts():
    for page in sorted(ROOT.glob("Sources/sales/sales.docc/**/*.md")) + [ROOT / "README.md"]:
        blocks = BLOCK.findall(page.read_text())
        yield from blocks
        yield "".join(blocks)
    for folder in ("Tests/EvaluationTests/Mistakes", "Datasets", "Tests/Modules", "Tests/Oracle"):
        for path in sorted((ROOT / folder).glob("**/*.sales")):
            yield path.read_text()
    samples = (ROOT / "Tests/SyntaxSamples/Program.swift").read_text()
    yield from (textwrap.dedent(text) for text in PROGRAM.findall(samples))


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    found = {text.encode() for text in texts() if text}
    found |= {path.read_bytes() for path in (ROOT / "Tests/Fuzz/Finds").iterdir()}
    for text in found:
        (folder / hashlib.sha256(text).hexdigest()[:16]).write_bytes(text)


if __name__ == "__main__":
    main()
