"""Scripts over files, and over the same files with columns added to them.

The scripts say what the rows are by `as:`. A column of the exact name of a role takes the role, and so does
one with a known header that stands before the header in use, such as `customer` before `user id`; the first
is tested, and the second is left out.
"""

import csv
import re
import subprocess
import tempfile
from pathlib import Path

import odd_names

LOADS = """
let spend = load("Datasets/spend.csv", as: spend, units: {cost: USD})
let wins = load("Datasets/customers.csv", as: customers, units: {mrr: USD/customer/month, sales: USD})
"""

# Joins, and the verbs and names that a column could be mistaken for.
JOINS = LOADS + """
let large = .segment == "Enterprise"
let margin = 80%
metric total = sum(.cost)
fn half(amount) = amount / 2
let cost = spend | where(large) | summarize(cost: sum(.cost), by: .channel)
let won = wins | where(large) | summarize(won: count(.id), by: .channel)
cost | join(won, one: .channel) | add(cac: .cost / .won) | sort(.cac) | keep(.channel, .won, .cac)
let outlays = spend | summarize(outlay: sum(.cost), by: .channel)
wins | join(outlays, one: .channel) | summarize(count: count(), mean: mean(.outlay), by: .segment)
wins | join(wins, one: .referred_by == .id) | summarize(count: count(), mrr: sum(.mrr), by: .segment)
spend | summarize(total, half: half(sum(.cost)), by: [.kind, year: year(.date)])
wins | window(lag: lag(.mrr), rank: rank(.mrr), by: .channel, order: .id) | summarize(sum: sum(.lag), max: max(.rank))
wins | add(month: month(.started), if: if .mrr > $500/customer/month then "large" else "small") | top(3, by: .mrr) | keep(.id, .month, .if)
wins | sample(5, seed: 3) | keep(.id, .mrr)
wins | append(wins) | distinct(.id) | summarize(count: count())
wins | fill(.industry, with: "none") | summarize(count: count(), by: .industry)
wins | pivot(rows: .segment, columns: .region, value: .mrr, aggregate: "sum")
ltv(wins, by: .segment, margin: margin)
payback(spend, wins)
[1, 2] | map(day => day * 2) | fold((sum, day) => sum + day, from: 0)
sum(spend.cost)
wins[0].channel
"""

# The same customers, by headers of another program.
FOREIGN = {"id": "user id", "started": "start date", "ended": "end date", "mrr": "monthly fee"}
FOREIGN_SCRIPT = """
let wins = load("foreign.csv", as: customers)
churn(wins, by: .segment)
arpa(wins)
wins | summarize(count: distinct(.id), fee: sum(.mrr))
"""


def tutorial(root):
    """The program of the tutorial, without the line that shows every column."""
    text = (root / "Sources/sales/sales.docc/Tutorial.md").read_text()
    blocks = re.findall(r"^```sales\n(.*?)^```$", text, re.M | re.S)
    return "".join(blocks).replace("spend | describe()\n", "")


def names_in(script):
    """What a script names: its variables, functions, metrics and parameters."""
    names = re.findall(r"\b(?:let|fn|metric|param) (\w+)", script) + re.findall(r"(\w+) =>", script)
    for parameters in re.findall(r"\bfn \w+\(([^)]*)\)", script):
        names += re.findall(r"(\w+)(?=[:,]|$)", parameters)
    return odd_names.unique(names)


def every_fortieth(path):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    return rows[:1] + rows[1::40]


def write(path, rows, names=()):
    """Writes rows with these columns around their own, half of them before and half behind."""
    path.parent.mkdir(exist_ok=True)
    half = len(names) // 2
    cells = [("7", "x", "2026-01-01", "")[index % 4] for index in range(len(names))]
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for index, row in enumerate(rows):
            added = cells if index else names
            writer.writerow([*added[:half], *row, *added[half:]])


def answer(program, folder, script):
    (folder / "script.sales").write_text(script, encoding="utf-8")
    done = subprocess.run(
        [program, "run", "script.sales"], cwd=folder, capture_output=True, text=True, timeout=120)
    return done.stdout, done.stderr, done.returncode


def other_words(words):
    """The messages without the lines that list what was loaded."""
    return [line for line in words.split("\n") if not re.match(r"note: \S+\.csv( as |: \d+ columns)", line)]


def difference(before, after):
    """What an added column has changed, as a text."""
    if before[2] != after[2]:
        return f"it ends with {after[2]} and not {before[2]}: {after[1][-1500:]}"
    for ours, theirs in zip(before[0].split("\n"), after[0].split("\n")):
        if ours != theirs:
            return f"it prints\n  {theirs}\n  and not\n  {ours}"
    if before[0] != after[0]:
        return "it prints more or less"
    ours, theirs = other_words(before[1]), other_words(after[1])
    return "" if ours == theirs else f"it says {[line for line in theirs if line not in ours]} more"


