#!/usr/bin/env python3
"""Hold what `load` makes of cells against Python's own numbers and days.

    cells.py BINARY [--count 60] [--seed 1]

Writes files of random amounts, shares and days in random forms, each column in one form with one
currency and one order of day and month, and compares every loaded value: numbers have to be the
double nearest to what was written, days and moments the same. The last line counts the columns
that passed and failed.
"""

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

ROWS = 30
MISSING = ["", "--", "-", "N/A", "n/a", "null", "#N/A", "None"]
CURRENCIES = {
    "USD": ["$", "USD", "usd", "US$"],
    "EUR": ["€", "EUR"],
    "TRY": ["₺", "TRY", "TL"],
    "PLN": ["zł", "PLN"],
    "GBP": ["£", "GBP"],
    "JPY": ["¥", "JPY"],
    "AZN": ["₼", "AZN"],
    "AUD": ["A$", "AUD"],
}
SPACES = [" ", "\u00a0", "\u202f", "\u2009"]
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre"
    " dicembre",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
    " listopada grudnia",
}


# MARK: Numbers


def grouped(digits, separator):
    """Digits in groups of three from the right."""
    parts = []
    while len(digits) > 3:
        digits, last = digits[:-3], digits[-3:]
        parts.insert(0, last)
    return separator.join([digits] + parts)


def written(amount, group, decimal, negative):
    """An amount without its currency, and where the sign of a negative one goes."""
    whole, _, fraction = f"{abs(amount):f}".partition(".")
    text = grouped(whole, group) + (decimal + fraction if fraction else "")
    return text if amount >= 0 else negative.format(text)


def number_column(random):
    """The header, cells, expected values and unit of a column of numbers, shares or amounts."""
    decimal = random.choice([".", ","])
    groups = ["", "'", "’"] + SPACES + ([","] if decimal == "." else ["."])
    group = random.choice(groups)
    negative = random.choice(["-{}", "({})", "{}-", "\u2212{}"])
    kind = random.choice(["plain", "share", "money"])
    places = random.choice([1, 2, 4])
    amounts = [
        Decimal(random.randint(-(10 ** random.randint(3, 11)), 10**11)).scaleb(-places)
        for _ in range(ROWS)
    ]
    # One cell that shows which sign is the decimal one, whatever the others are.
    amounts[random.randrange(ROWS)] = Decimal("1234567.25")
    currency = random.choice(sorted(CURRENCIES)) if kind == "money" else None
    sign = random.choice(CURRENCIES[currency]) if currency else ""
    space = random.choice(["", " ", "\u00a0"])
    isBefore = random.random() < 0.5
    cells, values = [], []
    for amount in amounts:
        if random.random() < 0.1:
            cells.append(random.choice(MISSING))
            values.append(None)
            continue
        text = written(amount, group, decimal, negative)
        value = amount
        if kind == "share":
            text += space + "%"
            value = amount / 100
        elif currency:
            text = sign + space + text if isBefore else text + space + sign
        cells.append(text)
        values.append(float(value))
    return cells, values, currency


# MARK: Days


def date_column(random):
    """The cells and expected texts of a column of days or moments, in one form."""
    days = [date(1970, 1, 1) + timedelta(random.randint(0, 25_000)) for _ in range(ROWS)]
    # One day that shows which of day and month comes first.
    days[random.randrange(ROWS)] = date(2024, 12, 31)
    sign = random.choice("./-")
    names = MONTHS[random.choice(sorted(MONTHS))].split()
    pad = random.choice(["{}", "{:02}"])
    form = random.choice(
        ["iso", "day-first", "month-first", "short", "name", "english", "week", "month", "quarter"]
    )
    clock = form in ("iso", "day-first", "month-first", "name") and random.random() < 0.4
    cells, values = [], []
    for day in days:
        if random.random() < 0.1:
            cells.append(random.choice(MISSING))
            values.append(None)
            continue
        d, m = pad.format(day.day), pad.format(day.month)
        if form == "iso":
            cell = day.isoformat()
        elif form == "day-first":
            cell = f"{d}{sign}{m}{sign}{day.year}"
        elif form == "month-first":
            cell = f"{m}{sign}{d}{sign}{day.year}"
        elif form == "short":
            cell = f"{d}{sign}{m}{sign}{day.year % 100:02}"
            year = day.year % 100
            century = 2000 if year < 69 else 1900
            try:
                day = day.replace(year=century + year)
            except ValueError:
                day = date(2024, 12, 31)
                cell = f"31{sign}12{sign}24"
        elif form == "name":
            cell = f"{day.day} {names[day.month - 1]} {day.year}"
        elif form == "english":
            cell = f"{day:%b} {day.day}, {day.year}"
        elif form == "week":
            year, week, _ = day.isocalendar()
            cell, day = f"{year}-W{week:02}", date.fromisocalendar(year, week, 1)
        elif form == "month":
            cell, day = f"{day:%Y-%m}", day.replace(day=1)
        else:
            quarter = (day.month + 2) // 3
            cell, day = f"{day.year}-Q{quarter}", date(day.year, 3 * quarter - 2, 1)
        if clock:
            moment = datetime(
                day.year, day.month, day.day, random.randrange(24), random.randrange(60),
                random.randrange(60), tzinfo=timezone(timedelta(hours=random.randint(-11, 13))),
            )
            cell += f"{moment: %H:%M:%S%z}" if form != "iso" else f"{moment:T%H:%M:%S%z}"
            values.append(f"{moment.astimezone(timezone.utc):%Y-%m-%dT%H:%M:%SZ}")
        else:
            values.append(day.isoformat())
        cells.append(cell)
    return cells, values, None


# MARK: Comparison


def loaded(binary, path):
    """The columns and rows that the program makes of a file."""
    script = path.with_suffix(".sales")
    script.write_text(f'load("{path}") | show(rows: 1000)\n', encoding="utf-8")
    run = subprocess.run(
        [binary, "run", str(script), "--format", "json"], capture_output=True, text=True
    )
    if run.returncode != 0:
        raise ValueError(run.stderr)
    return json.loads(run.stdout.splitlines()[0])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.count):
            source = random.Random(f"{options.seed} {number}")
            make = number_column if source.random() < 0.5 else date_column
            cells, values, currency = make(source)
            path = Path(folder) / f"{number}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, delimiter=source.choice(",;\t"))
                writer.writerow(["x", "row"])
                writer.writerows([cell, f"r{row}a"] for row, cell in enumerate(cells))
            try:
                table = loaded(options.binary, path)
                found = [row[0] for row in table["rows"]]
                unit = table["columns"][0].get("unit")
            except (ValueError, KeyError) as error:
                found, unit = str(error), None
            if found == values and (currency is None or unit == currency):
                passed += 1
            else:
                failed += 1
                print(f"column {number} of seed {options.seed}: {unit}, wanted {currency}")
                for cell, value, result in zip(cells, values, found):
                    if value != result:
                        print(f"  {cell!r} became {result!r}, not {value!r}")
                if isinstance(found, str):
                    print(f"  {found}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
