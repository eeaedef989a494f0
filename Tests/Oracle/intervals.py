"""Recompute the intervals of unit economics from the handbook's page "Definitions", and nothing else.

Sums over customers are exact fractions. The quantile of Student's distribution is found by bisection
of its distribution function, which for whole degrees of freedom is a finite sum (Abramowitz & Stegun
1964, 26.7.3 and 26.7.4).
"""

import math
from fractions import Fraction
from functools import cache
from itertools import combinations
from statistics import NormalDist

from unit_economics import payback_months

LEVEL = 0.95
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)
NONE = (None, None)


def within(t, freedom):
    """The probability that a Student variable lies between −t and t."""
    angle = math.atan(t / math.sqrt(freedom))
    cosine, sine = math.cos(angle), math.sin(angle)
    odd = freedom % 2 == 1
    term, total = (cosine if odd else 1.0), 0.0
    for power in range(1 if odd else 0, freedom - 1, 2):
        total += term
        term *= cosine * cosine * (power + 1) / (power + 2)
    return 2 / math.pi * (angle + sine * total) if odd else sine * total


@cache
def student(freedom):
    low, high = 0.0, 1e3
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle, freedom) < LEVEL else (low, middle)
    return (low + high) / 2


def cac_limits(cost, won):
    if not won:
        return NONE
    root = Z * math.sqrt(won + Z * Z / 4)
    # The difference of the smaller limit, as a quotient that loses no digits.
    larger = won + Z * Z / 2 + root
    return tuple(sorted((float(cost) / larger, float(cost) * larger / won**2)))


class Residuals:
    """What each customer adds to Σy / Σx beyond the ratio."""

    def __init__(self, pairs):
        self.top = sum((y for y, _ in pairs), Fraction(0))
        self.bottom = sum((x for _, x in pairs), Fraction(0))
        self.ratio = self.top / self.bottom if self.bottom else None
        self.each = [y - self.ratio * x if x else None for y, x in pairs]
        known = [u for u in self.each if u is not None]
        self.units = len(known)
        self.squares = sum((u * u for u in known), Fraction(0))

    @property
    def variance(self):
        return self.squares * self.units / (self.units - 1) if self.units > 1 else None


def churn_limits(churn):
    lost, open_ = churn.top, churn.bottom
    if not open_:
        return NONE
    bound = -math.expm1(math.log(1 - LEVEL) / float(open_))
    if lost == 0:
        return None, bound
    if lost == open_:
        return 1 - bound, None
    effect = Fraction(1)
    if churn.variance is not None:
        effect = max(effect, churn.variance / (lost * (1 - churn.ratio)))
    trials, share = float(open_ / effect), float(churn.ratio)
    centre = share + Z * Z / (2 * trials)
    half = Z * math.sqrt(share * (1 - share) / trials + Z * Z / (4 * trials * trials))
    return tuple((centre + sign * half) / (1 + Z * Z / trials) for sign in (-1, 1))


def arpa_limits(arpa, scale):
    if arpa.variance is None or arpa.top <= 0:
        return NONE
    distance = scale * student(arpa.units - 1) * math.sqrt(arpa.variance) / float(arpa.top)
    return tuple(float(arpa.ratio) * math.exp(sign * distance) for sign in (-1, 1))


def correlation(one, other):
    both = zip(one.each, other.each)
    products = sum((u * v for u, v in both if u is not None and v is not None), Fraction(0))
    squares = one.squares * other.squares
    return float(products) / math.sqrt(squares) if squares else 0.0


def combined(parts, together, function):
    """The limits of a function of parts (value, low, high); the first two go together."""
    values = [value for value, _, _ in parts]
    centre = function(values)
    if not math.isfinite(centre):
        return NONE
    down, up, signs = [], [], []
    for place, (_, low, high) in enumerate(parts):
        ends = [function(values[:place] + [end] + values[place + 1 :]) for end in (low, high)]
        down.append(centre - min(ends))
        up.append(max(ends) - centre)
        signs.append(1 if ends[0] <= ends[1] else -1)

    def root(distances):
        if not all(map(math.isfinite, distances)):
            return math.inf
        square = sum(distance**2 for distance in distances)
        for i, j in combinations(range(len(distances)), 2):
            share = together if (i, j) == (0, 1) else 0
            square += 2 * signs[i] * signs[j] * share * distances[i] * distances[j]
        return math.sqrt(max(square, 0))

    limits = centre - root(down), centre + root(up)
    return tuple(math.exp(limit) if math.isfinite(limit) else None for limit in limits)


def logarithm(value):
    """Never is beyond every number."""
    if value is None or value == math.inf:
        return math.inf
    return math.log(value) if value > 0 else -math.inf


def intervals(sums, margin=Fraction(1), scale=1.0):
    """The limits of each figure; `scale` stretches the quantile of Student's distribution."""
    people = sums.customers.values()
    churn = Residuals([(Fraction(p.lost), Fraction(p.open)) for p in people])
    arpa = Residuals([(p.revenue, Fraction(p.revenue_months)) for p in people])
    margin = float(margin)
    limits = {
        "cac": cac_limits(sums.cost, sums.won),
        "churn": churn_limits(churn),
        "arpa": arpa_limits(arpa, scale),
    }
    low, high = limits["churn"]
    limits["lifetime"] = tuple(1 / end if end else None for end in (high, low))
    limits |= {"ltv": NONE, "ltv_cac": NONE, "payback": NONE}
    if limits["arpa"] == NONE or not churn.bottom:
        return limits
    together = correlation(arpa, churn)
    income = (float(arpa.ratio), *limits["arpa"])
    leaving = (float(churn.ratio), low or 0.0, 1.0 if high is None else high)
    priced = sums.won and sums.cost > 0
    cost = (float(sums.cost / sums.won), *limits["cac"]) if priced else None

    def ltv(parts):
        return logarithm(parts[0] * margin / parts[1])

    if churn.top:
        limits["ltv"] = combined([income, leaving], together, ltv)
        if cost:
            limits["ltv_cac"] = combined(
                [income, leaving, cost], together, lambda parts: ltv(parts) - logarithm(parts[2])
            )
    if cost:
        limits["payback"] = combined(
            [income, leaving, cost],
            together,
            lambda parts: logarithm(payback_months(parts[2], parts[1], parts[0] * margin)),
        )
    return limits
