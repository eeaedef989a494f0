"""Scripts/mutate: which changes of a part's kernels the tests catch."""

import argparse
import fcntl
import random
import sys
import time
from pathlib import Path

from package import Package
from sites import mutants

ROOT = Path(__file__).resolve().parent.parent.parent
SCRATCH = ROOT / ".cache" / "mutants"

# The pages of the handbook that show what comes of some parts.
PAGES = {"Attribution": ["Attribution"], "Budget": ["Response"], "Response": ["Response"]}
# The parts, and the suites of the fast tests that see their kernels through the language.
PARTS = {
    "Attribution": ["EvaluationTests.AttributionTests", "EvaluationTests.ProgramTests"],
    "BrandEffect": ["EvaluationTests.BrandEffectTests"],
    "Budget": [
        "EvaluationTests.BudgetTests",
        "EvaluationTests.ResponseAgreementTests",
        "EvaluationTests.ResponseOrderTests",
    ],
    "ChangePoints": ["EvaluationTests.SeriesTests"],
    "Regression": ["EvaluationTests.RegressTests"],
    "Response": [
        "EvaluationTests.ResponseTests",
        "EvaluationTests.ResponseAgreementTests",
        "EvaluationTests.ResponseMistakeTests",
        "EvaluationTests.ResponseOrderTests",
    ],
    "StructuralSeries": ["EvaluationTests.SeriesTests", "EvaluationTests.EffectTests"],
    "SyntheticControl": ["EvaluationTests.LiftTests"],
}
# Of 100 mutants this many have to be caught.
NEEDED = 90


def say(text):
    print(text, file=sys.stderr, flush=True)


def draw(folder, parts, seed):
    """All mutants of the parts in the order of the draw: one of each file in turn, while it has any."""
    left = []
    kernels = folder / "Sources" / "Statistics"
    for file in sorted(file for part in parts for file in (kernels / part).glob("**/*.swift")):
        name = str(file.relative_to(folder))
        found = mutants(name, file.read_text())
        random.Random(f"{seed} {name}").shuffle(found)
        left.append(found)
    drawn = []
    while any(left):
        drawn += [found.pop() for found in left if found]
    return drawn


def tested(package, mutant):
    """How a mutant fares in a package: nothing where it does not compile."""
    path = package.folder / mutant.file
    text = path.read_text()
    try:
        path.write_text(mutant.applied(text))
        return package.run() if package.build() else None
    finally:
        path.write_text(text)


def first_pass(package, drawn, count):
    """Tests mutants by the tests of the kernels until so many compiled; the caught and the survivors."""
    caught, survivors, left_out = 0, [], 0
    for mutant in drawn:
        if caught + len(survivors) == count:
            break
        run = tested(package, mutant)
        if run is None:
            left_out += 1
            continue
        if run.caught is None:
            survivors.append(mutant)
        else:
            caught += 1
        say(f"{caught + len(survivors):4}  {mutant}  ({run.caught or 'not caught yet'})")
    say(f"{left_out} more did not compile.")
    return caught, survivors


def second_pass(package, mutants):
    survivors = []
    for mutant in mutants:
        run = tested(package, mutant)
        if run is None or run.caught is None:
            survivors.append(mutant)
        say(f"      {mutant}  ({run and run.caught or 'survives'})")
    return survivors


def prepared(package, name):
    say(f"building {name}, and running the tests as they are")
    if reason := package.prepare():
        say(f"{name} cannot be used: {reason}")
        print("0 passed, 1 failed, 0 skipped")
        sys.exit(1)


def positive(text):
    if int(text) < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return int(text)


def main():
    parser = argparse.ArgumentParser(prog="Scripts/mutate", description=__doc__)
    parser.add_argument("parts", choices=PARTS, nargs="+", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--count", type=positive, default=100, help="mutants to test")
    parser.add_argument("--seed", type=int, default=1, help="of the draw")
    parser.add_argument(
        "--kernels", action="store_true", help="run the tests of the kernels alone"
    )
    options = parser.parse_args()

    SCRATCH.mkdir(parents=True, exist_ok=True)
    lock = open(SCRATCH / "lock", "w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        parser.error("another run is using the copies under .cache")

    start = time.monotonic()
    kernels = Package(ROOT, SCRATCH / "kernels")
    tests = sorted({test for part in options.parts for test in PARTS[part]})
    pages = sorted({page for part in options.parts for page in PAGES.get(part, [])})
    whole = Package(ROOT, SCRATCH / "whole", tests, pages)
    # Both now, so that the sources may change while the mutants are tested.
    kernels.copy()
    if not options.kernels:
        whole.copy()
    prepared(kernels, "the package of the kernels")
    drawn = draw(kernels.folder, options.parts, options.seed)
    named = " and ".join(options.parts)
    say(f"{options.count} of {len(drawn)} mutants of {named}, drawn by seed {options.seed}")
    caught, left = first_pass(kernels, drawn, options.count)
    survivors = left if options.kernels else []
    if left and not options.kernels:
        prepared(whole, "the whole package")
        survivors = second_pass(whole, left)
    caught += len(left) - len(survivors)
    say(f"all of Scripts/mutate: {time.monotonic() - start:.0f} s")

    if survivors:
        print("Survivors:")
    for mutant in sorted(survivors, key=lambda mutant: (mutant.file, mutant.start)):
        source = (kernels.folder / mutant.file).read_text().splitlines()[mutant.line - 1]
        print(f"  {mutant}\n      {source.strip()}")
    print(f"{caught} passed, {len(survivors)} failed, 0 skipped")
    return 0 if caught * 100 >= NEEDED * (caught + len(survivors)) else 1


if __name__ == "__main__":
    sys.exit(main())
