#!/usr/bin/env python3
"""Print the figures of RegressTests, DifferenceTests and LiftTests as statsmodels and scipy find them.

The rows are printed as the tables of these tests; numpy, scipy and statsmodels are needed.
"""

import datetime
import warnings

import numpy
import statsmodels.api as sm
from scipy import optimize, stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

warnings.filterwarnings("ignore")
draw = numpy.random.default_rng(20260131)


def show(name, values):
    print(f"{name}: [{', '.join(repr(float(value)) for value in numpy.atleast_1d(values))}]")


# The rows of RegressTests: 36 weeks of spend and sales with correlated errors.
weeks = 36
start = datetime.date(2026, 1, 5)
tv = draw.integers(10, 90, weeks)
radio = draw.integers(0, 40, weeks)
channel = numpy.array(["mail", "shop", "web"])[draw.integers(0, 3, weeks)]
visits = draw.integers(20, 200, weeks)
error = numpy.zeros(weeks)
for week in range(weeks):
    error[week] = 0.6 * (error[week - 1] if week else 0) + draw.normal(0, 4)
step = (numpy.arange(weeks) >= 20).astype(float)
sales = numpy.round(40 + 0.5 * tv + 0.8 * radio + 0.01 * tv * radio - 9 * step + error, 1)
won = (draw.uniform(size=weeks) < 1 / (1 + numpy.exp(2 - 0.05 * tv))).astype(float)
orders = draw.poisson(visits * numpy.exp(-3 + 0.012 * tv))
print("week | tv | radio | channel | visits | sales | won | orders")
for week in range(weeks):
    day = start + datetime.timedelta(days=7 * week)
    print(
        f"@{day} | {tv[week]} | {radio[week]} | \"{channel[week]}\" | {visits[week]} | "
        f"{sales[week]} | {str(bool(won[week])).lower()} | {orders[week]}"
    )


def fit(name, model, **covariance):
    found = model.fit(**covariance)
    show(f"{name} coefficients", found.params)
    show(f"{name} errors", found.bse)
    show(f"{name} statistics", found.tvalues)
    show(f"{name} p-values", found.pvalues)
    low, high = numpy.transpose(found.conf_int())
    show(f"{name} low", low)
    show(f"{name} high", high)
    return found


terms = sm.add_constant(numpy.column_stack([tv, radio, tv * radio]).astype(float))
for kind in ["nonrobust", "HC0", "HC1", "HC2", "HC3"]:
    linear = fit(f"linear {kind}", sm.OLS(sales, terms), cov_type=kind, use_t=True)
print("R2, F, log-likelihood", linear.rsquared, sm.OLS(sales, terms).fit().fvalue, linear.llf)
hac = {"cov_type": "HAC", "use_t": True}
fit("HAC 4", sm.OLS(sales, terms), cov_kwds={"maxlags": 4, "use_correction": True}, **hac)
# floor(4 (36/100)^(2/9)) = 3
fit("HAC 3", sm.OLS(sales, terms), cov_kwds={"maxlags": 3, "use_correction": True}, **hac)
interrupted = sm.add_constant(
    numpy.column_stack([numpy.arange(weeks) * 7.0, step, step * (numpy.arange(weeks) - 20) * 7])
)
fit("interrupted", sm.OLS(sales, interrupted))
levels = numpy.column_stack([channel == "shop", channel == "web"]).astype(float)
fit("channels", sm.OLS(sales, sm.add_constant(numpy.column_stack([tv, levels]))))
few = sm.add_constant(numpy.column_stack([tv, radio]).astype(float))
exact = {"tol": 1e-14, "tol_criterion": "params", "maxiter": 100}
logistic = fit("logistic", sm.GLM(won, few, sm.families.Binomial()), **exact)
fit("logistic HC0", sm.GLM(won, few, sm.families.Binomial()), cov_type="HC0", **exact)
offset = numpy.log(visits)
poisson = fit("poisson", sm.GLM(orders, few, sm.families.Poisson(), offset=offset), **exact)
print("deviances", logistic.deviance, poisson.deviance, poisson.null_deviance)

