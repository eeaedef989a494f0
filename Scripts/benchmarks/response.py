"""Curves of fifteen channels and the split of a budget over them, against scipy."""

import importlib.metadata
import json
import math
import sys
from statistics import median

import generated_market
import tables
from measurement import Command, Comparison, Failed, run, table
from program import binary

TITLE = "response of fifteen channels and the split of a budget against scipy"
PACKAGES = ["scipy", "numpy", "pandas"]
REPLICATES = 500
SPLITS = 2_001
BUDGET = 36_000
# The fits weigh weeks differently: ours knows that neighbouring ones may be alike.
ALIKE = 0.03
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


# MARK: Programs


def script(name, text):
    path = tables.CACHE / f"{name}.sales"
    path.write_text(text)
    return Command(name, [binary(), "run", str(path), "--format", "json"])


def fit(market, times):
    """The curves of all channels together: one fit and the replicates."""
    columns = [f"c{number}" for number in range(generated_market.CHANNELS)]
    units = ", ".join(f"{column}: USD" for column in ["sales", *columns])
    spend = ", ".join(f".{column}" for column in columns)
    call = (
        f'response(market, spend: [{spend}], outcome: .sales, curve: "hill", trend: "none", '
        'season: "none", rows: "curves", intervals: "resampled")'
    )
    load = f'let market = load("{market}", units: {{{units}}})\n'
    return script(f"response-{times}", load + f"{call}\n" * times)


def split(market, times):
    load = f'let market = load("{market}", units: {{spend: USD, won: customer}})\n'
    curves = (
        "let curves = response(market, spend: .spend, outcome: .won, by: .channel, "
        'curve: "hill", trend: "none", season: "none")\n'
    )
    call = f"allocate(curves, budget: ${BUDGET}/week, extrapolate: true, intervals: false)\n"
    # Only the last is printed.
    unseen = "".join(f"let best{number} = {call}" for number in range(1, times))
    return script(f"allocate-{times}", load + curves + unseen + call)


def least_squares(market, replicates, times):
    words = [str(tables.HERE / "run_least_squares.py"), str(market), str(replicates), str(times)]
    return Command("scipy", [sys.executable, *words], ONE_THREAD)


def slsqp(parameters, times):
    words = [str(tables.HERE / "run_split.py"), json.dumps(parameters), str(BUDGET), str(times)]
    return Command("scipy", [sys.executable, *words], ONE_THREAD)


# MARK: Figures


def rows(output):
    """The rows of the first table that was printed, by the names of its columns."""
    value, _ = json.JSONDecoder().raw_decode(output)
    names = [each["name"] for each in value["columns"]]
    return [dict(zip(names, row)) for row in value["rows"]]


def number(cell):
    return cell["value"] if isinstance(cell, dict) else cell


def curves(market):
    """Ceiling, half-saturation and exponent of each channel, without bounds to speak of."""
    text = (
        f'let market = load("{market}", units: {{spend: USD, won: customer}})\n'
        "response(market, spend: .spend, outcome: .won, by: .channel, curve: \"hill\", "
        'trend: "none", season: "none", rows: "parameters")\n'
    )
    found = {}
    for row in rows(run(script("parameters", text)).output):
        found.setdefault(row["channel"], {})[row["parameter"]] = row["value"]
    return [
        (each["ceiling"], each["half-saturation"], each["exponent"], 0.0, 1e9)
        for _, each in sorted(found.items())
    ]


# MARK: The benchmark


def computing(ours, theirs, times, runs, name, goal):
    """Computing alone: ours by a script that has the statement more often, theirs by their clock."""
    one, other = [], []
    for _ in range(runs):
        one.append((run(ours(times)).seconds - run(ours(1)).seconds) / (times - 1))
        other.append(median(json.loads(run(theirs).output)["seconds"]))
    if median(one) <= 0:
        raise Failed(f"{name} is too short to be timed beside the start of the program")
    seconds = (median(one), median(other))
    return Comparison("computing alone", (name, theirs.name), seconds, (0, 1), (goal, None))


def measure(options):
    versions = (f"{name} {importlib.metadata.version(name)}" for name in PACKAGES)
    print(f"python    {sys.version.split()[0]}; {', '.join(versions)}; one thread")
    print(f"response  {generated_market.CHANNELS} channels, {generated_market.WEEKS} weeks, Hill curves with")
    print(f"          geometric carry-over; one fit and {REPLICATES} to resampled residuals. scipy:")
    print("          least_squares with analytic derivatives, one start, replicates from the fit")
    print("allocate  scipy: SLSQP with analytic gradients, from the even split")
    market, apart = generated_market.write(), generated_market.write_apart()
    theirs = least_squares(market, REPLICATES, 1)
    single = least_squares(market, 0, 1)
    error = rows(run(fit(market, 1)).output)[0]["fit"]
    other = json.loads(run(single).output)["error"]
    if not math.isclose(error, other, rel_tol=ALIKE):
        raise Failed(f"the fits differ: errors of {error} and {other}")
    comparisons = [
        computing(lambda times: fit(market, times), theirs, 2, options.runs, "response", 0.1)
    ]
    parameters = curves(apart)
    rival = slsqp(parameters, 101)
    ours = sum(number(row["outcome"]) for row in rows(run(split(apart, 1)).output) if row["channel"] != "total")
    best = json.loads(run(rival).output)["outcome"]
    if ours < best * (1 - 1e-6):
        raise Failed(f"the split brings {ours}, that of scipy {best}")
    print(f"split     ours brings {ours:.3f}, that of scipy {best:.3f}")
    comparisons.append(
        computing(lambda times: split(apart, times), rival, SPLITS, options.runs, "allocate", 0.1)
    )
    print(*table(comparisons, with_memory=False), sep="\n")
