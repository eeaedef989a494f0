#!/usr/bin/env python3
"""Recompute unit economics from the handbook's page "Definitions", and from nothing else.

Slow and plain on purpose: it walks through every complete month and asks of every customer
whether that customer was open. Sums are exact fractions; a float appears only in a logarithm
and in what is printed.
"""

import argparse
import calendar
import csv
import json
import math
import re
import sys
from datetime import date, timedelta
from fractions import Fraction

FIGURES = [
    ("cost", "money", "USD"),
    ("won", "quantity", "customer"),
    ("cac", "estimate", "USD/customer"),
    ("arpa", "estimate", "USD/customer/month"),
    ("churn", "estimate", "1/month"),
    ("lifetime", "estimate", "month"),
    ("ltv", "estimate", "USD/customer"),
    ("ltv_cac", "estimate", None),
    ("payback", "estimate", "month"),
    ("verdict", "text", None),
]


class Refused(Exception):
    """The tables mix currencies, so that there is no sum to speak of."""


# MARK: Cells and rows


def cell(row, name):
    text = row.get(name)
    return text if text else None


def day(row, name):
    text = cell(row, name)
    return date.fromisoformat(text) if text else None


def amount(row, name, currencies):
    """The number of a cell, noting its currency where the cell or its row names one."""
    text = cell(row, name)
    if text is None:
        return None
    number, code = re.fullmatch(r"(-?[0-9.]+)(?: ([A-Z]{3}))?", text).groups()
    currencies.add(code or cell(row, "currency") or "USD")
    return Fraction(number)


def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def first_day(year, month):
    return date(year, month, 1)


def last_day(year, month):
    return date(year, month, calendar.monthrange(year, month)[1])


def complete_months(earliest, as_of):
    """The (first, last) days of the complete months, in order."""
    if earliest is None or as_of is None:
        return []
    months, year, month = [], earliest.year, earliest.month
    while last_day(year, month) <= as_of:
        if first_day(year, month) > earliest:
            months.append((first_day(year, month), last_day(year, month)))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return months


# MARK: Sums


class Customer:
    """What one customer adds to churn and arpa of a group."""

    def __init__(self):
        self.open = 0
        self.lost = 0
        self.revenue = Fraction(0)
        self.revenue_months = 0


class Sums:
    """What one group adds up to."""

    def __init__(self):
        self.cost = Fraction(0)
        self.won = 0
        self.open = 0
        self.lost = 0
        self.revenue = Fraction(0)
        self.revenue_months = 0
        self.customers = {}  # by their row in the table


def sums_by_group(spend, customers, by, during=None, as_of=None, every=None):
    """The sums of each group: a dictionary from the tuple of its keys.

    `during` is a pair of days, or nothing; `every` is "month", or nothing.
    """
    currencies = set()
    outlays = [(r, day(r, "date"), amount(r, "cost", currencies)) for r in spend]
    people = [
        (r, day(r, "started"), day(r, "ended"), amount(r, "mrr", currencies)) for r in customers
    ]
    if len(currencies) > 1:
        raise Refused("amounts in " + " and ".join(sorted(currencies)))

    outlays = [o for o in outlays if o[1] and o[2] is not None]
    people = [p for p in people if cell(p[0], "id") and p[1] and not (p[2] and p[2] < p[1])]
    if as_of is None:
        as_of = max([o[1] for o in outlays] + [p[1] for p in people], default=None)

    def kept(moment):
        inside = during is None or during[0] <= moment <= during[1]
        return moment <= as_of and inside

    groups = {}

    def group(row, moment):
        key = tuple(cell(row, name) for name in by)
        if every == "month":
            key += (f"{moment.year:04}-{moment.month:02}",)
        return groups.setdefault(key, Sums())

    for row, moment, cost in outlays:
        if kept(moment):
            group(row, moment).cost += cost
    for row, started, _, _ in people:
        if kept(started):
            group(row, started).won += 1

    earliest = min((s for _, s, _, _ in people), default=None)
    for first, last in complete_months(earliest, as_of):
        if during and not (during[0] <= first and last <= during[1]):
            continue
        for place, (row, started, ended, mrr) in enumerate(people):
            if not started < first or (ended and ended < first):
                continue
            sums = group(row, first)
            for part in (sums, sums.customers.setdefault(place, Customer())):
                part.open += 1
                if ended and first <= ended <= last:
                    part.lost += 1
                if mrr is not None:
                    part.revenue += mrr
                    part.revenue_months += 1
    return groups


