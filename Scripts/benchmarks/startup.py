"""Start-up: `sales -e '1+1'` against Debian's own Python."""

import subprocess
from pathlib import Path

from measurement import Command, compare, table
from program import binary, version

TITLE = "start-up of sales -e '1+1' against Debian's own python3 -I -c 1"


def debian_python():
    """The interpreter that the package python3-minimal installs, whatever comes first on PATH."""
    files = subprocess.run(
        ["dpkg-query", "--listfiles", "python3-minimal"], capture_output=True, text=True, check=True
    ).stdout.split()
    return next(str(Path(file).resolve()) for file in files if file.endswith("/bin/python3"))


def measure(options):
    python = debian_python()
    print(f"python3   {version([python, '--version'])}, {python}")
    ours = Command("sales", [binary(), "-e", "1+1"])
    rival = Command("python3", [python, "-I", "-c", "1"])
    runs = max(options.runs, 21)
    result = compare("start-up", ours, rival, runs, goal=(0.5, None))
    print(f"medians of {runs} pairs, in turn", *table([result], with_memory=False), sep="\n")
