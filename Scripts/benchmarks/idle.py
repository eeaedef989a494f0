"""With nothing to do: what Scripts/sales adds to the program, and what Scripts/setup takes."""

from statistics import median

from measurement import Command, compare, run, table
from program import ROOT, binary, version

TITLE = "Scripts/sales and Scripts/setup when everything is there"
ADDED = 50  # milliseconds at most
SETUP = 1000


def measure(options):
    print(f"bash      {version(['bash', '--version'])}")
    print(f"find      {version(['find', '--version'])}")
    runs = max(options.runs, 21)
    ours = Command("Scripts/sales", [str(ROOT / "Scripts/sales"), "-e", "1+1"])
    rival = Command("sales", [binary(), "-e", "1+1"])
    same = lambda ours, rival: None if ours == rival else "the output"
    result = compare("sales -e '1+1'", ours, rival, runs, agree=same)
    print(f"medians of {runs} pairs, in turn", *table([result], with_memory=False), sep="\n")
    added = 1000 * (result.seconds[0] - result.seconds[1])
    print(f"Scripts/sales adds {added:.1f} ms, goal ≤ {ADDED} ms")
    setup = Command("Scripts/setup", [str(ROOT / "Scripts/setup")])
    run(setup)
    taken = 1000 * median(run(setup).seconds for _ in range(runs))
    print(f"Scripts/setup takes {taken:.1f} ms, median of {runs} runs, goal ≤ {SETUP} ms")
