#!/usr/bin/env python3
"""Hold the worked example of the page "Definitions" against the recomputation.

The tables are read from the page itself, so that neither can change without the other. Every
figure is compared exactly, as a fraction; a payback is compared as the logarithms that it names.
"""

import math
import re
import sys
from fractions import Fraction
from pathlib import Path

from unit_economics import FIGURES, read, unit_economics

ORACLE = Path(__file__).parent
PAGE = ORACLE.parent.parent / "Sources/sales/sales.docc/Definitions.md"
LOGARITHMS = re.compile(r"ln\((.+?)\) / ln\((.+?)\)")


def tables(text):
    """Every Markdown table of the text, as rows of stripped cells under their head."""
    found, rows = [], []
    for line in text.splitlines() + [""]:
        if line.startswith("|"):
            rows.append([part.strip() for part in line.strip("|").split("|")])
        elif rows:
            found.append((rows[0], rows[2:]))
            rows = []
    return found


def table(found, first, last):
    for head, rows in found:
        if head[0] == first and head[-1] == last:
            return [dict(zip(head, row)) for row in rows]
    sys.exit(f"the page has no table from {first} to {last}")


def agrees(name, written, value):
    if written == "—":
        return value is None
    if name == "verdict":
        return written == value
    if logarithms := LOGARITHMS.fullmatch(written):
        top, bottom = (math.log(Fraction(part)) for part in logarithms.groups())
        return value is not None and math.isclose(value, top / bottom, rel_tol=1e-12)
    return value == Fraction(written)


def main():
    found = tables(PAGE.read_text(encoding="utf-8"))
    spend = table(found, "date", "segment")
    customers = table(found, "id", "mrr")
    passed, failures = 0, []

    def expect(holds, complaint):
        nonlocal passed
        passed += holds
        if not holds:
            failures.append(complaint)

    for name, rows in [("spend", spend), ("customers", customers)]:
        bundled = read(ORACLE / "Example" / f"{name}.csv")
        expect(bundled == rows, f"Example/{name}.csv differs from the page")
    for by in ["segment", "channel"]:
        expected = table(found, by, "verdict")
        actual = unit_economics(spend, customers, [by])
        keys = [key[0] or "(none)" for key, _ in actual]
        expect(keys == [row[by] for row in expected], f"by {by}: the rows are {keys}")
        for (_, values), row in zip(actual, expected):
            for figure, _, _ in FIGURES:
                expect(
                    agrees(figure, row[figure], values[figure]),
                    f"{row[by]}: {figure} is {values[figure]}, the page says {row[figure]}",
                )
    print(*failures, sep="\n", end="\n" if failures else "")
    print(f"{passed} passed, {len(failures)} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
