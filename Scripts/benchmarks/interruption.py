"""Ctrl-C at random moments of what one does at the prompt: the time until the prompt is back."""

import sys
from pathlib import Path

from program import binary

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "Tests/Prompt"))
import interruptions

TITLE = "the time from Ctrl-C to the prompt, in each activity"
MOMENTS = 20  # of each activity
ROWS, CUSTOMERS = 100_000, 1_000_000
GOALS = {False: 100, True: 300}  # milliseconds: in our own code, in the engine


def share(values, part):
    """The value below which a part of them lies."""
    values = sorted(values)
    return values[min(len(values) - 1, int(part * len(values)))]


def measure(options):
    del options
    count = MOMENTS * len(interruptions.ACTIVITIES)
    found = interruptions.times(binary(), count, ROWS, CUSTOMERS)
    print(f"{count} random moments; milliseconds until the prompt is back, where Ctrl-C came in time")
    found = {name: [s for s in each if s is not None] for name, each in found.items()}
    print(f"{'activity':24}{'in time':>8}{'50th':>8}{'99th':>8}{'goal':>8}")
    inside = {name: is_engine for name, _, _, is_engine in interruptions.ACTIVITIES}
    for name, values in found.items():
        line(name, values, "")
    for is_engine, title in ((False, "our own code"), (True, "inside the engine")):
        values = [v for name, each in found.items() if inside[name] == is_engine for v in each]
        line(title, values, f"≤ {GOALS[is_engine]}")


def line(name, values, goal):
    if not values:
        print(f"{name:24}{0:8}")
        return
    half, most = (share(values, part) * 1000 for part in (0.5, 0.99))
    print(f"{name:24}{len(values):8}{half:8.1f}{most:8.1f}{goal:>8}")
