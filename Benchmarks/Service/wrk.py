"""The load: made-up leads sent by wrk, and what that cost whom."""

import json
import os
import pathlib
import subprocess
import sys
import time
from typing import Protocol

from processor import child_time, machine_time

SCRIPTS = ["validate", "invalid", "search", "filtered", "leads", "bulk"]
# Of the scripts that store: how many leads a request holds.
LEADS_A_REQUEST = {"leads": 1, "bulk": 1000}


class Target(Protocol):
    """A server under load."""

    base: str

    def processor_time(self) -> dict[str, float]:
        """CPU seconds so far, by process."""

    def log(self) -> str:
        """What it wrote last."""


def generate(load: pathlib.Path, out: pathlib.Path, *more: str) -> pathlib.Path:
    """Has DIR/gen_leads.py write its files."""
    subprocess.run([sys.executable, load / "gen_leads.py", out, *more], check=True, stdout=sys.stderr)
    return out


def drive(target: Target, script: pathlib.Path, data: pathlib.Path, connections: int, seconds: int) -> dict:
    """What the script prints after RESULT. wrk is a session of its own: Linux shares the CPU by session."""
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "--latency", "-s", str(script),
               target.base, "--", str(data)]
    done = subprocess.run(command, capture_output=True, text=True, start_new_session=True)
    lines = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    if done.returncode or not lines:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}\n{target.log()}")
    return json.loads(lines[-1].removeprefix("RESULT "))


def measure(target: Target, script: pathlib.Path, data: pathlib.Path, connections: int, seconds: int) -> dict:
    """One run of wrk, and what it cost whom, in µs a request."""
    own, all_, children = target.processor_time(), machine_time(), child_time()
    start = time.monotonic()
    found = drive(target, script, data, connections, seconds)
    elapsed = time.monotonic() - start
    used = {name: spent - own[name] for name, spent in target.processor_time().items()}
    used["wrk"] = child_time() - children
    others = (machine_time() - all_ - sum(used.values())) / elapsed / os.cpu_count()
    requests = found["expected"] + found["unexpected"]
    return {
        "script": script.stem, "connections": connections, "seconds": round(elapsed, 1), "requests": requests,
        "rate": round(found["rate"]), "p50_ms": found["p50_ms"], "p99_ms": found["p99_ms"],
        "errors": found["unexpected"] + found["socket_errors"] + found["timeouts"], "others": round(max(0.0, others), 2)
    } | {f"{name}_us": round(spent * 1e6 / max(1, requests), 1) for name, spent in used.items()}


def stored(rows: int, flushes: int, acknowledged: int, under_way: int) -> dict:
    """How many rows a flush made durable; fails when leads were lost, or refused within the answer to many.

    wrk hangs up while requests are under way: their leads are stored, but not counted by it."""
    if not acknowledged <= rows <= acknowledged + under_way:
        raise SystemExit(f"{rows} leads were stored, but {acknowledged} were answered, and {under_way} were under way")
    return {"rows": rows, "flushes": flushes, "rows_per_flush": round(rows / max(1, flushes), 1)}
