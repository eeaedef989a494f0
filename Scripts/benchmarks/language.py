"""The language itself: long loops against the same loops in Debian's own Python, and a long check."""

import json
import tempfile
from pathlib import Path

from measurement import Command, compare, run, table
from program import binary, version
from startup import debian_python

TITLE = "scan and map against loops in Debian's own python3, and a check of 5,000 lines"

LOOPS = {
    "scan, 10,000,000 steps": (
        "last(1..10000000 | scan((a, x) => a * 0.5 + x, from: 0))",
        """
values = []
a = 0.0
for x in range(1, 10_000_001):
    a = a * 0.5 + x
    values.append(a)
print(values[-1])
""",
    ),
    "map, 1,000,000 numbers": (
        "last(1..1000000 | map(x => (2.5 * x + 1) / (1 + 0.1 * x)))",
        """
values = []
for x in range(1, 1_000_001):
    values.append((2.5 * x + 1) / (1 + 0.1 * x))
print(values[-1])
""",
    ),
}

LINES = 5000


def agree(ours, theirs):
    """Nil where both end with the same number, to the last digits of a double."""
    one, other = json.loads(ours)["value"], float(theirs)
    return None if abs(one - other) <= 1e-12 * abs(other) else f"{one} and {other}"


def long_script(path):
    """A script of many lines that use each other's names and units."""
    lines = ["let a0 = $84/customer/month", "fn worth(arpa, churn = 3%/month) = arpa / churn"]
    while len(lines) < LINES:
        number = len(lines)
        earlier = f"a{number - 2}" if number > 2 else "a0"
        lines.append(f"let a{number - 1} = if {earlier} > $50/customer/month then {earlier} * 99% "
                     f"else worth({earlier}) / 30 months + $1/customer/month")
    path.write_text("\n".join(lines) + "\n")


def measure(options):
    python = debian_python()
    print(f"python3   {version([python, '--version'])}")
    comparisons = []
    for title, (ours, theirs) in LOOPS.items():
        comparisons.append(
            compare(
                title,
                Command("sales", [binary(), "--format", "json", "-e", ours]),
                Command("python3", [python, "-I", "-c", theirs]),
                options.runs,
                goal=(1.0, None),
                agree=agree,
            )
        )
    print(f"medians of {options.runs} pairs, in turn", *table(comparisons), sep="\n")
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "long.sales"
        long_script(script)
        command = Command("sales check", [binary(), "check", str(script)])
        runs = sorted(run(command).seconds for _ in range(max(5, options.runs)))
        middle = runs[len(runs) // 2]
        print(f"check of {LINES} lines: {middle:.3f} s, median of {len(runs)} (goal: under 1 s)")
