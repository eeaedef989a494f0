#!/usr/bin/env python3
"""Write generated pairs of tables that hold what real exports hold and examples leave out.

    generate_tables.py FOLDER [--count 200]

Pair n is `nnn-spend.csv` and `nnn-customers.csv`, seeded by n alone. `manifest.json` lists for each
pair its traits and whether it has to be refused because it mixes currencies.
"""

import argparse
import calendar
import csv
import json
from datetime import date, timedelta
from pathlib import Path
from random import Random

CHANNELS = ["ads", "Ads", "brand", "e-mail", "resellers, local", 'the "other"', "Zürich", "été"]
TRAITS = [
    "missing channels",
    "refunds",
    "same-day cancellations",
    "spend without customers",
    "customers without spend",
    "ends after as_of",
    "leap days",
    "month ends",
    "missing revenue",
    "left out rows",
    "nobody leaves",
    "everybody leaves",
    "channels that pay back late",
]
EMPTY = {10: ("spend",), 11: ("customers",), 12: ("spend", "customers")}
CURRENCIES = {20: "cells", 21: "column", 22: "between tables"}


# MARK: Days


def month_end(year, month):
    return date(year, month, calendar.monthrange(year, month)[1])


def some_day(random, traits, first, last):
    """A day of the span; with the traits for it, often an end or a start of a month."""
    day = first + timedelta(days=random.randrange((last - first).days + 1))
    if "month ends" in traits and random.random() < 0.5:
        day = random.choice([month_end(day.year, day.month), day.replace(day=1)])
    if "leap days" in traits and random.random() < 0.2:
        day = date(2024, 2, random.choice([28, 29]))
    return min(max(day, first), last)


# MARK: Rows


def customer(random, traits, number, channels, first, last):
    started = some_day(random, traits, first, last)
    ended = None
    leaving = 1 if "everybody leaves" in traits else 0 if "nobody leaves" in traits else 0.5
    if random.random() < leaving:
        ended = some_day(random, traits, started, last)
    if "same-day cancellations" in traits and random.random() < 0.15:
        ended = started
    if "ends after as_of" in traits and random.random() < 0.2:
        ended = last + timedelta(days=random.randrange(1, 400))
    mrr = round(random.lognormvariate(4, 1), 2)
    row = {
        "id": f"C{number:05}",
        "started": started.isoformat(),
        "ended": ended.isoformat() if ended else "",
        "channel": random.choice(channels),
        "segment": random.choice(["SMB", "Enterprise"]),
        "mrr": f"{mrr:.2f}",
    }
    if "missing channels" in traits and random.random() < 0.2:
        row["channel"] = ""
    if "missing revenue" in traits and random.random() < 0.2:
        row["mrr"] = ""
    if "left out rows" in traits:
        spoiled = random.random()
        if spoiled < 0.05:
            row["id"] = ""
        elif spoiled < 0.10:
            row["started"] = ""
        elif spoiled < 0.15:
            row["ended"] = (started - timedelta(days=random.randrange(1, 40))).isoformat()
    return row


def outlay(random, traits, channels, first, last):
    scale = 8 if "channels that pay back late" in traits else 3
    cost = round(random.lognormvariate(scale, 1), 2)
    if "refunds" in traits and random.random() < 0.25:
        cost = -cost
    row = {
        "date": some_day(random, traits, first, last).isoformat(),
        "channel": random.choice(channels),
        "cost": f"{cost:.2f}",
        "segment": random.choice(["SMB", "Enterprise"]),
    }
    if "missing channels" in traits and random.random() < 0.1:
        row["channel"] = ""
    if "left out rows" in traits and random.random() < 0.1:
        row[random.choice(["date", "cost"])] = ""
    return row


def mix_currencies(how, spend, customers):
    if how == "cells":
        for index, row in enumerate(spend):
            row["cost"] += " EUR" if index % 2 else " USD"
    elif how == "column":
        for index, row in enumerate(spend):
            row["currency"] = "EUR" if index % 2 else "USD"
    else:
        for row in spend:
            row["cost"] += " EUR"
        for row in customers:
            row["mrr"] += " USD"


# MARK: Tables


def tables(number):
    """Pair `number`: its spend, its customers, its traits and how it mixes currencies."""
    random = Random(f"sales-oracle-{number}")
    case = number % 40
    mixed = CURRENCIES.get(case)
    traits = set(random.sample(TRAITS, random.randrange(1, 7)))
    if mixed:
        traits -= {"left out rows", "missing revenue"}
    first = date(random.randrange(2022, 2025), random.randrange(1, 13), random.randrange(1, 29))
    last = first + timedelta(days=random.choice([0, 3, 31, 90, 200, 400, 800]))
    channels = random.sample(CHANNELS, random.randrange(2, 6))
    spent, won = list(channels), list(channels)
    if "spend without customers" in traits:
        won = won[1:]
    if "customers without spend" in traits:
        spent = spent[:-1]
    people = random.choice([1, 5, 12, 40, 150, 400])
    customers = [customer(random, traits, n, won, first, last) for n in range(people)]
    outlays = random.choice([2, 10, 60, 200])
    spend = [outlay(random, traits, spent, first, last) for _ in range(outlays)]
    if mixed:
        mix_currencies(mixed, spend, customers)
        traits.add(f"two currencies: {mixed}")
    for empty in EMPTY.get(case, ()):
        (spend if empty == "spend" else customers).clear()
        traits.add(f"no rows in {empty}")
    return spend, customers, sorted(traits), mixed


def write(path, head, rows):
    names = head.split() + (["currency"] if rows and "currency" in rows[0] else [])
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def generate(folder, count):
    """Write `count` pairs into the folder, and answer the manifest that is written with them."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = []
    for number in range(count):
        spend, customers, traits, mixed = tables(number)
        names = {"spend": f"{number:03}-spend.csv", "customers": f"{number:03}-customers.csv"}
        write(folder / names["spend"], "date channel cost segment", spend)
        write(folder / names["customers"], "id started ended channel segment mrr", customers)
        manifest.append({**names, "traits": traits, "refused": mixed is not None})
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return manifest


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=200)
    options = parser.parse_args()
    generate(options.folder, options.count)
