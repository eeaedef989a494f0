"""Generated logs of touches and purchases, each of a shape that examples leave out.

Log n is seeded by n alone. The channels follow a chain that remembers two touches, so that chains of
different orders credit differently.
"""

import csv
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

CHANNELS = ["ads", "Ads", "e-mail", 'the "other"', "Zürich, local", "brand", "tv", "direct"]
START = datetime(2026, 1, 1)

# What a shape changes of a plain log: persons, channels, the chance of one more touch, of buying after
# a touch, of a touch like the one before, of a touch at the same instant, and of a purchase at it.
PLAIN = {"persons": 250, "channels": 4, "more": 0.65, "buys": 0.25, "again": 0.1, "tie": 0, "tied": 0}
SHAPES = {
    "plain": {},
    "ties": {"tie": 0.5, "tied": 0.5},
    "repeats": {"again": 0.7},
    "several purchases": {"more": 0.85, "buys": 0.4},
    "many without a purchase": {"buys": 0.04, "persons": 400},
    "one touch each": {"more": 0, "persons": 120},
    "long": {"more": 0.95, "buys": 0.03, "persons": 60},
    "few persons": {"persons": 12},
    "a rare channel": {"persons": 400, "rare": True},
    "a channel that never sells": {"barren": True},
}
# Longer logs of more channels, for comparisons that may take their time.
LARGE = {
    "large": {"persons": 3000, "channels": 8},
    "large and long": {"persons": 1000, "channels": 6, "more": 0.9, "buys": 0.08},
    "large with ties and repeats": {"persons": 3000, "channels": 6, "again": 0.5, "tie": 0.3},
}
# How paths are made of a log, as named arguments.
VARIANTS = [
    {},
    {"repeats": "merge"},
    {"duplicates": "drop"},
    {"window": 3},
    {"reset": False},
    {"reset": False, "repeats": "merge", "duplicates": "drop"},
]


@dataclass
class Log:
    name: str
    touches: list = field(default_factory=list)  # of person, moment, channel
    purchases: list = field(default_factory=list)  # of person, moment, dollars

    def write(self, folder):
        """The paths of the two tables, their rows in no order."""
        random, written = Random(self.name), []
        for table, rows, last in [
            ("touches", self.touches, "channel"),
            ("conversions", self.purchases, "value"),
        ]:
            path = folder / f"{self.name.replace(' ', '-')}-{table}.csv"
            with open(path, "w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file)
                writer.writerow(["person", "at", last])
                writer.writerows(random.sample(rows, len(rows)))
            written.append(path)
        return written


def generate(number, name, shape):
    random, shape = Random(number), PLAIN | shape
    channels, log = CHANNELS[: shape["channels"]], Log(name)
    # What follows which two touches, and how well each channel sells.
    habits = {}
    sells = [random.uniform(0.3, 1.7) for _ in channels]
    if shape.get("barren"):
        sells[-1] = 0
    for person in range(shape["persons"]):
        moment, before = START + timedelta(minutes=random.randrange(40_000)), (None, None)
        bought_at = None
        while True:
            if before not in habits:
                habits[before] = [random.random() ** 2 for _ in channels]
            place = random.choices(range(len(channels)), habits[before])[0]
            if shape.get("rare") and place == 0 and random.random() < 0.95:
                place = 1
            if before[1] is not None and random.random() < shape["again"]:
                place = before[1]
            # No touch lies at the instant of a purchase that it followed: it would come before it.
            if random.random() >= shape["tie"] or moment == bought_at:
                moment += timedelta(minutes=random.randrange(1, 4_000))
            log.touches.append((f"p{person}", moment, channels[place]))
            before = (before[1], place)
            if random.random() < shape["buys"] * sells[place]:
                later = 0 if random.random() < shape["tied"] else random.randrange(1, 2_000)
                moment += timedelta(minutes=later)
                value = random.choice([0, 10, 25, 99.5, round(random.lognormvariate(4, 1), 2)])
                log.purchases.append((f"p{person}", moment, value))
                bought_at = moment
            if random.random() >= shape["more"]:
                break
        if random.random() < 0.1:
            # A purchase with no touch on its path.
            log.purchases.append((f"p{person}", moment + timedelta(days=1), 40))
    log.purchases += [(f"nobody{n}", START, 5) for n in range(3)]
    return log


def logs(large=False):
    shapes = SHAPES | (LARGE if large else {})
    return [generate(n, name, shape) for n, (name, shape) in enumerate(shapes.items())]
