"""Recompute attribution from the handbook's page "Attribution", and from nothing else.

Paths are dictionaries from the channels of a path, a tuple, to `Outcome`. Credits are exact fractions,
or floats where a chain has many states.
"""

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from itertools import groupby

EXACT_STATES = 30  # up to so many, a chain is solved in fractions


@dataclass
class Outcome:
    """What became of the paths through the same channels."""

    purchases: int = 0
    value: Fraction = Fraction(0)
    nothing: int = 0


# MARK: Paths


def path_of(touches, end, window, repeats):
    """The channels of (moment, channel) in order, without what lies too long before the end."""
    kept = [c for at, c in touches if window is None or end - at <= timedelta(days=window)]
    return tuple(c for c, _ in groupby(kept)) if repeats == "merge" else tuple(kept)


def paths(log, window=None, reset=True, repeats="keep", duplicates="keep"):
    """The paths of a log, and what the purchases without a touch were: how many, and their value."""
    persons = {}
    for person, moment, channel in log.touches:
        persons.setdefault(person, ([], []))[0].append((moment, channel))
    for person, moment, value in log.purchases:
        persons.setdefault(person, ([], []))[1].append((moment, Fraction(str(value))))
    found, untouched = {}, Outcome()

    def end(path, value=None):
        outcome = found.setdefault(path, Outcome()) if path else untouched
        if value is None:
            outcome.nothing += 1
        else:
            outcome.purchases += 1
            outcome.value += value

    for touches, purchases in persons.values():
        if duplicates == "drop":
            touches = set(touches)
        touches = sorted(touches, key=lambda touch: (touch[0], touch[1].encode()))
        last = None
        for moment, value in sorted(purchases):
            before = [t for t in touches if t[0] <= moment and (last is None or t[0] > last)]
            end(path_of(before, moment, window, repeats), value)
            last = moment if reset else None
        after = [t for t in touches if last is None or t[0] > last]
        # Without `reset`, the touches of a buyer are on the paths to the purchases.
        if after and (reset or not purchases):
            end(path_of(after, after[-1][0], window, repeats))
    return found, untouched


# MARK: Rules


def by_rule(rule, found):
    """The credit of each channel by count and by value, where a rule shares out each path."""
    credits = {c: [Fraction(0), Fraction(0)] for path in found for c in path}
    for path, outcome in found.items():
        touched = {"first": path[:1], "last": path[-1:], "linear": path}[rule]
        for channel in touched:
            credits[channel][0] += Fraction(outcome.purchases, len(touched))
            credits[channel][1] += outcome.value / len(touched)
    return credits


# MARK: Chains

START = ()


def windows(path, order):
    """The states of a path: each run of so many touches, the whole path where it is shorter."""
    return [path[i : i + order] for i in range(max(1, len(path) - order + 1))]


class Chain:
    """A chain that goes from the start to the first touches of a path at once."""

    def __init__(self, found, order, self_loops=True):
        self.moves = {START: {}}  # how often a state follows another
        self.ends = {}  # purchases, their value, and how often the state was left
        for path, outcome in found.items():
            states = windows(path, order)
            count = outcome.purchases + outcome.nothing
            for origin, state in zip([START, *states], states):
                if origin == state and not self_loops:
                    continue
                row = self.moves.setdefault(origin, {})
                row[state] = row.get(state, 0) + count
                self.ends.setdefault(origin, [0, 0, 0])[2] += count
            self.moves.setdefault(states[-1], {})
            last = self.ends.setdefault(states[-1], [0, 0, 0])
            last[0] += outcome.purchases
            last[1] += outcome.value
            last[2] += count
        self.number = Fraction if len(self.moves) <= EXACT_STATES else float
        self.channels = sorted({channel for path in found for channel in path})

    def expected(self, removed=None):
        """The purchases of a path and their value, where all states with a channel are worth nothing.

        States are eliminated one by one, the start last.
        """
        rows, incoming = {}, {}
        for state, row in self.moves.items():
            if removed in state:
                continue
            purchases, value, left = map(self.number, self.ends[state])
            kept = {t: self.number(count) / left for t, count in row.items() if removed not in t}
            rows[state] = kept, [purchases / left, value / left]
            for target in kept:
                incoming.setdefault(target, set()).add(state)
        for state in reversed(list(rows)):
            if state == START:
                continue
            row, worth = rows.pop(state)
            stays = 1 - row.pop(state, 0)
            for origin in incoming.pop(state, set()) - {state}:
                if origin not in rows:
                    continue
                other, gained = rows[origin]
                share = other.pop(state) / stays
                for target, chance in row.items():
                    other[target] = other.get(target, 0) + share * chance
                    incoming.setdefault(target, set()).add(origin)
                gained[0] += share * worth[0]
                gained[1] += share * worth[1]
        return rows[START][1]


def by_chain(order, found, self_loops=True):
    """The credit of each channel by count and by value: its part of the removal effects."""
    chain = Chain(found, order, self_loops)
    whole = chain.expected()
    totals = [sum(o.purchases for o in found.values()), sum(o.value for o in found.values())]
    effects = {}
    for channel in chain.channels:
        without = chain.expected(removed=channel)
        effects[channel] = [1 - w / all_ if all_ else 0 for w, all_ in zip(without, whole)]
    sums = [sum(effect[i] for effect in effects.values()) for i in (0, 1)]
    return {
        channel: [effect[i] / sums[i] * chain.number(totals[i]) if sums[i] else 0 for i in (0, 1)]
        for channel, effect in effects.items()
    }


def credits(model, found):
    """By "first", "last", "linear", or by the chain of an order."""
    return by_chain(model, found) if isinstance(model, int) else by_rule(model, found)