# MARK: Figures


def payback_months(cac, churn, income):
    """Months until the survivors have paid; missing where unknown or never."""
    if cac is None or churn is None or income is None:
        return None
    if cac <= 0:
        return 0
    if income <= 0 or (churn > 0 and cac >= income / churn):
        return None
    if churn == 0:
        return cac / income
    if churn == 1:
        return 0
    return math.log(1 - cac * churn / income) / math.log(1 - churn)


def verdict_of(ratio, target=3):
    if ratio is None:
        return None
    if ratio >= target:
        return f"meets 1:{target}"
    return f"below 1:{target}" if ratio > 1 else "never pays back"


def figures(sums, margin=Fraction(1)):
    """The figures of one group as exact numbers, missing ones as None."""
    cac = sums.cost / sums.won if sums.won else None
    churn = Fraction(sums.lost, sums.open) if sums.open else None
    arpa = sums.revenue / sums.revenue_months if sums.revenue_months else None
    income = arpa * margin if arpa is not None else None
    lifetime = 1 / churn if churn else None
    ltv = income / churn if churn and income is not None else None
    ratio = ltv / cac if ltv is not None and cac is not None and cac > 0 else None
    return {
        "cost": sums.cost,
        "won": sums.won,
        "cac": cac,
        "arpa": arpa,
        "churn": churn,
        "lifetime": lifetime,
        "ltv": ltv,
        "ltv_cac": ratio,
        "payback": payback_months(cac, churn, income),
        "verdict": verdict_of(ratio),
    }


def key_order(key):
    """By keys, text by its UTF-8 bytes, missing last."""
    return [(part is None, (part or "").encode()) for part in key]


def sums_by_row(spend, customers, by=(), during=None, as_of=None, every=None):
    """Rows of (keys, sums), in the order of the result."""
    groups = sums_by_group(spend, customers, by, during, as_of, every)
    if not by and not every:
        groups = groups or {(): Sums()}
    return [(key, groups[key]) for key in sorted(groups, key=key_order)]


def unit_economics(spend, customers, by=(), during=None, as_of=None, every=None, margin=1):
    """Rows of (keys, figures), in the order of the result."""
    rows = sums_by_row(spend, customers, by, during, as_of, every)
    return [(key, figures(sums, Fraction(margin))) for key, sums in rows]


# MARK: Lifetime value by method


LTV_FIGURES = [
    ("arpa", "estimate", "USD/customer/month"),
    ("churn", "estimate", "1/month"),
    ("lifetime", "estimate", "month"),
    ("ltv", "estimate", "USD/customer"),
]


def monthly(rate, per):
    """A rate per month or per year, brought to a month by compounding."""
    return rate if per == "month" else (1 + float(rate)) ** (1 / 12) - 1


def ltv_of(method, income, churn, rate):
    """The lifetime value of a group; `rate` is the discount or the expansion in a month."""
    if income is None or churn is None:
        return None
    if method in ("simple", "margin"):
        return income / churn if churn else None
    if method == "expansion":
        return income / (churn - rate) if churn > rate else None
    first = 1 + rate if method == "discounted_advance" else 1 - churn
    return income * first / (churn + rate)


def ltv_rows(customers, by, method, rate=0, margin=1, during=None, as_of=None, every=None):
    """Rows of (keys, figures), in the order of the result; customers are the only table."""
    groups = sums_by_group([], customers, by, during, as_of, every)
    rows = []
    for key in sorted(groups, key=key_order):
        found = figures(groups[key])
        income = found["arpa"] * Fraction(margin) if found["arpa"] is not None else None
        found["ltv"] = ltv_of(method, income, found["churn"], rate)
        rows.append((key, {name: found[name] for name, _, _ in LTV_FIGURES}))
    return rows


# MARK: Churn by definition


CHURN_FIGURES = [
    ("at_risk", "number", None),
    ("lost", "quantity", "customer"),
    ("churn", "estimate", "1/month"),
]


class Losses:
    """What one group loses, and out of how much."""

    def __init__(self):
        self.won = 0
        self.at_risk = Fraction(0)
        self.days = 0
        self.lost = 0


