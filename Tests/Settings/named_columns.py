"""One script over columns of any names, compared with the same over plain ones.

Heads of tables have a bar in front, since a first line that begins with a word such as `let` is taken for a
statement.
"""

import csv
import io
import re
import subprocess
import tempfile
from pathlib import Path

import odd_names
from odd_names import column, named, quoted

PLAIN = ["plain_a", "plain_b", "plain_c", "plain_d"]

# «a» is a column, «a:» its name before a colon, «a"» its name as a text. `a` holds texts, `b` numbers, `c`
# days, and `d` is new.
# Each verb and each kind of place once.
PLACES = r"""
t | where(«a» == "x" and «b» > 1 or «c» in @2026-Q2)
t | add(«d:»: if «b» > 2 then «a» else "none", «b:»: ("{«a»}"))
t | keep(«b», «a») | rename(«d:»: «a») | sort(-«b», «d»)
t | drop(«a», «c») | top(2, by: «b»)
t | join(u, one: «a», keep: "left") | distinct(«a»)
t | keep(«a», «b») | join(u | rename(«d:»: «a»), one: «a» == «d»)
t | append(t | drop(«b») | rename(«d:»: «c»))
t | summarize(total, «d:»: count(), «b:»: sum(«b»), by: [«a», «c»])
t | window(«d:»: lag(«b»), «b:»: running(«b»), by: «a», order: «c»)
t | fill(«b», from: "previous", by: «a», order: «c»)
t | keep(«a», «b») | complete(«a», «b»)
t | pivot(rows: «a», columns: year(«c»), value: «b», aggregate: "sum")
t | drop(«a») | add(«d:»: «b» * 2) | unpivot(«b», «d», name: «a"», value: "its_value")
t | sample(2, seed: 1) | describe()
t«a»
t[1]«a»
u
{«a:»: {«b:»: 5}}«a»«b»
load("data.csv", units: {«b:»: EUR}) | summarize(other: sum(«b»))
cac(t, won, by: [some_group: «a»], date: «c», cost: «b», id: «a», started: «d», intervals: false)
""".strip().split("\n")

# All that a column can do.
MORE_PLACES = r"""
t | where(not («b» is missing) and «a» in ["x", "z"])
t | where(«b» ~= 2 within 1 and is_x)
t | add(«d:»: -(«b» ?? 0) ^ 2 + half(«b»), other: «c» + 1 month)
t | add(«a:»: «b», «b:»: «a»)
t | add(«d:»: match «a» { "x" => «b», else => 0 })
u | add(«d:»: "{«a»} of {.other}")
t | add(«d:»: upper(«a»)) | where(«d» != "X")
t | rename(«a:»: «b», «b:»: «a»)
t | rename(other: «a») | rename(«a:»: .other)
t | join(u, one: «a»)
t | join(t, many: [«a», «c»])
t | summarize(«d:»: count(«b»), by: [«b:»: «a»])
t | summarize(«a:»: mean(«b», weight: «b»), by: [«d:»: month(«c»)]) | with_total()
t | summarize(«d:»: sum(«b») / count(), «a:»: distinct(«a»), «b:»: count_if(«b» > 1))
t | window(«b:»: share(«b» / sum(«b»)), «d:»: rank(-«b»), other: moving(«b», 2), order: [«c», -«b»])
t | fill(«b», with: 0)
t | add(«d:»: year(«c»)) | keep(«a», «b», «d») | complete(«a», «d», fill: 0)
t | pivot(rows: [«d:»: «a»], columns: «a», value: «b», aggregate: "sum")
t | save("saved.csv", replace: true) | keep(«a»)
load("saved.csv") | sort(-«c»)
t | save("saved.json", replace: true) | keep(«a»)
load("saved.json") | keep(«b», «a»)
t | keep(«b», «c») | save("saved.parquet", replace: true) | top(1, by: «b»)
load("saved.parquet") | sort(-«c»)
sum(t«b»)
(t | sort(«b»))«a»[0]
u[0]
churn(left, id: «a», started: «b», ended: «d», as_of: @2026-06-30)
unit_economics(t, left, date: «c», cost: «b», id: «a», started: «b», ended: «d», mrr: «c»)
""".strip().split("\n")

# Those that a column of money can be in.
MONEY_PLACES = [
    place for place in PLACES + MORE_PLACES
    if not re.search(r"«b» > |EUR|within|half|\\?\\? 0|else => 0|with: 0|fill: 0|saved|append|join|unpivot|«a:»: «b»", place)
]

# What a verb takes for an argument of its own, so that it cannot name a new column there.
ARGUMENTS = {
    "add": ["table"], "rename": ["table"], "summarize": ["table", "by"],
    "window": ["table", "by", "order"],
}

HEAD = r"""
let t = load("data.csv", as: none)
let u = table {
  | «a:» | «b:»[EUR] | other[%/month]
  "x"  | 10        | 3
  "y"  | 20        | 4
}
let won = table {
  | «a:» | «d:»
  "x"  | @2026-02-01
  "y"  | @2026-03-01
}
let left = table {
  | «a:» | «b:»      | «c:»[USD/month] | «d:»
  "x"  | @2026-01-01 | 10              | @2026-03-15
  "y"  | @2026-01-01 | 20              | missing
  "z"  | @2026-01-01 | 30              | missing
}
let is_x = «a» == "x"
metric total = sum(«b») / count(«a»)
fn half(x) = x / 2
"""

