"""What sales would have been in the last days, by pycausalimpact as it comes.

    run_causal_impact.py FILE DARK TIMES

Prints how many seconds each of TIMES analyses took, without reading the file, and the expected total.
"""

import json
import sys
import time
import warnings
from types import ModuleType

import pandas

# A library for texts that nothing here writes.
sys.modules["jinja2"] = ModuleType("jinja2")
sys.modules["jinja2"].Template = str

# Since pandas 3 this function has the name `map`.
pandas.DataFrame.applymap = pandas.DataFrame.map

from causalimpact import CausalImpact  # noqa: E402


def main(path, dark, times):
    days = pandas.read_csv(path, index_col="date", parse_dates=True).asfreq("D")
    data = days[["sales", *(name for name in days if name.startswith("c"))]]
    # The package takes the first of a series by the name 0.
    data.columns = range(data.shape[1])
    first = len(data) - int(dark)
    before = [data.index[0], data.index[first - 1]]
    after = [data.index[first], data.index[-1]]
    warnings.simplefilter("ignore")
    seconds = []
    for _ in range(int(times)):
        begin = time.perf_counter()
        impact = CausalImpact(data, before, after)
        seconds.append(time.perf_counter() - begin)
    expected = impact.summary_data.loc["predicted", "cumulative"]
    print(json.dumps({"seconds": seconds, "expected": expected}))


if __name__ == "__main__":
    main(*sys.argv[1:])
