"""When the level of spend changed, by the exact PELT of ruptures.

    run_ruptures.py FILE PENALTY TIMES

Prints how many seconds each of TIMES searches took, without reading the file, and the first day of each
new level.
"""

import json
import sys
import time

import pandas
import ruptures


def main(path, penalty, times):
    days = pandas.read_csv(path, usecols=["date", "spend"])
    spend = days.spend.to_numpy()
    seconds = []
    for _ in range(int(times)):
        begin = time.perf_counter()
        search = ruptures.Pelt(model="l2", min_size=1, jump=1)
        ends = search.fit(spend).predict(pen=float(penalty))
        seconds.append(time.perf_counter() - begin)
    changes = [days.date[end] for end in ends[:-1]]
    print(json.dumps({"seconds": seconds, "changes": changes}))


if __name__ == "__main__":
    main(*sys.argv[1:])
