"""Prints what BrandEffectOracleTests compares with, from statsmodels 0.15.0 and numpy.

    python brand_effect.py

A thousand days of a channel are made of whole numbers, so that the tests make the same ones. Blocks, the Poisson
regression, the scaled series and what its blocks would have been are made here from their definitions.
"""

import numpy as np
import statsmodels.api as sm

from structural import noise

DAYS, FIRST, LAST, RECOVERY = 1000, 705, 725, 14
CARRYOVERS = [0, 0.3, 0.5, 0.7, 0.85, 0.93]
VARIANCES = (1, 0.05)


def channel():
    t = np.arange(DAYS)
    spend = 100 + np.floor(120 * (noise(t // 7, 5, 211) + 0.5)) + np.floor(20 * (noise(t, 3, 17) + 0.5))
    counts = np.floor(
        6 + 4 * (noise(t, 7, 101) + 0.5) + (spend - 100) / 40 + 2 * (t % 7 < 5) + (t % 365 < 180) + t / 500
    )
    counts[(t >= FIRST) & (t <= LAST)] -= 2
    return spend, counts


def blocks():
    """The first has five days, since those before the dark period are cut backwards; the last has eight."""
    starts = list(range(FIRST, -7, -7))[::-1]
    starts[0] = 0
    cut = [(a, b) for a, b in zip(starts, starts[1:])]
    rest = list(range(FIRST, DAYS - 3, 7)) + [DAYS]
    return cut + [(a, b) for a, b in zip(rest, rest[1:])]


def stock(spend, carryover):
    usual = np.median(spend[spend > 0])
    level, shares = spend[:28].mean(), []
    for amount in spend:
        level = (1 - carryover) * amount + carryover * level
        shares.append(level / (level + usual))
    return np.array(shares)


def total(z, x, weights, asked, out, variances):
    """Mean and variance of a weighted sum of points that are left out, by whole matrices."""
    n = len(z)
    t = np.arange(n)
    steps = (t[:, None] > t[None, :]).astype(float)
    covariance = variances[0] * np.eye(n) + variances[1] * steps @ steps.T
    known = np.array([i not in out for i in range(n)])
    design = np.column_stack([np.ones(n), x])
    a = np.linalg.inv(covariance[np.ix_(known, known)])
    x1, z1 = design[known], z[known]
    normal = np.linalg.inv(x1.T @ a @ x1)
    beta = normal @ x1.T @ a @ z1
    residual = z1 - x1 @ beta
    scale = residual @ a @ residual / (len(z1) - design.shape[1] - 2)
    cross = covariance[np.ix_(asked, known)] @ a
    mean = design[asked] @ beta + cross @ residual
    rest = design[asked] - cross @ x1
    moments = (
        covariance[np.ix_(asked, asked)] - cross @ covariance[np.ix_(known, asked)] + rest @ normal @ rest.T
    )
    w = weights[asked]
    return w @ mean, scale * (w @ moments @ w)


if __name__ == "__main__":
    spend, counts = channel()
    cut = blocks()
    start = next(i for i, (a, _) in enumerate(cut) if a == FIRST)
    window = list(range(start, start + 5))
    outside = np.array([i not in window for i in range(len(cut))])
    days = np.concatenate([np.arange(a, b) for (a, b), o in zip(cut, outside) if o])
    weekday = np.array([counts[days[days % 7 == d]].mean() for d in range(7)]) / counts[days].mean()
    exposure = np.array([sum(weekday[d % 7] for d in range(a, b)) for a, b in cut])
    y = np.array([counts[a:b].sum() for a, b in cut])
    middle = np.array([(a + b) / 2 for a, b in cut])
    columns = [2 * middle / DAYS - 1]
    for wave in (1, 2):
        angle = 2 * np.pi * middle * wave / 365.25
        columns += [np.cos(angle), np.sin(angle)]
    best = None
    for carryover in CARRYOVERS:
        shares = stock(spend, carryover)
        x = np.column_stack(columns + [[shares[a:b].mean() for a, b in cut]])
        fit = sm.GLM(
            y[outside], sm.add_constant(x[outside]), family=sm.families.Poisson(), offset=np.log(exposure[outside])
        ).fit(tol=1e-14, maxiter=100)
        if best is None or fit.deviance < best[0].deviance:
            best = fit, carryover, x
    fit, carryover, x = best
    mean = exposure * np.exp(np.column_stack([np.ones(len(cut)), x]) @ fit.params)
    root = np.sqrt(mean)
    z = (y - mean) / root
    print("carry-over", carryover, "coefficient", fit.params[-1], "deviance", fit.deviance)
    print("blocks", len(cut), "first of the window", start, "means", mean[[0, start, len(cut) - 1]].tolist())
    lead = list(range(start - 4, start))
    for name, asked, out in [
        ("window", window, window),
        ("dark", window[:3], window),
        ("placebo", list(range(start - 10, start - 5)), list(range(start - 10, start - 5)) + window),
        ("lead", lead, lead + window),
        ("year before", list(range(start - 52, start - 47)), list(range(start - 52, start - 47)) + window),
    ]:
        shift, variance = total(z, root[:, None] * x, root, asked, out, VARIANCES)
        expected = mean[asked].sum() + shift
        print(name, expected, y[asked].sum(), np.sqrt(variance))
    # Whether the spend, as that of a brand, follows the outcome of the block before.
    paid = np.where((np.arange(DAYS) >= FIRST) & (np.arange(DAYS) <= LAST), 0, spend)
    blocked = np.array([paid[a:b].mean() for a, b in cut])
    rows = np.array([i for i in range(1, len(cut)) if outside[i] and outside[i - 1]])
    x = sm.add_constant(np.column_stack([np.log(blocked[rows - 1]), z[rows - 1]]))
    fit = sm.OLS(np.log(blocked[rows]), x).fit(cov_type="HC3")
    print("spend", len(rows), fit.params[-1], fit.bse[-1])
    for carryover in (0.5, 0.93):
        shares = stock(spend[:60], carryover)
        print("stock", carryover, shares[:7].mean(), shares[50:60].mean())
