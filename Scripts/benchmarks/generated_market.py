"""Three years of weeks of a market with fifteen channels, as CSV.

One file has the columns week, sales of all channels together, and the spend c0 to c14 of the channels; the other
a row for each week and channel with its spend and what it won itself. Each channel brings a Hill curve of its
spend, carried over geometrically by weights that sum to 1; bases are level, the noise independent.
"""

import csv
import datetime
import random

import tables

WEEKS = 156
CHANNELS = 15
FIRST = datetime.date(2023, 1, 2)
NOISE = 8.0


def channels():
    """The ceiling, half-saturation, exponent and retention of each channel."""
    chance = random.Random(20260815)
    return [
        (
            chance.uniform(60, 160),
            chance.uniform(600, 3_000),
            chance.uniform(0.8, 2.2),
            chance.uniform(0.05, 0.7),
        )
        for _ in range(CHANNELS)
    ]


def weeks():
    """For each week its first day, and for each channel the spend and what it brings."""
    chance = random.Random(20260816)
    market = channels()
    stocks = [half for _, half, _, _ in market]
    for week in range(WEEKS):
        figures = []
        for place, (ceiling, half, exponent, retention) in enumerate(market):
            spend = round(half * chance.lognormvariate(0, 0.8), 2)
            stocks[place] = (1 - retention) * spend + retention * stocks[place]
            power = (stocks[place] / half) ** exponent
            figures.append((spend, ceiling * power / (1 + power), chance.gauss(0, 1)))
        yield FIRST + datetime.timedelta(days=7 * week), figures


def together():
    for day, figures in weeks():
        noise = sum(noise for _, _, noise in figures) / CHANNELS**0.5
        sales = 200 + sum(brought for _, brought, _ in figures) + NOISE * noise
        yield [day, f"{sales:.2f}", *(f"{spend:.2f}" for spend, _, _ in figures)]


def apart():
    for day, figures in weeks():
        for place, (spend, brought, noise) in enumerate(figures):
            yield [day, f"c{place:02}", f"{spend:.2f}", f"{max(0, 20 + brought + 2 * noise):.2f}"]


def write():
    """The path of the file of all channels together, which is written unless it is there."""
    return stored("market", ["week", "sales", *(f"c{n}" for n in range(CHANNELS))], together())


def write_apart():
    """The path of the file with a row for each channel, which is written unless it is there."""
    return stored("channels", ["week", "channel", "spend", "won"], apart())


def stored(name, head, rows):
    final = tables.path(name, WEEKS, "csv")
    if not final.exists():
        tables.CACHE.mkdir(parents=True, exist_ok=True)
        partial = final.with_suffix(".partial")
        with partial.open("w", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(head)
            writer.writerows(rows)
        partial.rename(final)
    return final
