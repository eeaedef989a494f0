"""A market of Hill curves with geometric carry-over as numpy has it: the fitted outcome and its derivatives.

The parameters of all channels stand one kind after the other: ceilings, logarithms of the half-saturations,
logarithms of the exponents, retentions; the base is the last. Spend before the first week is the mean of the
first eight weeks.
"""

import numpy
from scipy.signal import lfilter

START = 8


def stocks(spend, retention):
    """The carried-over spend of each channel and its derivative by the retention."""
    values, slopes = numpy.empty_like(spend), numpy.empty_like(spend)
    before = spend[:START].mean(axis=0)
    for place, share in enumerate(retention):
        own = spend[:, place]
        stock, _ = lfilter([1 - share], [1, -share], own, zi=[share * before[place]])
        lagged = numpy.concatenate([[before[place]], stock[:-1]])
        # The derivative follows the same recursion from what the retention moves in each week.
        slopes[:, place] = lfilter([1.0], [1, -share], lagged - own)
        values[:, place] = stock
    return values, slopes


def parts(parameters, spend):
    count = spend.shape[1]
    ceilings, halves, exponents, retention = parameters[:-1].reshape(4, count)
    return ceilings, numpy.exp(halves), numpy.exp(exponents), retention, parameters[-1]


def shares(parameters, spend):
    _, halves, exponents, retention, _ = parts(parameters, spend)
    stock, slope = stocks(spend, retention)
    power = (stock / halves) ** exponents
    return stock, slope, power / (1 + power)


def fitted(parameters, spend):
    ceilings, _, _, _, base = parts(parameters, spend)
    return base + shares(parameters, spend)[2] @ ceilings


def derivatives(parameters, spend):
    ceilings, halves, exponents, _, _ = parts(parameters, spend)
    stock, slope, share = shares(parameters, spend)
    rise = ceilings * share * (1 - share)
    return numpy.hstack(
        [
            share,
            -rise * exponents,
            rise * exponents * numpy.log(stock / halves),
            rise * exponents * slope / stock,
            numpy.ones((len(spend), 1)),
        ]
    )


def bounds(spend):
    """Where each parameter is searched: the same as in the program that is compared with it."""
    low, high = spend.min(axis=0), spend.max(axis=0)
    count = spend.shape[1]
    return (
        numpy.concatenate(
            [numpy.zeros(count), numpy.log(low / 20), numpy.full(count, numpy.log(0.3)), numpy.zeros(count), [0]]
        ),
        numpy.concatenate(
            [
                numpy.full(count, numpy.inf),
                numpy.log(high * 20),
                numpy.full(count, numpy.log(5)),
                numpy.full(count, 0.95),
                [numpy.inf],
            ]
        ),
    )


def start(spend, sales):
    count = spend.shape[1]
    return numpy.concatenate(
        [
            numpy.full(count, sales.mean() / count),
            numpy.log(spend.mean(axis=0)),
            numpy.zeros(count),
            numpy.full(count, 0.3),
            [sales.mean() / 4],
        ]
    )
