"""Prints what ResponseOracleTests compares with, from scipy 1.17.1 (numpy 2.4.6).

    python response.py

A hundred series of a channel with all families and forms of carry-over mixed. Each is fitted by
scipy.optimize.least_squares over all parameters, with the best of 40 starts. Random numbers are those of
SplitMix64, so that the tests make the same series; outcomes are rounded, so that both have the same digits.
"""

import math

import numpy as np
from scipy.optimize import brentq, least_squares, lsq_linear
from scipy.signal import lfilter
from scipy.stats import t as student

FAMILIES = ["hill", "michaelis_menten", "exponential", "power", "log", "tanh"]
KINDS = ["none", "geometric", "delayed", "weibull"]
WINDOW = 26
# The least scale that is sought, over the mean of the weeks with spend.
LEAST = {"hill": 0.05, "michaelis_menten": 0.02, "exponential": 0.15, "log": 0.02, "tanh": 0.25}
MASK = (1 << 64) - 1


def mixed(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def uniform(state, counter):
    bits = mixed((state + (counter + 1) * 0x9E3779B97F4A7C15) & MASK)
    return ((bits >> 11) + 0.5) * 2.0**-53


def weights(kind, first, second):
    lags = np.arange(WINDOW)
    if kind == "delayed":
        exponents = (lags - second) ** 2 * math.log(first)
        w = np.exp(exponents - exponents.max())
    else:
        survivor = np.exp(-((np.arange(WINDOW + 1) / second) ** first))
        w = survivor[:-1] - survivor[1:]
    return w / w.sum()


def carried(x, before, kind, p):
    if kind == "none":
        return x
    if kind == "geometric":
        return lfilter([1 - p[0]], [1, -p[0]], x, zi=[p[0] * before])[0]
    padded = np.concatenate([np.full(WINDOW - 1, before), x])
    return np.convolve(padded, weights(kind, *p), "valid")


def stock(x, kind, p):
    return carried(x, x[:8].mean(), kind, p)


def unit(family, s, k, n):
    v = s / k
    return {
        "hill": lambda: v**n / (1 + v**n),
        "michaelis_menten": lambda: v / (1 + v),
        "exponential": lambda: 1 - np.exp(-v),
        "power": lambda: v**n,
        "log": lambda: np.log1p(v),
        "tanh": lambda: np.tanh(v),
    }[family]()


class Series:
    def __init__(self, number):
        self.family = FAMILIES[number % 6]
        self.kind = KINDS[number // 6 % 4]
        self.rho = [0.0, 0.4, -0.2][number % 3] if number % 2 else 0.0
        self.count = n = 80 + 10 * (number % 8)
        u = [uniform(number + 1000, c) for c in range(6 * n + 8)]
        common = u[6 * n :]
        # Weeks between 0 and 400, a tenth of them without spend.
        spend = [math.floor(400 * u[6 * t] ** 2 + 60 * u[6 * t + 1]) for t in range(n)]
        self.spend = np.array([0 if u[6 * t + 1] < 0.1 else x for t, x in enumerate(spend)], float)
        paid = self.spend[self.spend > 0]
        self.reference = paid.mean()
        scale = 60 + 180 * common[0] if self.family != "power" else self.reference
        shape = 0.6 + 2 * common[1] if self.family == "hill" else 0.3 + 0.6 * common[1]
        carry = {
            "none": [],
            "geometric": [0.1 + 0.7 * common[2]],
            "delayed": [0.3 + 0.5 * common[2], 2.5 * common[3]],
            "weibull": [0.7 + 1.5 * common[2], 0.8 + 3 * common[3]],
        }[self.kind]
        size = 40 + 40 * common[4]
        noise = 2 + 8 * common[5]
        effect = size * self.curve(self.spend, scale, shape, carry)
        before = 0.0
        y = []
        for t in range(n):
            shock = u[6 * t + 2] + u[6 * t + 3] + u[6 * t + 4] + u[6 * t + 5] - 2
            before = self.rho * before + noise * shock
            y.append(math.floor((100 + 0.1 * t + effect[t] + before) * 1024 + 0.5) / 1024)
        self.y = np.array(y)
        self.observed = [t for t in range(n) if number % 5 or t % 17 not in (3, 4)]
        # In every tenth series spend of weeks 30 to 33 was raised by 300, with an effect that was measured.
        self.calibration = (30, 34, 300.0, 25.0, 5.0, 4.0) if number % 10 == 3 else None

    def whiten(self, v):
        rows = []
        for i, t in enumerate(self.observed):
            if i == 0:
                rows.append(math.sqrt(1 - self.rho**2) * v[t])
                continue
            s = self.observed[i - 1]
            r = self.rho ** (t - s)
            rows.append(math.sqrt((1 - self.rho**2) / (1 - r**2)) * (v[t] - r * v[s]))
        return np.array(rows)

    def column(self, p, demand=1):
        k, n, carry = self.split(p)
        g = demand * self.curve(self.spend, k, n, carry)
        rows = self.whiten(g)
        if self.calibration:
            first, end, change, _, error, deviation = self.calibration
            without = self.spend.copy()
            without[first:end] = np.maximum(0, without[first:end] - change / (end - first))
            other = demand * self.curve(without, k, n, carry)
            rows = np.append(rows, deviation / error * (g - other)[first:].sum())
        return rows

    def curve(self, spend, k, n, carry):
        """What the channel brings of size 1; changed spend has the past of the original."""
        return unit(self.family, carried(spend, self.spend[:8].mean(), self.kind, carry), k, n)

    def design(self):
        z = np.column_stack([self.whiten(np.ones(self.count)), self.whiten(np.arange(self.count, dtype=float))])
        y = self.whiten(self.y)
        if self.calibration:
            _, _, _, outcome, error, deviation = self.calibration
            z = np.vstack([z, np.zeros(2)])
            y = np.append(y, deviation / error * outcome)
        return z, y

    def split(self, p):
        p = list(p)
        k = math.exp(p.pop(0)) if self.family != "power" else self.reference
        n = math.exp(p.pop(0)) if self.family in ("hill", "power") else 1.0
        return k, n, [math.exp(v) for v in p] if self.kind == "weibull" else p

    def bounds(self):
        b = []
        if self.family != "power":
            b.append((math.log(LEAST[self.family] * self.reference), math.log(50 * self.reference)))
        if self.family == "hill":
            b.append((math.log(0.3), math.log(5)))
        if self.family == "power":
            b.append((math.log(0.05), 0.0))
        b += {
            "none": [],
            "geometric": [(0, 0.95)],
            "delayed": [(0.01, 0.95), (0, 6)],
            "weibull": [(math.log(0.3), math.log(5)), (math.log(0.2), math.log(10))],
        }[self.kind]
        return np.array(b).T

    def fit(self):
        z, y = self.design()
        q, _ = np.linalg.qr(z)
        low, high = self.bounds()
        rest = y - q @ (q.T @ y)

        def projected(p):
            g = self.column(p)
            g = g - q @ (q.T @ g)
            return rest - max(0.0, g @ rest / (g @ g)) * g

        def whole(p):
            return y - z @ p[:2] - p[2] * self.column(p[3:])

        rng = np.random.default_rng(1)
        best = None
        for _ in range(40):
            start = low + (high - low) * rng.uniform(size=len(low))
            found = least_squares(projected, start, bounds=(low, high), ftol=1e-10, xtol=1e-10, gtol=1e-10, max_nfev=200)
            if best is None or found.cost < best.cost:
                best = found
        g = self.column(best.x)
        linear = np.linalg.lstsq(np.column_stack([z, g]), y, rcond=None)[0]
        linear[2] = max(linear[2], 0)
        start = np.concatenate([linear, best.x])
        bound = (np.concatenate([[-np.inf, -np.inf, 0], low]), np.concatenate([[np.inf] * 3, high]))
        inside = np.clip(start, bound[0], bound[1])
        last = least_squares(whole, inside, jac="3-point", bounds=bound, x_scale="jac", ftol=1e-15, xtol=1e-15, gtol=1e-15, max_nfev=500)
        if last.cost > best.cost:
            return 2 * best.cost, start
        return 2 * last.cost, last.x

    def slope(self, p, x=150.0):
        """The marginal return of the curve of amplitude 1, by exact formulas."""
        k, n, _ = self.split(p)
        v = x / k
        return {
            "hill": lambda: n * v ** (n - 1) / (1 + v**n) ** 2 / k,
            "michaelis_menten": lambda: k / (k + x) ** 2,
            "exponential": lambda: math.exp(-v) / k,
            "power": lambda: n * v ** (n - 1) / k,
            "log": lambda: 1 / (k + x),
            "tanh": lambda: (1 - math.tanh(v) ** 2) / k,
        }[self.family]()

    def ends(self, squares, value):
        """The ends of the 95% interval of the marginal return at 150 by the profile likelihood."""
        z, y = self.design()
        q, _ = np.linalg.qr(z)
        low, high = self.bounds()
        rest = y - q @ (q.T @ y)
        free = len(y) - 3 - len(low)
        limit = squares * (1 + student.ppf(0.975, free) ** 2 / free)
        rng = np.random.default_rng(2)
        starts = [low + (high - low) * rng.uniform(size=len(low)) for _ in range(12)]

        def excess(v):
            def projected(p):
                g = self.column(p)
                return rest - v / self.slope(p) * (g - q @ (q.T @ g))

            costs = [
                least_squares(projected, s, bounds=(low, high), ftol=1e-10, xtol=1e-10, gtol=1e-10, max_nfev=200).cost
                for s in starts
            ]
            return 2 * min(costs) - limit

        far = 2 * value
        while excess(far) < 0:
            far *= 2
        lower = 0.0 if excess(0.0) < 0 else brentq(excess, 0.0, value, xtol=1e-4 * value)
        return lower, brentq(excess, value, far, xtol=1e-4 * value)


class Saturated(Series):
    """A series in which each week saturates by itself, and what it brings is carried over."""

    def curve(self, spend, k, n, carry):
        before = unit(self.family, self.spend[:8].mean(), k, n)
        return carried(unit(self.family, spend, k, n), before, self.kind, carry)


class Bounded(Series):
    """A series of which the base is taken away; the trend is centred, so that the intercept is its mean, and at
    least 0."""

    def __init__(self, number):
        super().__init__(number)
        self.y = self.y - (106 + 4 * (number % 3))

    def design(self):
        z, y = super().design()
        t = np.arange(self.count, dtype=float)
        z[: len(self.observed), 1] = self.whiten(t - t[self.observed].mean())
        return z, y

    def fit(self):
        z, y = self.design()
        low, high = self.bounds()
        bound = (np.concatenate([[0, -np.inf, 0], low]), np.concatenate([[np.inf] * 3, high]))
        rng = np.random.default_rng(3)

        def whole(p):
            return y - z @ p[:2] - p[2] * self.column(p[3:])

        best = None
        for _ in range(40):
            theta = low + (high - low) * rng.uniform(size=len(low))
            columns = np.column_stack([z, self.column(theta)])
            linear = lsq_linear(columns, y, bounds=([0, -np.inf, 0], [np.inf] * 3)).x
            start = np.clip(np.concatenate([linear, theta]), bound[0] + 1e-9, bound[1] - 1e-9)
            found = least_squares(whole, start, bounds=bound, x_scale="jac", ftol=1e-10, xtol=1e-10, gtol=1e-10, max_nfev=150)
            if best is None or found.cost < best.cost:
                best = found
        start = np.clip(best.x, bound[0] + 1e-12, bound[1] - 1e-12)
        last = least_squares(whole, start, jac="3-point", bounds=bound, x_scale="jac", ftol=1e-15, xtol=1e-15, gtol=1e-15, max_nfev=800)
        best = min(best, last, key=lambda found: found.cost)
        return 2 * best.cost, best.x


class Multiplied(Series):
    """A series whose base and channel are multiplied by growing and seasonal demand, 1 over the last 13 weeks.

    All parameters together: intercept, amplitude, those of the channel, and the two exponents.
    """

    def __init__(self, number):
        super().__init__(number)
        t = np.arange(self.count, dtype=float)
        self.index = np.array([0.02 * t, ((7 * t) % 20) / 10 - 1])
        self.index -= self.index[:, -13:].mean(axis=1, keepdims=True)
        eta = [0.2 + 0.1 * (number % 5), 0.3 - 0.1 * (number % 7)]
        self.y = np.floor(self.y * np.exp(eta @ self.index) * 1024 + 0.5) / 1024

    def fit(self):
        low, high = self.bounds()
        y = self.design()[1]
        farthest = 5 / np.abs(self.index).max(axis=1)
        bound = (np.concatenate([[0, 0], low, -farthest]), np.concatenate([[np.inf] * 2, high, farthest]))

        def columns(p):
            m = np.exp(p[-2:] @ self.index)
            rows = self.whiten(m)
            if self.calibration:
                rows = np.append(rows, 0)
            return np.column_stack([rows, self.column(p[:-2], m)])

        def whole(p):
            return y - columns(p[2:]) @ p[:2]

        rng = np.random.default_rng(4)
        best = None
        for number in range(40):
            eta = rng.normal(size=2) * [0.5, 0.3]
            theta = np.concatenate([low + (high - low) * rng.uniform(size=len(low)), eta])
            linear = lsq_linear(columns(theta), y, bounds=([0, 0], [np.inf] * 2)).x
            start = np.clip(np.concatenate([linear, theta]), bound[0] + 1e-9, bound[1] - 1e-9)
            found = least_squares(whole, start, bounds=bound, x_scale="jac", ftol=1e-10, xtol=1e-10, gtol=1e-10, max_nfev=150)
            if best is None or found.cost < best.cost:
                best = found
        start = np.clip(best.x, bound[0] + 1e-12, bound[1] - 1e-12)
        last = least_squares(whole, start, jac="3-point", bounds=bound, x_scale="jac", ftol=1e-15, xtol=1e-15, gtol=1e-15, max_nfev=800)
        best = min(best, last, key=lambda found: found.cost)
        return 2 * best.cost, best.x


def joint(channels, taken=None):
    """The least squares of several channels with Hill curves and geometric carry-over, from the truth on.

    Where some of the outcome is taken away, the trend is centred and the intercept at least 0.
    """
    n = 156
    spends, truth = [], []
    for c in range(channels):
        u = [uniform(5000 + c, i) for i in range(n + 4)]
        spends.append(np.array([math.floor(20 + 400 * v * v) for v in u[:n]], float))
        truth.append((30 + 30 * u[n], 80 + 120 * u[n + 1], 0.8 + 1.2 * u[n + 2], 0.1 + 0.6 * u[n + 3]))
    noise = [sum(uniform(6000, 4 * t + j) for j in range(4)) - 2 for t in range(n)]
    effect = sum(a * unit("hill", stock(x, "geometric", [th]), k, h) for x, (a, k, h, th) in zip(spends, truth))
    y = np.array([math.floor((100 + 0.1 * t + effect[t] + noise[t]) * 1024 + 0.5) / 1024 for t in range(n)])
    z = np.column_stack([np.ones(n), np.arange(n) - (0 if taken is None else (n - 1) / 2)])
    y = y - (taken or 0)

    def whole(p):
        rest = y - z @ p[:2]
        for x, (a, k, h, th) in zip(spends, p[2:].reshape(channels, 4)):
            rest = rest - a * unit("hill", stock(x, "geometric", [th]), math.exp(k), math.exp(h))
        return rest

    start = [100, 0.1] + [v for a, k, h, th in truth for v in (a, math.log(k), math.log(h), th)]
    low, high = [-np.inf if taken is None else 0, -np.inf], [np.inf, np.inf]
    for x in spends:
        m = x.mean()
        low += [0, math.log(0.05 * m), math.log(0.3), 0]
        high += [np.inf, math.log(50 * m), math.log(5), 0.95]
    found = least_squares(
        whole, start, jac="3-point", bounds=(low, high), x_scale="jac", ftol=1e-15, xtol=1e-15, gtol=1e-15, max_nfev=2000
    )
    return 2 * found.cost, found.x


if __name__ == "__main__":
    for number in range(100):
        squares, p = Series(number).fit()
        # Squares, amplitude, then the nonlinear parameters as they are searched.
        print(f"    [{', '.join(repr(float(v)) for v in [squares, *p[2:]])}],", flush=True)
    for number in range(0, 100, 9):
        series = Series(number)
        squares, p = series.fit()
        value = p[2] * series.slope(p[3:])
        print("end", number, value, *series.ends(squares, value), flush=True)
    for number in range(6, 54):
        if KINDS[number // 6 % 4] != "none":
            squares, p = Saturated(number).fit()
            print("saturated", number, [squares, *p[2:]], flush=True)
    for number in range(24):
        squares, p = Bounded(number).fit()
        print("bounded", number, squares, p.tolist(), flush=True)
    for number in range(24):
        squares, p = Multiplied(number).fit()
        print("multiplied", number, squares, p.tolist(), flush=True)
    for channels in [2, 15]:
        squares, p = joint(channels)
        print("joint", channels, squares, p.tolist(), flush=True)
        squares, p = joint(channels, 115 + channels)
        print("joint, bounded", channels, squares, p.tolist(), flush=True)
