"""The best split of a budget over Hill curves by scipy's SLSQP with analytic gradients.

    run_split.py PARAMETERS BUDGET TIMES

PARAMETERS is JSON: for each channel its ceiling, half-saturation and exponent, and the least and the most that
it may get. Begins at the even split within these bounds. Prints how many seconds each of TIMES splits took, and
what the split brings.
"""

import json
import sys
import time

import numpy
from scipy.optimize import minimize


def main(parameters, budget, times):
    ceilings, halves, exponents, least, most = numpy.array(json.loads(parameters)).T
    budget = float(budget)

    def share(spend):
        power = (spend / halves) ** exponents
        return power / (1 + power)

    def outcome(spend):
        return -float(ceilings @ share(spend))

    def slopes(spend):
        reached = share(spend)
        return -ceilings * exponents * reached * (1 - reached) / spend

    first = numpy.clip(numpy.full(len(ceilings), budget / len(ceilings)), least, most)
    total = {
        "type": "eq",
        "fun": lambda spend: spend.sum() - budget,
        "jac": lambda spend: numpy.ones_like(spend),
    }
    seconds = []
    for _ in range(int(times)):
        begin = time.perf_counter()
        found = minimize(
            outcome,
            first,
            jac=slopes,
            method="SLSQP",
            bounds=list(zip(numpy.maximum(least, 1e-9), most)),
            constraints=[total],
            options={"ftol": 1e-9, "maxiter": 500},
        )
        seconds.append(time.perf_counter() - begin)
    print(json.dumps({"seconds": seconds, "outcome": -found.fun, "success": bool(found.success)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