def known_headers(program, kind):
    """The headers by which a kind of table is recognised, as they are compared."""
    page = odd_names.plain_output(program, "doc", kind)
    return {re.sub(r"\W|_", "", header).lower() for header in re.findall(r"`([^`]+)`", page)}


def run(program, root, count):
    roles = odd_names.roles(program)
    customers = every_fortieth(root / "Datasets/customers.csv")
    spend = every_fortieth(root / "Datasets/spend.csv")
    scripts = {
        "quickstart": (root / "Datasets/quickstart.sales").read_text(),
        "the tutorial": tutorial(root),
        "joins": JOINS,
    }
    names = odd_names.functions(program) + odd_names.units(program) + odd_names.KEYWORDS
    for script in scripts.values():
        names += names_in(script)
    names = odd_names.unique(names)
    count("the names are many", "" if len(names) > 180 else f"only {names}")
    extra = {kind: [name for name in names if name not in roles[kind]] for kind in ("customers", "spend")}
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        customers_path, spend_path = folder / "Datasets/customers.csv", folder / "Datasets/spend.csv"
        write(customers_path, customers)
        write(spend_path, spend)
        before = {name: answer(program, folder, script) for name, script in scripts.items()}
        for name, (output, words, code) in before.items():
            count(f"{name} runs", "" if output and code in (0, 4) else words)
        write(customers_path, customers, extra["customers"])
        write(spend_path, spend, extra["spend"])
        for name, script in scripts.items():
            problem = difference(before[name], answer(program, folder, script))
            count(f"added columns leave {name} as it was", problem)
        recognised(program, folder, customers, spend, names, count)
        foreign_headers(program, folder, customers, names, count)
        exact_roles(program, folder, customers, count)


def recognised(program, folder, customers, spend, names, count):
    """What the rows are is told from the headers of roles, whatever stands beside them."""
    kinds = ("customers", "spend", "touches", "conversions", "leads", "deals", "stages", "activities",
             "orders", "billing", "events", "teams", "quotas", "expenses")
    known = set().union(*(known_headers(program, kind) for kind in kinds))
    names = [name for name in names if re.sub(r"\W|_", "", name).lower() not in known]
    script = re.sub(r", as: \w+", "", JOINS)
    customers_path, spend_path = folder / "Datasets/customers.csv", folder / "Datasets/spend.csv"
    # A table of three columns has the least evidence.
    narrow = [row[:3] for row in spend]
    write(customers_path, customers)
    write(spend_path, spend)
    write(folder / "narrow.csv", narrow)
    script += 'load("narrow.csv") | summarize(cost: sum(.cost), by: .channel)\n'
    before = answer(program, folder, script)
    count("the headers tell what the rows are", "" if kinds_said(before[1]) == 3 else before[1])
    write(customers_path, customers, names)
    write(spend_path, spend, names)
    write(folder / "narrow.csv", narrow, names)
    after = answer(program, folder, script)
    count("added columns leave what was recognised", difference(before, after))
    count("it is recognised beside them", "" if kinds_said(after[1]) == 3 else after[1])


def kinds_said(words):
    return words.count("(recognised by its headers)")


def foreign(customers):
    """The table with other headers for some of its roles, and without those that have none."""
    kept = [index for index, name in enumerate(customers[0]) if name in FOREIGN or name == "segment"]
    rows = [[row[index] for index in kept] for row in customers]
    rows[0] = [FOREIGN.get(name, name) for name in rows[0]]
    return rows


def foreign_headers(program, folder, customers, names, count):
    """Roles that were found by known headers stay where they are."""
    known = known_headers(program, "customers")
    names = [name for name in names if re.sub(r"\W|_", "", name).lower() not in known]
    rows = foreign(customers)
    write(folder / "foreign.csv", rows)
    before = answer(program, folder, FOREIGN_SCRIPT)
    count("roles are found by known headers", before[1] if before[2] else "")
    write(folder / "foreign.csv", rows, names)
    problem = difference(before, answer(program, folder, FOREIGN_SCRIPT))
    count("added columns leave roles by known headers as they were", problem)


def exact_roles(program, folder, customers, count):
    """A column of the exact name of a role takes the role, and that is said."""
    rows = foreign(customers)
    doubled = [row + [str(float(row[-1]) * 2) if index else "mrr"] for index, row in enumerate(rows)]
    script = 'let wins = load("foreign.csv", as: customers)\nsum(wins.mrr) / $1/month'
    write(folder / "foreign.csv", rows)
    single, _, _ = answer(program, folder, script)
    write(folder / "foreign.csv", doubled)
    double, words, _ = answer(program, folder, script)
    value = lambda text: float(text.strip().replace(",", "") or "nan")
    good = abs(value(double) - 2 * value(single)) < 2
    count("a column `mrr` takes the role `mrr`", "" if good else f"{single} {double} {words}")
    said = "mrr taken as USD/month" in words and "no role: monthly fee" in words
    count("that it takes the role is said", "" if said else words)
