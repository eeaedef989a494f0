"""Scripts/benchmark: run one comparison alone and print one table."""

import argparse
import os
import platform
import sys
from pathlib import Path

import attribution
import completion
import effects
import idle
import interruption
import language
import load
import response
import startup
import unit_economics
from measurement import Failed
from program import binary, version

BENCHMARKS = {
    "startup": startup,
    "idle": idle,
    "interruption": interruption,
    "completion": completion,
    "language": language,
    "load": load,
    "unit-economics": unit_economics,
    "attribution": attribution,
    "effects": effects,
    "response": response,
}


def processor():
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def at_least(smallest):
    def number(text):
        if int(text) < smallest:
            raise argparse.ArgumentTypeError(f"at least {smallest}")
        return int(text)

    return number


def main():
    parser = argparse.ArgumentParser(prog="Scripts/benchmark", description=__doc__)
    parser.add_argument("name", nargs="?", choices=BENCHMARKS)
    parser.add_argument("--list", action="store_true", help="list the names")
    parser.add_argument("--runs", type=at_least(5), default=5, help="pairs to run, 5 or more")
    parser.add_argument("--rows", type=at_least(1), default=10_000_000, help="customers to make")
    parser.add_argument("--persons", type=at_least(100), default=1_000_000, help="persons to touch")
    options = parser.parse_args()
    if options.list:
        for name, benchmark in BENCHMARKS.items():
            print(f"{name:16}{benchmark.TITLE}")
        return 0
    if not options.name:
        parser.error("give a name; --list lists them")
    if not os.access(binary(), os.X_OK):
        print(f"no program at {binary()}; Scripts/sales builds it", file=sys.stderr)
        return 1
    print(f"machine   {processor()}, {os.cpu_count()} cores, Linux {platform.release()}")
    print(f"sales     {version([binary(), '--version'])}")
    try:
        BENCHMARKS[options.name].measure(options)
    except (Failed, ModuleNotFoundError) as problem:
        print(f"{problem}", file=sys.stderr)
        if isinstance(problem, ModuleNotFoundError):
            print("Scripts/setup --benchmarks installs what is missing", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
