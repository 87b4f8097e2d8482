"""`SELECT $1::int4` on a private PostgreSQL, in turns with asyncpg and pgbench; then COPY of vectors.

Run by Scripts/bench postgres: compare.py [TASKS] [SECONDS] [CONNECTIONS] [TURNS]

Prints each run, then the median rate of each and the median of our rate over theirs in the same turn.
"""

import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = pathlib.Path(__file__).parent
LEADLINE = ROOT / ".build/release/leadline"
OURS = ROOT / "Benchmarks/.build/release/PostgresBenchmark"


def run(*command: object) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout.strip()


def contenders(url: str, tasks: int, seconds: int, connections: int) -> dict[str, Callable[[], str]]:
    """What runs in each turn; every one prints its rate as `… 123 /s …` or `tps = 123.4 …`."""

    def asyncpg(number: int) -> Callable[[], str]:
        return lambda: run(sys.executable, HERE / "asyncpg_select.py", url, tasks, seconds, number)

    found: dict[str, Callable[[], str]] = {
        "ours": lambda: run(OURS, url, tasks, seconds, connections, "selects"),
        f"asyncpg, {connections} connections": asyncpg(connections),
        "asyncpg, 16 connections": asyncpg(16),
    }
    if shutil.which("pgbench"):
        found[f"pgbench -M prepared, {tasks} connections"] = lambda: run(
            "pgbench", "-n", "-M", "prepared", "-c", tasks, "-j", 2, "-T", seconds,
            "-f", HERE / "select_one.sql", url)
    else:
        print("pgbench is not installed; left out")
    return found


def rate(report: str) -> float:
    match = re.search(r"(\d+) /s", report) or re.search(r"tps = ([\d.]+)", report)
    if not match:
        raise SystemExit(f"no rate in: {report}")
    return float(match[1])


def measure(url: str, tasks: int, seconds: int, connections: int, turns: int) -> None:
    runs = contenders(url, tasks, seconds, connections)
    rates: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(turns):
        for name, report in runs.items():
            text = report()
            rates[name].append(rate(text))
            cost = re.search(r"client CPU per query: [\d.]+ µs", text)
            print(f"turn {turn + 1}: {name}: {rates[name][-1]:.0f} /s{', ' + cost[0] if cost else ''}", flush=True)
    print(f"\nmedians of {turns} turns, {tasks} tasks, ours over {connections} connections")
    for name, all_of_it in rates.items():
        ratio = statistics.median(ours / theirs for ours, theirs in zip(rates["ours"], all_of_it))
        print(f"{name}: {statistics.median(all_of_it):.0f} /s" + ("" if name == "ours" else f", ours {ratio:.2f} times"))
    print(run(OURS, url, tasks, seconds, connections, "copies"))


def main(tasks: int = 64, seconds: int = 5, connections: int = 2, turns: int = 3) -> None:
    if not LEADLINE.exists():
        raise SystemExit(f"{LEADLINE} is missing; build it with: make build")
    with tempfile.TemporaryDirectory(prefix="leadline-bench.") as work:
        # As root the private PostgreSQL runs as another user, who must get through to its data.
        os.chmod(work, 0o755)
        os.environ["LEADLINE_DATA_DIR"] = f"{work}/data"
        try:
            url = json.loads(run(LEADLINE, "db", "start", "--json"))["connection"]
            run(LEADLINE, "db", "psql", "--", "-XAtqc", "CREATE EXTENSION IF NOT EXISTS vector")
            measure(url, tasks, seconds, connections, turns)
        finally:
            subprocess.run([LEADLINE, "db", "stop"], stdout=subprocess.DEVNULL)


main(*map(int, sys.argv[1:]))
