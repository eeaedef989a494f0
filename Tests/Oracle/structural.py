"""Prints what StructuralOracleTests compares with, from statsmodels 0.15.0 (numpy 2.4.6).

    python structural.py

The series is made of whole numbers, so that the tests make the same one.
"""

import numpy as np
import statsmodels.api as sm

NILE = sm.datasets.nile.load_pandas().data["volume"].to_numpy(float)


def noise(t, a, b):
    """Looks like chance between −0.5 and 0.5, exactly the same everywhere."""
    return ((t * t * t * a + t * t * 31 + t * b) % 1009) / 1009 - 0.5


def series(n, k, gaps):
    t = np.arange(n)
    x = np.column_stack([noise(t, 7 + 2 * j, 101 + j) for j in range(k)]) if k else None
    level = np.cumsum(noise(t, 5, 211))
    y = 100 + level + 3 * ((t % 7) == 2) - 2 * ((t % 7) == 5) + 2 * noise(t, 3, 17)
    for j in range(k):
        y = y + (j + 1) * x[:, j]
    y[gaps] = np.nan
    return y, x


# name, points, controls, gaps, level, season, variances (irregular, level, slope, season)
MODELS = [
    ("local level", 60, 0, [], "local level", None, [0.8, 0.3]),
    ("gaps at the start and inside", 60, 0, [0, 1, 20, 21, 22, 59], "local level", None, [0.8, 0.3]),
    ("fixed level, controls", 60, 2, [5], "deterministic constant", None, [0.7]),
    ("local linear trend", 80, 0, [], "local linear trend", None, [0.8, 0.2, 0.01]),
    ("drift, controls", 80, 3, [], "random walk with drift + irregular", None, [0.8, 0.2]),
    ("smooth trend, gaps", 80, 0, [30, 31], "smooth trend", None, [0.8, 0.05]),
    ("fixed season", 90, 0, [], "local level", (7, False), [0.8, 0.3]),
    ("random season", 90, 0, [], "local level", (7, True), [0.8, 0.3, 0.02]),
    ("season, controls, gaps", 120, 4, [3, 40, 41, 42, 43, 44, 90], "local level", (7, True), [0.8, 0.3, 0.02]),
    ("trend, season, controls", 120, 2, [7], "local linear trend", (4, True), [0.5, 0.1, 0.001, 0.01]),
    ("season of two", 50, 1, [], "local level", (2, True), [0.9, 0.1, 0.05]),
    ("no irregular", 60, 1, [], "random walk", None, [0.7]),
]
LEVELS = {"random walk with drift + irregular": dict(level=True, trend=True, stochastic_level=True, irregular=True)}


def model(y, x, level, season, **more):
    options = LEVELS.get(level, dict(level=level))
    if season:
        options = dict(options, seasonal=season[0], stochastic_seasonal=season[1])
    return sm.tsa.UnobservedComponents(y, exog=x, use_exact_diffuse=True, **options, **more)


if __name__ == "__main__":
    fit = model(NILE, None, "local level", None).fit(disp=0, method="bfgs", gtol=1e-10)
    print("nile", fit.params, fit.llf)
    for name, n, k, gaps, level, season, variances in MODELS:
        y, x = series(n, k, gaps)
        # Coefficients as diffuse states, then given.
        joint = model(y, x, level, season, mle_regression=False) if k else model(y, x, level, season)
        given = model(y, x, level, season)
        beta = joint.smooth(variances)
        coefficients = beta.smoothed_state[-k:, -1] if k else np.empty(0)
        at = np.concatenate([variances, coefficients])
        print(name, joint.loglike(variances), given.loglike(at), *coefficients, sep="; ")
        if season or name == "local level":
            result = given.smooth(at)
            wide = given.ssm
            print("  errors", result.forecasts_error[0][[10, n - 1]], result.forecasts_error_cov[0, 0][[10, n - 1]])
            print("  level", result.level.smoothed[[0, 10, n - 1]])
            if season:
                print("  season", result.seasonal.smoothed[[0, 10, n - 1]])
