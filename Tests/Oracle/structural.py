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


def dense(y, x, dark, variances, slope, period):
    """Mean and covariance of dark points by generalised least squares with whole matrices.

    First states and coefficients have no prior; the disturbances have the covariance that the definitions give.
    """
    n = len(y)
    t = np.arange(n)
    irregular, level, slopes, season = variances
    columns = [np.ones(n)] + ([t.astype(float)] if slope else [])
    # What a disturbance of level or slope before point j adds from there on.
    steps = (t[:, None] > t[None, :]).astype(float)
    ramps = np.maximum(t[:, None] - t[None, :] - 1, 0).astype(float)
    covariance = level * steps @ steps.T + slopes * ramps @ ramps.T
    if period:
        # The season from its recursion: from the first s − 1 values and from a disturbance.
        for lag in range(period - 1):
            g = np.zeros(n + period)
            g[period - 2 - lag] = 1  # γ(−lag), γ(0) standing at period − 2
            for i in range(period - 1, n + period):
                g[i] = -g[i - period + 1 : i].sum()
            columns.append(g[period - 2 : period - 2 + n])
        pulse = np.zeros(n + period)
        pulse[period - 1] = 1
        for i in range(period, n + period):
            pulse[i] = -pulse[i - period + 1 : i].sum()
        shocks = np.zeros((n, n))
        for j in range(n - 1):
            shocks[j + 1 :, j] = pulse[period - 1 : period - 1 + n - j - 1]
        covariance = covariance + season * shocks @ shocks.T
    # What is added in the span of the first state changes nothing, and no matrix is singular.
    covariance = covariance + sum(
        np.outer(column, column) / (column @ column) for column in columns
    )
    if x is not None:
        columns += list(x.T)
    design = np.column_stack(columns)
    covariance += irregular * np.eye(n)
    known = ~np.isnan(y)
    known[dark] = False
    a = np.linalg.inv(covariance[np.ix_(known, known)])
    x1, x0 = design[known], design[dark]
    normal = np.linalg.inv(x1.T @ a @ x1)
    beta = normal @ x1.T @ a @ y[known]
    cross = covariance[np.ix_(dark, known)] @ a
    mean = x0 @ beta + cross @ (y[known] - x1 @ beta)
    rest = x0 - cross @ x1
    return mean, covariance[np.ix_(dark, dark)] - cross @ covariance[np.ix_(known, dark)] + rest @ normal @ rest.T


# points, controls, gaps, dark points, variances (irregular, level, slope, season), slope, period
DARK = [
    (60, 0, [], [30, 31, 32], [0.8, 0.3, 0, 0], False, 0),
    (60, 2, [5, 6], [0, 1, 57, 58, 59], [0.8, 0.3, 0, 0], False, 0),
    (90, 2, [20], [40, 41, 42, 60, 61, 88, 89], [0.8, 0.3, 0, 0.02], False, 7),
    (80, 1, [3, 50], [10, 45, 46, 79], [0.5, 0.1, 0.001, 0.01], True, 4),
    (60, 1, [], [20, 21], [0.7, 0, 0, 0], True, 0),
    (50, 0, [7], [25, 26, 49], [0, 0.4, 0, 0.1], False, 2),
]

if __name__ == "__main__":
    for points, k, gaps, dark, variances, slope, period in DARK:
        y, x = series(points, k, gaps)
        mean, covariance = dense(y, x, dark, variances, slope, period)
        lower = [covariance[i, j] for i in range(len(dark)) for j in range(i + 1)]
        print("dark", mean.tolist(), np.array(lower).round(13).tolist())
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
            print("  errors", result.forecasts_error[0][[20, n - 1]].tolist(), result.forecasts_error_cov[0, 0][[20, n - 1]].tolist())
            print("  level", result.level.smoothed[[0, 20, n - 1]].tolist())
            if season:
                print("  season", result.seasonal.smoothed[[0, 20, n - 1]].tolist())
        if "trend" in given.state_names:
            print("  slope", given.smooth(at).trend.smoothed[[0, 20, n - 1]].tolist())
    # The approximate diffuse start, with the first observations burnt.
    rough = sm.tsa.UnobservedComponents(series(90, 0, [])[0], "local level", seasonal=7)
    rough.ssm.initialize_approximate_diffuse(1e4)
    rough.ssm.loglikelihood_burn = 7
    print("approximate", rough.loglike([0.8, 0.3, 0.02]))
    # Maximum likelihood over variances and coefficients.
    for n, k, gaps, level, season in [
        (120, 2, [3, 40], "local level", (7, False)),
        (200, 1, [], "local level", None),
        (150, 0, [7], "smooth trend", None),
    ]:
        y, x = series(n, k, gaps)
        fit = model(y, x, level, season)
        fit = fit.fit(disp=0, method="powell", maxiter=200)
        fit = fit.model.fit(start_params=fit.params, disp=0, method="bfgs", gtol=1e-9, maxiter=500)
        print("fit", n, fit.llf, fit.params.tolist())