# DifferenceTests.
for a, m, b, n in [(56, 70, 48, 80), (9, 10, 3, 10), (5, 56, 0, 29), (10, 10, 0, 20), (120, 1000, 90, 1100)]:
    show(f"{a}/{m} - {b}/{n}", confint_proportions_2indep(a, m, b, n, method="newcomb", compare="diff"))
    show("p", proportions_ztest([a, b], [m, n])[1])
    z = stats.norm.ppf(0.975)

    def wilson(count, total):
        share, ratio = count / total, z * z / total
        half = z * numpy.sqrt((share * (1 - share) + ratio / 4) / total) / (1 + ratio)
        middle = (share + ratio / 2) / (1 + ratio)
        return share, middle - half, middle + half

    (p, lp, up), (q, lq, uq) = wilson(a, m), wilson(b, n)
    # The ratios r at which the interval of p - r q begins or ends at zero, found by bisection.
    low = lambda r: p - r * q - numpy.hypot(p - lp, r * (uq - q))
    high = lambda r: p - r * q + numpy.hypot(up - p, r * (q - lq))
    if q > 0:
        show("ratio", [optimize.brentq(low, 0, p / q), optimize.brentq(high, p / q, 1e6)])
first, second = [3, 5, 4, 6, 5, 8.5], [2, 3, 1, 4, 2]
welch = stats.ttest_ind(first, second, equal_var=False)
show("Welch", [welch.pvalue, welch.df, *welch.confidence_interval()])
t = stats.t.ppf(0.975, welch.df)
a, b = numpy.mean(first), numpy.mean(second)
va, vb = numpy.var(first, ddof=1) / len(first), numpy.var(second, ddof=1) / len(second)
show("Fieller", sorted(numpy.roots([b * b - t * t * vb, -2 * a * b, a * a - t * t * va])))

# LiftTests: 21 regions over 26 weeks, of which some gain after 18.
units, periods, before = 21, 26, 18
base = draw.normal(0, 1, (3, periods)).cumsum(axis=1) * 3
load = draw.uniform(0, 1, (units, 3))
panel = numpy.round(100 + 5 * numpy.arange(units)[:, None] + load @ base + draw.normal(0, 2, (units, periods)))
gained = panel.copy()
gained[:3, before:] += 12
print("panel:")
for row in panel:
    print("[" + ", ".join(str(int(value)) for value in row) + "],")
treated = numpy.arange(units) < 3
outcome, unit, period = gained.ravel(), numpy.repeat(range(units), periods), numpy.tile(range(periods), units)
effect = (treated[unit] & (period >= before)).astype(float)
dummies = [(unit == u) * 1.0 for u in range(units)] + [(period == p) * 1.0 for p in range(1, periods)]
panel_fit = sm.OLS(outcome, numpy.column_stack([effect] + dummies)).fit()
changes = gained[:, before:].mean(axis=1) - gained[:, :before].mean(axis=1)
cluster = sm.OLS(changes, sm.add_constant(treated * 1.0)).fit(cov_type="HC2", use_t=True)
show("difference effect (both)", [panel_fit.params[0], cluster.params[1]])
show("difference interval", cluster.conf_int()[1])
show("difference p", cluster.pvalues[1])


def control(rows, target):
    """Weights of the simplex by a quadratic program of scipy, polished on its support."""
    past, goal = rows[:, :before].T, target[:before]
    heavy = 1e6
    weights, _ = optimize.nnls(numpy.vstack([past, heavy * numpy.ones(len(rows))]), numpy.append(goal, heavy))
    support = weights > 1e-9
    rest = past[:, support]
    ones = numpy.ones(support.sum())
    system = numpy.block([[2 * rest.T @ rest, ones[:, None]], [ones[None, :], numpy.zeros((1, 1))]])
    exact = numpy.zeros(len(rows))
    exact[support] = numpy.linalg.solve(system, numpy.append(2 * rest.T @ goal, 1))[:-1]
    gap = target - exact @ rows
    return exact, gap


def summary(gap):
    error = numpy.sqrt(numpy.mean(gap[:before] ** 2))
    return gap[before:].mean(), error, numpy.sqrt(numpy.mean(gap[before:] ** 2)) / error


one = panel.copy()
one[10, before:] += 12
others = numpy.delete(one, 10, axis=0)
weights, gap = control(others, one[10])
mean, error, ratio = summary(gap)
placebos = [summary(control(numpy.delete(others, u, axis=0), others[u])[1]) for u in range(units - 1)]
rank = 1 + sum(other[2] >= ratio for other in placebos)
statistics = sorted(abs(other[0]) / other[1] for other in placebos)
place = int(numpy.ceil(0.95 * units)) - 1
show("synthetic weights", weights)
show("synthetic effect, error, ratio, rank", [mean, error, ratio, rank])
show("synthetic interval", [mean - statistics[place] * error, mean + statistics[place] * error])
