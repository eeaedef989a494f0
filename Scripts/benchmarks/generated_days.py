"""Three years of days with ten controls, and a brand's spend that went up and down, as CSV.

The columns: date; sales, which the controls c0 to c9 explain but for a level that moves at random and
for noise, and which fell by a sixth in the last three weeks; spend, whose level changes a few times.
"""

import csv
import datetime
import random

import tables

DAYS = 1_095
CONTROLS = 10
DARK = 21
FIRST = datetime.date(2023, 1, 22)
LAST = FIRST + datetime.timedelta(days=DAYS - 1)
DARK_FROM = LAST - datetime.timedelta(days=DARK - 1)
NOISE = 40.0  # of spend, as a standard deviation
# The levels of spend, and how many days each holds.
LEVELS = [(900, 210), (1_000, 95), (300, 28), (1_000, 240), (1_150, 180), (400, 21), (1_150, 321)]


def rows():
    chance = random.Random(20260121)
    controls = [0.0] * CONTROLS
    weights = [chance.uniform(-1.5, 1.5) for _ in range(CONTROLS)]
    levels = [level for level, days in LEVELS for _ in range(days)]
    level = 1_200.0
    for day in range(DAYS):
        controls = [0.7 * each + chance.gauss(0, 10) for each in controls]
        level += chance.gauss(0, 2)
        explained = sum(weight * each for weight, each in zip(weights, controls))
        sales = (level + explained) * (5 / 6 if day >= DAYS - DARK else 1) + chance.gauss(0, 25)
        spend = levels[day] + chance.gauss(0, NOISE)
        figures = [sales, spend, *(100 + each for each in controls)]
        yield [FIRST + datetime.timedelta(days=day), *(f"{figure:.3f}" for figure in figures)]


def write():
    """The path of the file, which is written unless it is there."""
    final = tables.path("days", DAYS, "csv")
    if not final.exists():
        tables.CACHE.mkdir(parents=True, exist_ok=True)
        partial = final.with_suffix(".partial")
        with partial.open("w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["date", "sales", "spend", *(f"c{n}" for n in range(CONTROLS))])
            writer.writerows(rows())
        partial.rename(final)
    return final
