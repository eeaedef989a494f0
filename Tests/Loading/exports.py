"""The exports of Datasets/exports: what each is taken for by `load(path)` alone, what is left out of
it, and its own row of totals."""

import csv
import io
import json

# File, what is said of what is left out, and the columns with sums.
EXPORTS = [
    ("crm-deals.csv", None, []),
    ("billing-subscriptions.csv", None, []),
    ("search-ads.csv", "2 title lines and 2 totals rows (lines 64, 65) left out",
     ["Cost", "Impr.", "Clicks", "Conversions", "Conv. value"]),
    ("social-ads.csv", "the totals row (line 3) left out",
     ["Amount spent (USD)", "Impressions", "Link clicks"]),
    ("professional-ads.csv", "3 title lines and the totals row (line 46) left out",
     ["Total Spent", "Impressions", "Clicks", "Conversions", "Leads"]),
    ("web-sessions.csv", "6 comment lines and the totals row (line 9) left out",
     ["Sessions", "Engaged sessions", "Key events", "Total revenue"]),
]


ROLES = {
    "crm-deals.csv": (
        "deals", "id is `Record ID`, stage is `Deal Stage`, amount is `Amount`, closed is `Close Date`, "
        "created is `Create Date`, owner is `Deal owner`; "),
    "billing-subscriptions.csv": (
        "customers", "id, product is `Plan`, started is `Start (UTC)`, ended is `Ended At (UTC)`; "),
    "search-ads.csv": ("spend", "date is `Day`, cost is `Cost`; "),
    "social-ads.csv": ("spend", "date is `Reporting starts`, cost is `Amount spent (USD)`; "),
    "professional-ads.csv": (
        "spend", "date is `Start Date (in UTC)`, cost is `Total Spent`; Start Date (in UTC) month-first"),
    "web-sessions.csv": (
        "touches", "at is `Date`, channel is `Session default channel group`, "
        "person is `Effective user ID`, value is `Total revenue`; "),
}


def role_problems(name, said):
    table, roles = ROLES[name]
    wanted = f"{name} as {table} (recognised by its headers): {roles}"
    return [] if wanted in said else [f"it says: {said[:500]}", f"and not: {wanted}"]


def lines(data):
    """The rows of a file, read by Python's own reader."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = data.decode(encoding)
    delimiter = "\t" if "\t" in text else ","
    return [row for row in csv.reader(io.StringIO(text), delimiter=delimiter) if row]


def stated(data, columns):
    """The file's own sums: of the first row that calls itself a total or has no names."""
    rows = lines(data)
    place = next(index for index, row in enumerate(rows) if columns[0] in row)
    header = rows[place]
    totals = next(
        row for row in [rows[place + 1], rows[-1]]
        if any("total" in cell.lower() for cell in row) or "" in row[2:4])
    return [float(totals[header.index(column)].replace(",", "")) for column in columns]


def problems(entry, folder, run):
    name, note, columns = entry
    found = []
    if not columns:
        done = run(f'load("{name}")', folder, "--format", "json")
        rows = lines((folder / name).read_bytes())
        if done.returncode != 0 or len(json.loads(done.stdout)["rows"]) != len(rows) - 1:
            found.append(done.stderr.decode()[:500])
        return found + role_problems(name, done.stderr.decode())
    sums = ", ".join(f's{index}: sum(."{column}")' for index, column in enumerate(columns))
    done = run(f'load("{name}") | summarize({sums})', folder, "--format", "json")
    if done.returncode != 0:
        return [done.stderr.decode()[:500]]
    if note not in done.stderr.decode():
        found.append(f"it says: {done.stderr.decode()[:500]}")
    found += role_problems(name, done.stderr.decode())
    row = json.loads(done.stdout)["rows"][0]
    for column, got, own in zip(columns, row, stated((folder / name).read_bytes(), columns)):
        if abs(got - own) > 0.004:
            found.append(f"the sum of {column} is {got}, and the file's own is {own}")
    return found
