"""What sales would have been in the last days, by the structural model of statsmodels.

    run_unobserved_components.py FILE DARK TIMES fitted|states

The level moves at random and the other columns are controls: their coefficients are fitted with the
variances, as the package does it by default, or stand in the state. The fit is by maximum likelihood
to the days before, the forecast has an interval for each day. Prints how many seconds each of TIMES fits
with its forecast took, without reading the file, and the expected total.
"""

import json
import sys
import time
import warnings

import pandas
from statsmodels.tsa.statespace.structural import UnobservedComponents

WAYS = {"fitted": True, "states": False}


def main(path, dark, times, way):
    days = pandas.read_csv(path, index_col="date", parse_dates=True).asfreq("D")
    before, window = days[: -int(dark)], days[-int(dark) :]
    controls = [name for name in days if name.startswith("c")]
    # A search that ends by its limit of steps is told by a warning; the figures are compared.
    warnings.simplefilter("ignore")
    seconds = []
    for _ in range(int(times)):
        begin = time.perf_counter()
        model = UnobservedComponents(
            before.sales, level="llevel", exog=before[controls], mle_regression=WAYS[way]
        )
        fit = model.fit(disp=False)
        forecast = fit.get_forecast(len(window), exog=window[controls])
        mean, interval = forecast.predicted_mean, forecast.conf_int()
        seconds.append(time.perf_counter() - begin)
    assert len(interval) == len(window)
    found = {"expected": mean.sum(), "converged": bool(fit.mle_retvals["converged"])}
    print(json.dumps({"seconds": seconds, **found}))


if __name__ == "__main__":
    main(*sys.argv[1:])
