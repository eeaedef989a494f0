#!/usr/bin/env python3
"""Print the divisions of PartitionTests.swift as ruptures finds them (numpy and ruptures are needed).

Pelt and Dynp run with jump=1 and the least segment of the cost; where they differ, it is said.
"""

import numpy
import ruptures

WORD = (1 << 64) - 1
PENALTIES = {
    "mean": (50000, 400000, 2000000),
    "meanAndVariance": (10, 20, 40),
    "slope": (100000, 600000, 3000000),
}
STATES = {"mean": (1, 2, 3), "meanAndVariance": (1, 2, 4), "slope": (1, 2, 3)}
COUNT = 120


def bits(state, place):
    """The draw of SplitMix64 at a place."""
    value = (state + (place + 1) * 0x9E3779B97F4A7C15) & WORD
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & WORD
    return value ^ (value >> 31)


def series(state, model):
    """Five stretches of whole numbers, as ChangePointSeries.swift makes them."""
    values = []
    for place in range(COUNT):
        noise = sum(bits(state, place).to_bytes(8, "little")[:4]) - 510
        stretch = 5 * place // COUNT
        level = (0, 300, -200, 250, 100)[stretch]
        if model == "mean":
            values.append(level + noise)
        elif model == "meanAndVariance":
            values.append(level // 2 + noise * (1, 3, 1, 2, 5)[stretch])
        else:
            slope = (0, 8, -8, 4, -4)[stretch]
            values.append(slope * (place - stretch * COUNT // 5) + noise)
    return numpy.array(values, float)


def cost(model):
    if model == "mean":
        return ruptures.costs.CostL2()
    if model == "meanAndVariance":
        return ruptures.costs.CostNormal(add_small_diag=False)
    return ruptures.costs.CostLinear()


for model, penalties in PENALTIES.items():
    for state in STATES[model]:
        signal = series(state, model).reshape(-1, 1)
        if model == "slope":
            signal = numpy.column_stack([signal, numpy.ones(COUNT), numpy.arange(COUNT)])
        least = 1 if model == "mean" else 2
        for penalty in penalties:
            options = {"min_size": least, "jump": 1}
            pelt = ruptures.Pelt(custom_cost=cost(model), **options).fit(signal)
            ends = pelt.predict(pen=penalty)
            if len(ends) > 1:
                dynp = ruptures.Dynp(custom_cost=cost(model), **options).fit(signal)
                if dynp.predict(n_bkps=len(ends) - 1) != ends:
                    print("Pelt and Dynp differ:")
            total = float(pelt.cost.sum_of_costs(ends))
            print(f"(.{model}, {state}, {penalty}, {ends[:-1]}, {total!r}),")