ROWS = [
    ("x", "1", "2026-01-15"), ("y", "2.5", "2026-02-15"), ("x", "", "2026-02-01"), ("z", "4", "2026-01-20"),
    ("x", "3", "2027-02-15"),
]


def written(text, names):
    """The text with the names in the places of the marks."""
    for letter, name in zip("abcd", names):
        text = text.replace(f"«{letter}:»", named(name)).replace(f"«{letter}\"»", quoted(name))
        text = text.replace(f"«{letter}»", column(name))
    return text


def write_data(folder, names):
    with open(folder / "data.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(names[:3])
        writer.writerows(ROWS)


def rows_of(text):
    """The rows of CSV, without empty lines and the quotes that keep a cell from being a formula."""
    rows = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    return [[cell[1:] if re.match("'[=+@\t\r-]", cell) else cell for cell in row] for row in rows]


def outputs(program, folder, names, places):
    """What each place prints as CSV, and the messages of a run that fails."""
    write_data(folder, names)
    lines = [written(HEAD, names)]
    for number, place in enumerate(places):
        lines += [f'"=== {number}"', written(place, names)]
    (folder / "names.sales").write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run(
        [program, "--format", "csv", "run", "names.sales"], cwd=folder, capture_output=True, timeout=120)
    parts = done.stdout.decode().split("value\n'=== ")[1:]
    return [rows_of(part.split("\n", 1)[1]) for part in parts], done.returncode, done.stderr.decode()


def expected(rows, names, before=PLAIN):
    """What was printed of plain names, with the names in their places."""
    places = {}
    for plain, name in zip(before, names):
        places |= {plain: name, f"{plain}_2": f"{name}_2"}
    return [[places.get(cell, cell) for cell in row] for row in rows]


def is_argument(place, names):
    """Whether a name before a colon would be an argument of a verb, and so no new column."""
    return any(
        f"{verb}(" in place and f"«{letter}:»" in place and name in taken
        for verb, taken in ARGUMENTS.items() for letter, name in zip("abcd", names))


def fours(names):
    """Names by four, each once; the last are filled up from the beginning."""
    names = names + names[: -len(names) % 4]
    return [names[start:start + 4] for start in range(0, len(names), 4)]


def is_unwritable(place, names):
    """Whether the place writes a file that cannot tell names by their letter case."""
    return re.search("json|parquet", place) and len({name.lower() for name in names}) < len(names)


def compare(program, folder, names, plain, count, before=PLAIN):
    """Counts whether each place of `plain` does with these names what it does with plain ones."""
    places = [place for place in plain if not is_argument(place, names) and not is_unwritable(place, names)]
    found, code, words = outputs(program, folder, names, places)
    problem = f"it ends with {code}:\n{words[-2000:]}" if code else ""
    for place, theirs in zip(places, found):
        if not problem and theirs != expected(plain[place], names, before):
            problem = f"{written(place, names)}\n  gives {theirs}\n  not   {expected(plain[place], names, before)}"
    count(f"columns may be called {names}", problem)


def run(program, count):
    odd = odd_names.unique(odd_names.KEYWORDS + odd_names.ODD)
    known = odd_names.unique(odd_names.WORDS + odd_names.functions(program) + odd_names.units(program))
    count("there are functions and units", "" if len(known) > 150 else f"only {known}")
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        places = PLACES + MORE_PLACES
        found, code, words = outputs(program, folder, PLAIN, places)
        is_whole = code == 0 and len(found) == len(places) and all(found)
        count("the script of plain names runs", "" if is_whole else words)
        plain = dict(zip(places, found))
        few = {place: plain[place] for place in PLACES}
        first = ["month", "customer", "count", "if"]
        for shift in range(4):
            compare(program, folder, first[shift:] + first[:shift], plain, count)
        # The header gives its numbers a currency, so that it stands beside another such header.
        first.append("Total Revenue (USD)")
        for four in [first[-1], "count", "if", "a"], ["if", "USD", first[-1], "sum"], ["a", "b", "c", first[-1]]:
            compare(program, folder, four, plain, count)
        money = ["plain_a", "Plain (USD)", "plain_c", "plain_d"]
        found, code, words = outputs(program, folder, money, MONEY_PLACES)
        count("the script of money runs", words if code else "")
        compare(program, folder, ["if", first[-1], "count", "month"], dict(zip(MONEY_PLACES, found)), count, money)
        for four in fours([name for name in odd_names.KEYWORDS if name not in first]):
            compare(program, folder, four, plain, count)
        written_files = {place: rows for place, rows in plain.items() if "saved" in place}
        for four in fours([name for name in odd_names.ODD if name not in first]):
            compare(program, folder, four, few | written_files, count)
        for four in fours([name for name in known if name not in odd + first]):
            compare(program, folder, four, few, count)
