#!/usr/bin/env python3
"""Print the figures of PanelTests.swift: synthetic controls by scipy, differences by statsmodels.

The panel is that of SamplePanel in PanelTests.swift, made of the bits of a SplitMix64 state.
"""

import numpy
import statsmodels.api as sm
from scipy import optimize

WORD = (1 << 64) - 1
UNITS, PERIODS, BEFORE = 10, 30, 20


def uniform(state, place):
    """The uniform number of SplitMix64 at a place."""
    value = (state + (place + 1) * 0x9E3779B97F4A7C15) & WORD
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & WORD
    return ((value ^ (value >> 31)) // 2048 + 0.5) * 2.0**-53


def panel(treated, effect):
    rows = []
    for unit in range(UNITS):
        level = 50 + 10 * unit
        slope = uniform(77, unit) * 2
        row, value = [], 0.0
        for period in range(PERIODS):
            value = 0.5 * value + 8 * (uniform(78, PERIODS * unit + period) - 0.5)
            gain = effect if unit in treated and period >= BEFORE else 0
            row.append(level + slope * period + value + gain)
        rows.append(row)
    return numpy.array(rows)


def control(outcomes, treated, donors):
    """Nonnegative least squares with a heavy row for the sum, polished on its support."""
    past = outcomes[:, :BEFORE]
    matrix, target = past[donors].T, past[treated]
    heavy = 1e6
    found, _ = optimize.nnls(
        numpy.vstack([matrix, heavy * numpy.ones(len(donors))]), numpy.append(target, heavy),
        maxiter=10000)
    support = numpy.flatnonzero(found > 1e-9)
    base, rest = support[0], support[1:]
    edges = matrix[:, rest] - matrix[:, [base]]
    shares = numpy.linalg.lstsq(edges, target - matrix[:, base], rcond=None)[0]
    weights = numpy.zeros(len(donors))
    weights[rest] = shares
    weights[base] = 1 - shares.sum()
    differences = outcomes[treated] - weights @ outcomes[donors]
    ratio = numpy.sqrt((differences[BEFORE:] ** 2).mean() / (differences[:BEFORE] ** 2).mean())
    return weights, differences, ratio


outcomes = panel({4}, 9)
others = [unit for unit in range(UNITS) if unit != 4]
weights, differences, ratio = control(outcomes, 4, others)
print("weights", weights.tolist())
print("effect", differences[BEFORE:].mean(), "ratio", ratio)
print("placebos", [
    float(control(outcomes, unit, [other for other in others if other != unit])[2])
    for unit in others])

treated = {1, 4, 8}
outcomes = panel(treated, 9)
y, rows, groups = [], [], []
for unit in range(UNITS):
    for period in range(PERIODS):
        y.append(outcomes[unit, period])
        rows.append(
            [float(unit in treated and period >= BEFORE)]
            + [float(unit == other) for other in range(UNITS)]
            + [float(period == other) for other in range(1, PERIODS)])
        groups.append(unit)
options = {"groups": numpy.array(groups), "use_correction": False}
fit = sm.OLS(y, numpy.array(rows)).fit(cov_type="cluster", cov_kwds=options)
print("difference", fit.params[0], "error", fit.bse[0])
