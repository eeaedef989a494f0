"""Random tables, written by Python's csv module in a random dialect and encoding, then loaded."""

import collections
import csv
import json
import random

LETTERS = {
    "utf-8": "abcxyz ÄßéŞğ上海🙂", "utf-8-sig": "abcxyz Äß上", "utf-16": "abcxyz Äß上海",
    "utf-16-le": "abcxyz Äß", "utf-16-be": "abcxyz Äß", "windows-1252": "abcxyz Äßé",
    "windows-1254": "abcxyz ŞşğİÇ", "windows-1250": "abcxyz Łódźą", "gb18030": "abcxyz 上海北京",
    "iso-8859-9": "abcxyz ŞşğİÇ", "iso-8859-15": "abcxyz €Äß",
}
CERTAIN = {"utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"}


def word(draw, letters):
    """A text that is no number, no day, and not missing."""
    signs = letters + draw.choice(["", ",;|\t", '"', "\n", "\\'#"])
    return "w" + "".join(draw.choice(signs) for _ in range(draw.randrange(8))) + "w"


def long_problems(encoding, folder, run):
    """A file of several pieces: the letters of no encoding are lost where two of them meet."""
    letters = LETTERS[encoding].strip()
    cells = [letters[row % len(letters)] * (row % 5 + 1) + "w" for row in range(30_000)]
    path = folder / f"long-{encoding}.csv"
    path.write_bytes(("n,word\n" + "".join(f"{row},{cell}\n" for row, cell in enumerate(cells))).encode(encoding))
    option = "" if encoding in CERTAIN else f', encoding: "{encoding}"'
    program = f'load("{path.name}"{option}) | summarize(n: count(), by: .word) | sort(.word)'
    done = run(program, folder, "--format", "json")
    if done.returncode != 0 or "shown as" in done.stderr.decode():
        return [done.stderr.decode()[:500]]
    wanted = [[word, count] for word, count in sorted(collections.Counter(cells).items())]
    got = json.loads(done.stdout)["rows"]
    return [] if sorted(got) == wanted else [f"wanted {wanted[:5]}", f"got {sorted(got)[:5]}"]


def problems(seed, folder, run):
    draw = random.Random(seed)
    encoding = draw.choice(sorted(LETTERS))
    columns, rows = draw.randrange(2, 6), draw.randrange(1, 30)
    letters = LETTERS[encoding]
    names = [f"n{index}{word(draw, letters)}" for index in range(columns)]
    table = [
        [word(draw, letters) if column % 2 == 0 else str(draw.randrange(10_000))
         for column in range(columns)]
        for _ in range(rows)
    ]
    delimiter = draw.choice(",;\t|")
    quoting = draw.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC])
    # Python leaves a line end of another kind without quotes.
    end = draw.choice(["\n", "\r\n"] + ["\r"] * (quoting != csv.QUOTE_MINIMAL))
    path = folder / f"random{seed}.csv"
    # Cells with line ends of their own stay as they are.
    with open(path, "w", newline="", encoding=encoding) as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=quoting)
        writer.writerow(names)
        writer.writerows(table)
    option = "" if encoding in CERTAIN else f', encoding: "{encoding}"'
    done = run(f'load("{path.name}"{option})', folder, "--format", "json")
    form = f"{encoding} {delimiter!r} {end!r} {quoting}"
    if done.returncode != 0:
        return [form, done.stderr.decode()[:500]]
    got = json.loads(done.stdout)
    names_got = [column["name"] for column in got["columns"]]
    wanted = [
        [cell if column % 2 == 0 else int(cell) for column, cell in enumerate(row)]
        for row in table
    ]
    if names_got != names or got["rows"] != wanted:
        return [
            form, f"wanted {names} {wanted[:2]}", f"got {names_got} {str(got['rows'])[:500]}",
            str(path.read_bytes()[:300])]
    return []
