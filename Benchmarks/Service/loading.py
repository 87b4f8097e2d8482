#!/usr/bin/env python3
"""Measures how long `leadline serve` takes to be ready over a full database, and what it holds in memory.

    loading.py [--leads 0,100000,1000000] [--turns 3] [--binary FILE]

For each number it makes a private PostgreSQL with that many made-up leads and their vectors of 256 dimensions
(fill.sql), stops the service, and starts it `turns` times. "ready_s" is the time from the start of the process to the
first answer of /health/ready, "postgres_s" the part until PostgreSQL takes connections; the medians are printed.
"bytes_a_lead" is the resident memory above that of a service without leads, by lead; ANONYMOUS memory only, so that
neither the program nor PostgreSQL's shared memory counts.
"""
import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import time
import urllib.request

from database import ROOT
from service import Service

DIMENSIONS = 256


def memory(pid: int) -> int:
    """The anonymous resident memory of a process, in bytes (proc(5), RssAnon)."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"RssAnon:\s+(\d+) kB", status)[1]) * 1024


def start(service: Service) -> dict:
    """One start of the service over its data."""
    began = time.monotonic()
    with open(service.folder / "log", "wb") as log:
        service.process = subprocess.Popen(
            [service.binary, "serve"], cwd=ROOT, env=service.environment, stdout=log, stderr=log)
    postgres = None
    while True:
        if service.process.poll() is not None:
            raise SystemExit(f"the service ended:\n{service.log()}")
        if postgres is None:
            files = list(service.folder.rglob("postmaster.pid"))
            if files and files[0].read_text().strip().endswith("ready"):
                postgres = time.monotonic() - began
        try:
            with urllib.request.urlopen(service.base + "/health/ready", timeout=5) as answer:
                state = json.load(answer)
            break
        except OSError:
            time.sleep(0.01)
    ready = time.monotonic() - began
    cpu = sum(map(int, pathlib.Path(f"/proc/{service.process.pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]))
    return {"ready_s": ready, "postgres_s": postgres or 0.0, "leads": state["indexed_leads"],
            "server_cpu_s": cpu / os.sysconf("SC_CLK_TCK"), "memory": memory(service.process.pid)}


def stop(service: Service) -> None:
    service.process.terminate()
    service.process.wait(60)


def measure(binary: pathlib.Path, leads: int, turns: int, extra: dict[str, str]) -> dict:
    with Service(binary) as service:
        if leads:
            command = [service.binary, "db", "psql", "--", "-Xq", "-v", f"count={leads}", "-f",
                       ROOT / "Benchmarks/Service/fill.sql"]
            subprocess.run(command, cwd=ROOT, env=service.environment, check=True, stdout=subprocess.DEVNULL)
            service.sql("checkpoint")
        stop(service)
        service.environment |= extra
        runs = []
        for _ in range(turns):
            runs.append(start(service))
            if runs[-1]["leads"] != leads:
                raise SystemExit(f"{runs[-1]['leads']} of {leads} leads are in the index:\n{service.log()}")
            stop(service)
        start(service)
        middle = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
    middle["load_s"] = middle["ready_s"] - middle["postgres_s"]
    return middle


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--leads", default="0,100000,1000000")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build/release/leadline")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="an environment variable")
    options = parser.parse_args()
    extra = dict(pair.split("=", 1) for pair in options.set)
    empty = None
    for leads in map(int, options.leads.split(",")):
        result = measure(options.binary.resolve(), leads, options.turns, extra)
        if leads == 0:
            empty = result["memory"]
        elif empty is not None:
            result["bytes_a_lead"] = (result["memory"] - empty) / leads
        print(json.dumps({key: round(value, 3) for key, value in result.items()}), flush=True)
    print(f"4·d + d/2 bytes of a vector and its code, d = {DIMENSIONS}: {4 * DIMENSIONS + DIMENSIONS // 2}")


if __name__ == "__main__":
    main()
