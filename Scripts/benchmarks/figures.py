"""Unit economics from counts by group, month of start and month of end.

What the programs for pandas and polars have in common: each reduces the customers in its own
way to a few thousand rows, and this turns those rows into the figures. Months are counted from
year 0.
"""

import math
from collections import defaultdict
from datetime import timedelta

MOVES = ("channel", "segment", "start_month", "end_month", "customers", "with_mrr", "mrr")
OUTLAYS = ("channel", "segment", "month", "cost")


def month_of(day):
    return 12 * day.year + day.month


def figures(cost, won, opened, lost, revenue, revenue_months):
    cac = cost / won if won else None
    arpa = revenue / revenue_months if revenue_months else None
    churn = lost / opened if opened else None
    ltv = arpa / churn if churn and arpa is not None else None
    ratio = ltv / cac if ltv is not None and cac is not None and cac > 0 else None
    return [cost, won, cac, arpa, churn, 1 / churn if churn else None, ltv, ratio] + [
        payback(cac, arpa, churn)
    ]


def payback(cac, arpa, churn):
    if cac is None or arpa is None or churn is None:
        return None
    if cac <= 0:
        return 0
    if arpa <= 0 or cac * churn >= arpa:
        return None
    if churn in (0, 1):
        return cac / arpa if churn == 0 else 0
    return math.log(1 - cac * churn / arpa) / math.log(1 - churn)


def key_order(row):
    return [(part is None, part or "") for part in row[:2]] + [row[2]]


def by_keys(moves, outlays, as_of):
    """Rows of channel, segment and the figures; the tuples hold MOVES and OUTLAYS."""
    last_month = month_of(as_of + timedelta(days=1)) - 1
    groups = defaultdict(lambda: [0.0, 0, 0, 0, 0.0, 0])
    for channel, segment, start, end, customers, with_mrr, mrr in moves:
        sums = groups[channel, segment]
        months = max(0, min(last_month if end is None else end, last_month) - start)
        sums[1] += customers
        sums[2] += customers * months
        sums[3] += customers if end is not None and start < end <= last_month else 0
        sums[4] += mrr * months
        sums[5] += with_mrr * months
    for channel, segment, _, cost in outlays:
        groups[channel, segment][0] += cost
    rows = [[*key, *figures(*sums)] for key, sums in groups.items()]
    return sorted(rows, key=lambda row: key_order([*row[:2], 0]))


def by_month(moves, outlays, as_of):
    """Rows of channel, segment, month and the figures, by running sums over the months."""
    last_month = month_of(as_of + timedelta(days=1)) - 1
    groups = defaultdict(lambda: defaultdict(lambda: [0.0, 0, 0, 0, 0.0, 0, False]))
    for channel, segment, start, end, customers, with_mrr, mrr in moves:
        months = groups[channel, segment]
        months[start][1] += customers
        changes = [(start + 1, 1)] + ([(end + 1, -1)] if end is not None else [])
        for month, sign in changes:
            months[month][2] += sign * customers
            months[month][4] += sign * mrr
            months[month][5] += sign * with_mrr
        if end is not None and start < end:
            months[end][3] += customers
    for channel, segment, month, cost in outlays:
        sums = groups[channel, segment][month]
        sums[0] += cost
        sums[6] = True
    rows = []
    for key, months in groups.items():
        opened, revenue, revenue_months = 0, 0.0, 0
        for month in range(min(months), month_of(as_of) + 1):
            cost, won, change, lost, more, paying, spent = months[month]
            opened, revenue, revenue_months = (
                opened + change,
                revenue + more,
                revenue_months + paying,
            )
            complete = month <= last_month
            if not (won or spent or (opened and complete)):
                continue
            parts = [opened, lost, revenue, revenue_months] if complete else [0, 0, 0.0, 0]
            text = f"{(month - 1) // 12:04}-{(month - 1) % 12 + 1:02}"
            rows.append([*key, text, *figures(cost, won, *parts)])
    return sorted(rows, key=key_order)


GROUPINGS = {"keys": by_keys, "month": by_month}
