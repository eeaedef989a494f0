"""A fit of Hill curves with carry-over by scipy's least squares, and fits to resampled residuals.

    run_least_squares.py FILE REPLICATES TIMES

Derivatives are analytic, one start is given, and each replicate begins at the fit. Prints how many seconds
each of TIMES rounds took, without reading the file, and the root mean square error of the fit.
"""

import json
import sys
import time

import hill_market
import numpy
import pandas
from scipy.optimize import least_squares


def fit(spend, sales, first, limits):
    return least_squares(
        lambda parameters: hill_market.fitted(parameters, spend) - sales,
        first,
        jac=lambda parameters: hill_market.derivatives(parameters, spend),
        bounds=limits,
        x_scale="jac",
        ftol=1e-8,
        xtol=1e-8,
        gtol=1e-8,
        max_nfev=200,
    )


def main(path, replicates, times):
    market = pandas.read_csv(path)
    sales = market.sales.to_numpy()
    spend = market[[name for name in market if name.startswith("c")]].to_numpy()
    limits = hill_market.bounds(spend)
    seconds = []
    for _ in range(int(times)):
        begin = time.perf_counter()
        best = fit(spend, sales, hill_market.start(spend, sales), limits)
        values = hill_market.fitted(best.x, spend)
        rest = sales - values
        rest -= rest.mean()
        chance = numpy.random.default_rng(1)
        inside = numpy.clip(best.x, limits[0] + 1e-9, limits[1] - 1e-9)
        draws = [
            fit(spend, values + chance.choice(rest, len(rest)), inside, limits).x
            for _ in range(int(replicates))
        ]
        seconds.append(time.perf_counter() - begin)
    error = float(numpy.sqrt(numpy.mean(rest**2)))
    print(json.dumps({"seconds": seconds, "error": error, "replicates": len(draws)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
