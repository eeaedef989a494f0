#!/usr/bin/env python3
"""Print the figures of RegressionOracle.swift as statsmodels computes them (numpy is needed too).

The rows are those of RegressionSample.swift, made of the bits of a SplitMix64 state. The second
column is given in millions, and its coefficient and error divided by a million: with units beside
shares the pseudo-inverse of statsmodels loses six digits.
"""

import math
import warnings

import numpy
import statsmodels.api as sm
from statsmodels.stats.outliers_influence import variance_inflation_factor

warnings.filterwarnings("ignore")
WORD = (1 << 64) - 1
ROWS = 80
STATE = 2024


def uniform(place):
    """The uniform number of SplitMix64 at a place."""
    value = (STATE + (place + 1) * 0x9E3779B97F4A7C15) & WORD
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & WORD
    return ((value ^ (value >> 31)) // 2048 + 0.5) * 2.0**-53


columns, amounts, counts, answers, weights, offsets = [], [], [], [], [], []
error = 0.0
for row in range(ROWS):
    u = [uniform(4 * row + place) for place in range(4)]
    third = u[0] + 0.25 * u[2]
    error = 0.5 * error + (u[3] - 0.5) * (1 + u[0])
    columns.append([u[0], u[1], third])
    amounts.append(2 + 3 * u[0] - 2 * u[1] + third + error)
    counts.append(math.floor(u[3] * (1 + 6 * u[0])))
    answers.append(1.0 if u[3] < 0.25 + 0.5 * u[0] else 0.0)
    weights.append(0.5 + u[1])
    offsets.append(0.5 * u[2])

X = sm.add_constant(numpy.array(columns))
FORMS = [
    (".classical", "nonrobust", {}),
    (".hc0", "HC0", {}),
    (".hc1", "HC1", {}),
    (".hc2", "HC2", {}),
    (".hc3", "HC3", {}),
    (".hac(lags: 3, isCorrected: false)", "HAC", {"maxlags": 3, "use_correction": False}),
    (".hac(lags: nil, isCorrected: true)", "HAC", {"maxlags": 3, "use_correction": True}),
    (".hac(lags: 12, isCorrected: true)", "HAC", {"maxlags": 12, "use_correction": True}),
]


def numbers(values):
    return "[" + ", ".join(repr(float(value)) for value in values) + "]"


def table(name, fit, forms):
    units = numpy.array([1, 1, 1, 1.0])
    units[-2] = 1e6
    units = units[-len(fit().params):]
    print(f"// {name}\n{numbers(fit().params / units)}")
    for label, kind, options in forms:
        print(f"({label}, {numbers(fit(cov_type=kind, cov_kwds=options or None).bse / units)}),")


def linear(model):
    fit = model.fit()
    for figure in ("rsquared", "rsquared_adj", "fvalue", "f_pvalue", "llf", "aic", "bic", "ssr"):
        print(f"// {figure} {float(getattr(fit, figure))!r}")
    print(f"// durbin_watson {float(sm.stats.durbin_watson(fit.wresid))!r}")


table("unweighted", sm.OLS(amounts, X).fit, FORMS)
linear(sm.OLS(amounts, X))
print("// leverage of row 7", sm.OLS(amounts, X).fit().get_influence().hat_matrix_diag[7])
print("// inflation", numbers(variance_inflation_factor(X, place) for place in (1, 2, 3)))
centred = X[:, 1:] - X[:, 1:].mean(0)
centred = numpy.column_stack([numpy.ones(ROWS), centred])
print("// condition", numpy.linalg.cond(centred / numpy.linalg.norm(centred, axis=0)))
for form in ("nonrobust", "HC3"):
    fit = sm.OLS(amounts, X).fit(cov_type=form, use_t=True)
    print("// at 0.5 0.4 1", fit.get_prediction([[1, 0.5, 0.4, 1]]).summary_frame().values.tolist())
table("weighted", sm.WLS(amounts, X, weights=weights).fit, FORMS[:3] + FORMS[5:])
linear(sm.WLS(amounts, X, weights=weights))
table("no intercept", sm.OLS(amounts, X[:, 1:]).fit, FORMS)
linear(sm.OLS(amounts, X[:, 1:]))

for name, outcome, family, offset in (
    ("logistic", answers, sm.families.Binomial(), None),
    ("poisson", counts, sm.families.Poisson(), offsets),
):
    model = sm.GLM(outcome, X, family=family, offset=offset)

    def fit(model=model, **options):
        return model.fit(tol=1e-14, maxiter=200, **options)

    table(name, fit, FORMS[:3] + FORMS[5:])
    found = fit()
    for figure in ("deviance", "null_deviance", "llf", "aic", "bic_llf"):
        print(f"// {figure} {float(getattr(found, figure))!r}")
    print(f"// dispersion {float(found.pearson_chi2 / found.df_resid)!r}")
    ahead = found.get_prediction([[1, 0.5, 0.4, 1]], offset=None if offset is None else [0.25])
    print("// at 0.5 0.4 1", ahead.summary_frame().values.tolist())