def losses_by_group(customers, by, definition, during=None, as_of=None, every=None):
    """The losses of each group under a definition of churn.

    Time at risk is counted day by day, one day after another.
    """
    people = [(r, day(r, "started"), day(r, "ended")) for r in customers]
    people = [p for p in people if cell(p[0], "id") and p[1] and not (p[2] and p[2] < p[1])]
    if as_of is None:
        as_of = max([p[1] for p in people], default=None)
    groups = {}

    def group(row, moment):
        key = tuple(cell(row, name) for name in by)
        if every == "month":
            key += (f"{moment.year:04}-{moment.month:02}",)
        return groups.setdefault(key, Losses())

    def inside(moment):
        return during is None or during[0] <= moment <= during[1]

    for row, started, _ in people:
        if started <= as_of and inside(started):
            group(row, started).won += 1
    if definition == "exposure":
        for row, started, ended in people:
            if started > as_of:
                continue
            if ended and ended <= as_of and inside(ended):
                group(row, ended).lost += 1
            moment = started
            while moment < min(ended or as_of, as_of):
                if inside(moment):
                    group(row, moment).days += 1
                moment += timedelta(days=1)
        for losses in groups.values():
            losses.at_risk = losses.days / Fraction("30.4375")
        return groups
    earliest = min((s for _, s, _ in people), default=None)
    for first, last in complete_months(earliest, as_of):
        if during and not (during[0] <= first and last <= during[1]):
            continue
        for row, started, ended in people:
            was_open = started < first and not (ended and ended < first)
            joined = first <= started <= last
            left = bool(ended) and first <= ended <= last
            if was_open or (joined and definition == "stripe"):
                group(row, first).at_risk += 1
            if left and (was_open or (joined and definition in ("stripe", "maxio"))):
                group(row, first).lost += 1
    return groups


def churn_rows(customers, by, definition, during=None, as_of=None, every=None):
    """Rows of (keys, figures), in the order of the result."""
    groups = losses_by_group(customers, by, definition, during, as_of, every)
    rows = []
    for key in sorted(groups, key=key_order):
        losses = groups[key]
        churn = losses.lost / losses.at_risk if losses.at_risk else None
        if churn is not None and churn > 1 and definition != "exposure":
            churn = None
        rows.append((key, {"at_risk": losses.at_risk, "lost": losses.lost, "churn": churn}))
    return rows


# MARK: JSON


def printable(value):
    if value is None or isinstance(value, str):
        return value
    return float(value)


def as_json(rows, by, every=None, declared=FIGURES):
    """The table in the JSON form of the language, its cells values without intervals."""
    keys = [{"name": name, "type": "text", "unit": None, "level": None} for name in by]
    if every:
        keys.append({"name": every, "type": "period", "unit": None, "level": None})
    columns = keys + [
        {"name": name, "type": kind, "unit": unit, "level": None} for name, kind, unit in declared
    ]
    cells = [list(key) + [printable(values[f[0]]) for f in declared] for key, values in rows]
    return {"columns": columns, "rows": cells}


def period(text):
    """`2026-04-01..2026-06-30`, a month `2026-04` or a year `2026` as a pair of days."""
    if ".." in text:
        first, last = text.split("..")
        return date.fromisoformat(first), date.fromisoformat(last)
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return first_day(parts[0], 1), last_day(parts[0], 12)
    return first_day(*parts), last_day(*parts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("spend")
    parser.add_argument("customers")
    parser.add_argument("--by", default="", help="columns, separated by commas")
    parser.add_argument("--during", type=period, help="FROM..TO, a month or a year")
    parser.add_argument("--as-of", type=date.fromisoformat)
    parser.add_argument("--every", choices=["month"])
    parser.add_argument("--margin", default="1", help="a share, such as 0.72")
    parser.add_argument(
        "--churn", choices=["classic", "exposure", "stripe", "profitwell", "maxio"]
    )
    options = parser.parse_args()
    by = [name for name in options.by.split(",") if name]
    if options.churn:
        rows = churn_rows(
            read(options.customers),
            by,
            options.churn,
            options.during,
            options.as_of,
            options.every,
        )
        print(json.dumps(as_json(rows, by, options.every, CHURN_FIGURES), ensure_ascii=False))
        return
    try:
        rows = unit_economics(
            read(options.spend),
            read(options.customers),
            by,
            options.during,
            options.as_of,
            options.every,
            options.margin,
        )
    except Refused as refusal:
        sys.exit(f"refused: {refusal}")
    print(json.dumps(as_json(rows, by, options.every), ensure_ascii=False))


if __name__ == "__main__":
    main()
