#!/usr/bin/env python3
"""Hold `attribute` against the recomputation in attribution.py, and both against ChannelAttribution.

    compare_attribution.py BINARY [--peer PYTHON]

Credits by the first, the last and all touches and by chains of order 1 to 3, by count and by value,
on generated logs, each with two ways to make paths of it. With `--peer`, a Python that has
ChannelAttribution runs it on the same paths: its heuristics have to be the same, and its chains, which
it simulates, have to lie within their own error.

What it simulates is what is solved here. Its states are the last touches, as many as the order says; a
channel's effect is the part of the purchases that come after a state with the channel, which is
1 - P(purchase without such states) / P(purchase); the value of a purchase depends on the last state.
It leaves out steps from a state to itself, which changes none of these. It begins a path with its
first touches at once, as attribution.py does and the program does not: both come to the same. One
thing differs: it gives up a path that is longer than the longest one of the log, which `max_step`
switches off here.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, stdev

from attribution import by_chain, credits, paths
from attribution_logs import VARIANTS, Log, logs

RULES = ["first", "last", "linear"]
ORDERS = [1, 2, 3]
TOLERANCE = 1e-9
# The simulation: so many walks by each seed. One repetition, since of several the one nearest to their
# median is returned, which spreads less than its own error says.
WALKS, SEEDS = 20_000, 40
EXACT = {"nsim_start": WALKS, "nfold": 1, "max_step": 1_000_000}
BOUND = 4  # standard errors of the mean over the seeds


# MARK: Cases


@dataclass
class Case:
    log: Log
    options: dict
    files: list

    @property
    def name(self):
        return ", ".join([self.log.name, *(f"{k}: {v}" for k, v in self.options.items())])

    def statement(self, model):
        touches, purchases = self.files
        arguments = [f'load("{touches}", as: touches)', f'load("{purchases}", as: conversions)']
        if isinstance(model, int):
            arguments += ['model: "markov"', f"order: {model}"]
        else:
            arguments.append(f'model: "{model}"')
        for name, value in self.options.items():
            words = {"window": f"{value} days", "reset": str(value).lower()}
            arguments.append(f"{name}: " + words.get(name, f'"{value}"'))
        return f"attribute({', '.join(arguments)}, intervals: false)"


def cases(folder, large):
    for number, log in enumerate(logs(large)):
        files = log.write(folder)
        for options in [{}, VARIANTS[1 + number % (len(VARIANTS) - 1)]]:
            yield Case(log, options, files)


def program(binary, statements):
    done = subprocess.run(
        [binary, "-e", "\n".join(statements), "--format", "json"], capture_output=True, text=True
    )
    if done.returncode != 0:
        sys.exit(f"the program ended with {done.returncode}: {done.stderr[-2000:]}")
    return [table(line) for line in done.stdout.splitlines()]


def table(line):
    """Channels with their credit by count and by value, from the JSON of a table."""
    value = json.loads(line)
    names = [column["name"] for column in value["columns"]]
    places = [names.index(name) for name in ("channel", "credit", "value")]
    rows = [[row[place] for place in places] for row in value["rows"]]
    return {channel: [credit["value"], worth["value"]] for channel, credit, worth in rows}


# MARK: Comparison


def differences(expected, actual):
    """What differs between the credits of channels, in words."""
    if set(expected) != set(actual):
        return [f"channels {sorted(actual)}, expected {sorted(expected)}"]
    return [
        f"{channel}: {actual[channel]}, expected {[float(w) for w in wanted]}"
        for channel, wanted in expected.items()
        for want, have in zip(wanted, actual[channel])
        if not math.isclose(want, have, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    ]


def recomputation(case, model):
    found, untouched = paths(case.log, **case.options)
    expected = credits(model, found)
    if untouched.purchases:
        expected["(no touch)"] = [untouched.purchases, untouched.value]
    # A channel that is on no path has its row, too.
    for _, _, channel in case.log.touches:
        expected.setdefault(channel, [0, 0])
    return expected


def distances(exact, runs):
    """How many standard errors the mean over the runs lies from each credit."""
    found = []
    for channel in exact:
        for measure in (0, 1):
            values = [run[channel][measure] for run in runs]
            away, error = fmean(values) - exact[channel][measure], stdev(values)
            scale = max(map(abs, values), default=0) * TOLERANCE + TOLERANCE
            if error > scale:
                found.append(away / error * math.sqrt(len(values)))
            else:
                found.append(0 if abs(away) <= scale else math.inf)
    return found


class Report:
    passed = failed = 0

    def check(self, name, problems):
        self.passed, self.failed = self.passed + (not problems), self.failed + bool(problems)
        if problems:
            print(f"FAILED {name}", *problems[:5], sep="\n  ")


# MARK: The two comparisons


def hold_against_recomputation(report, binary, every):
    """The credits of the program by case and model."""
    models = RULES + ORDERS
    asked = [(case, model) for case in every for model in models]
    answers = program(binary, [case.statement(model) for case, model in asked])
    for (case, model), answer in zip(asked, answers, strict=True):
        problems = differences(recomputation(case, model), answer)
        report.check(f"{case.name}: {model}", problems)
    for case in every:
        found, _ = paths(case.log, **case.options)
        without = by_chain(2, found, self_loops=False)
        problems = differences(by_chain(2, found), without)
        report.check(f"{case.name}: steps of a state to itself", problems)
    return {(case.name, model): answer for (case, model), answer in zip(asked, answers)}


def peer(python, every):
    asked = []
    for number, case in enumerate(every):
        # No two cases draw the same numbers.
        first = len(ORDERS) * SEEDS * number
        seeds = [list(range(first + SEEDS * n, first + SEEDS * (n + 1))) for n in range(len(ORDERS))]
        chains = [{"order": order, "seeds": s, **EXACT} for order, s in zip(ORDERS, seeds)]
        # As it comes.
        chains += [{"order": order, "seeds": [0]} for order in ORDERS]
        found, _ = paths(case.log, **case.options)
        rows = [[p, o.purchases, float(o.value), o.nothing] for p, o in found.items()]
        asked.append({"paths": rows, "chains": chains})
    script = Path(__file__).with_name("channel_attribution.py")
    done = subprocess.run(
        [python, str(script)], input=json.dumps(asked), capture_output=True, text=True
    )
    if done.returncode != 0:
        sys.exit(f"ChannelAttribution ended with {done.returncode}: {done.stderr[-2000:]}")
    return json.loads(done.stdout)


def hold_against_peer(report, python, every, ours):
    all_distances, told_apart, as_it_comes = [], 0, []
    for case, answer in zip(every, peer(python, every), strict=True):
        channels = set(answer["heuristics"]["first"])

        def mine(model):
            return {c: v for c, v in ours[case.name, model].items() if c in channels}

        for rule in RULES:
            problems = differences(answer["heuristics"][rule], mine(rule))
            report.check(f"{case.name}: {rule} against ChannelAttribution", problems)
        for order, runs, one in zip(ORDERS, answer["chains"], answer["chains"][len(ORDERS) :]):
            exact = mine(order)
            found = distances(exact, runs)
            all_distances += found
            worst = max(map(abs, found))
            problems = [f"{worst:.1f} standard errors"] if worst > BOUND else []
            report.check(f"{case.name}: order {order} against ChannelAttribution", problems)
            other = distances(mine(ORDERS[order % len(ORDERS)]), runs)
            told_apart += max(map(abs, other)) > BOUND
            total = sum(credit for credit, _ in exact.values())
            moved = sum(abs(one[0][c][0] - exact[c][0]) for c in exact) / 2 / total
            as_it_comes.append((moved, f"{case.name}, order {order}"))
    # The chain of another order has to lie outside, or the comparison says nothing.
    compared = len(every) * len(ORDERS)
    few = [] if told_apart > compared / 2 else [f"only {told_apart} of {compared}"]
    report.check("chains of another order are told apart", few)
    tell(all_distances, told_apart, compared, as_it_comes)


def tell(all_distances, told_apart, compared, as_it_comes):
    known = [d for d in all_distances if d]
    beyond = [sum(abs(d) > limit for d in known) for limit in (1, 2, 3)]
    print(f"{WALKS} walks by each of {SEEDS} seeds; {len(known)} credits that are simulated")
    print(f"root mean square distance {math.sqrt(fmean(d * d for d in known)):.3f} standard errors,")
    print(f"the largest {max(map(abs, known)):.2f}; beyond 1, 2, 3: {beyond}")
    print(f"chains of another order told apart: {told_apart} of {compared}")
    moved = sorted(as_it_comes, reverse=True)
    (most, where), (middle, _) = moved[0], moved[len(moved) // 2]
    print("as it comes, the part of the purchases that it gives to other channels than the chain:")
    print(f"median {100 * middle:.2f}%, most {100 * most:.2f}% ({where})")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary")
    parser.add_argument("--peer", metavar="PYTHON", help="a Python that has ChannelAttribution")
    options = parser.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        every = list(cases(Path(folder), large=options.peer is not None))
        ours = hold_against_recomputation(report, str(Path(options.binary).resolve()), every)
        if options.peer:
            hold_against_peer(report, options.peer, every, ours)
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
