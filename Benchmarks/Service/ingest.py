#!/usr/bin/env python3
"""Measures the whole service under load: 64 routes, 10,000 leads with outcomes, wrk at 64 and 256 connections.

    ingest.py --load DIR [--seconds 10] [--connections 64,256] [--leads 10000] [--outcomes 10000] [--only leads,search]
              [--binary FILE] [--peers FILE.json [--turns 3]]

Needs wrk (Debian's package) and DIR with

    gen_leads.py OUT [--leads N] [--seed N]   writes OUT/leads.jsonl and what else the scripts read, and OUT/bulk.jsonl:
                                              arrays of up to 1,000 leads, one a line
    validate.lua, invalid.lua, search.lua, filtered.lua, leads.lua   wrk scripts for POST /api/v1/leads/validate, bodies
                                              that are refused with 422, POST /api/v1/leads/search without and with a
                                              filter, POST /api/v1/leads;
    bulk.lua                                  POST /api/v1/leads/bulk with 1,000 leads a request: its rate and its CPU are
                                              those of requests, and 4 connections are many. Each script gets OUT as its
                                              argument and prints as its last line RESULT {…} with expected, unexpected,
                                              socket_errors, timeouts, rate, p50_ms and p99_ms

Without --only, filtered and bulk are left out.

Each number of connections gets a new service with a new database; the leads are stored in the last of its runs. Prints
a JSON line a run, then a Markdown table of all. CPU is in µs a request; "others" is the share of the machine that
other programs took meanwhile: a run in which it is large says little.

With --peers, other servers are measured beside Leadline in turns; without --only by leads, bulk, validate and invalid.
Each run begins with a private PostgreSQL of the same settings (`leadline db start`), a copy of the contestant's
database as it was made at first, and a newly started server, and nobody else's runs meanwhile; all reach PostgreSQL
by its Unix socket. A run of one second with the same script, then a checkpoint, come before what is measured; rows
a flush and errors are those of both. bulk always takes 4 connections. The table has the medians of the turns: rate and
CPU are those of leads (of requests where nothing is stored), "ratio" is that of the rate to Leadline's.
--leads (or --stored) is how many leads are stored before ("rows_before"): of Leadline's, --outcomes have an outcome.

FILE.json is a list of contestants:

    [{"name": "Go, one commit a lead",
      "command": ["./peer", "-addr", "127.0.0.1:{port}", "-db", "{url}"],
      "scripts": ["leads", "validate"],
      "environment": {"GOGC": "200"},
      "folder": "/where/peer/is",
      "ready": "/health",
      "setup": "create extension vector; create table leads (…)",
      "fill": ["./peer", "-db", "{url}", "-load", "{leads}"],
      "rows": "select count(*) from leads"}]

The first three are needed. {port} is the one to listen on, on 127.0.0.1, {url} that of the database, {leads} a file with
the leads to store, one a line. environment is added to ours and may hold {port} and {url}; folder is where the command
runs; ready is the path that is answered when all is ready (without it: when the port is open); setup is SQL for a new
database, and fill the command that then stores leads: both run once, and contestants with the same share the result.
"fill": "api" fills through Leadline's own API (another build of it). rows is SQL that counts what is stored.
"""
import argparse
import json
import pathlib
import shutil
import signal
import sys
import tempfile
import time

import contestant
import table
import turns
import wrk
from database import ROOT
from filling import fill
from service import Service

# A backend that has become idle reports its counters 10 s later at the latest.
STATISTICS_DELAY = 10.5


def measure(service: Service, script: pathlib.Path, data: pathlib.Path, connections: int, seconds: int) -> dict:
    """One run of wrk, and of a script that stores how many rows a flush made durable."""
    leads = wrk.LEADS_A_REQUEST.get(script.stem, 0)
    if not leads:
        return wrk.measure(service, script, data, connections, seconds)
    time.sleep(STATISTICS_DELAY)
    rows, flushes = int(service.sql("select count(*) from leads")), service.wal_flushes()
    result = wrk.measure(service, script, data, connections, seconds)
    time.sleep(STATISTICS_DELAY)
    rows = int(service.sql("select count(*) from leads")) - rows
    return result | wrk.stored(rows, service.wal_flushes() - flushes, result["requests"] * leads, connections * leads)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--load", type=pathlib.Path, required=True, metavar="DIR")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--connections", default="64,256")
    parser.add_argument("--leads", "--stored", type=int, default=10_000, dest="leads")
    parser.add_argument("--outcomes", type=int, default=10_000, help="how many of the leads have an outcome")
    parser.add_argument("--only")
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build/release/leadline")
    parser.add_argument("--peers", type=pathlib.Path, metavar="FILE.json")
    parser.add_argument("--turns", type=int, default=3, help="with --peers")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        parser.error("wrk is missing; on Debian: apt-get install wrk")
    if not options.binary.exists():
        parser.error(f"{options.binary} is missing; build it with make build")
    options.load = options.load.resolve()
    options.connections = [int(number) for number in options.connections.split(",")]
    only = options.only or ("leads,bulk,validate,invalid" if options.peers else "validate,invalid,search,leads")
    options.scripts = [options.load / f"{name}.lua" for name in wrk.SCRIPTS if name in only.split(",")]
    for file in [*options.scripts, options.load / "gen_leads.py"]:
        if not file.exists():
            parser.error(f"{file} is missing")
    if options.peers:
        try:
            options.peers = contestant.read(options.peers)
        except (OSError, ValueError, TypeError) as error:
            parser.error(f"--peers: {error}")
    return options


def alone(options: argparse.Namespace, folder: pathlib.Path, results: list[dict]) -> None:
    data = wrk.generate(options.load, folder / "load")
    corpus = wrk.generate(options.load, folder / "corpus", "--leads", str(options.leads), "--seed", "11")
    for connections in options.connections:
        with Service(options.binary.resolve()) as service:
            fill(service.port, corpus, options.outcomes)
            for script in options.scripts:
                results.append(measure(service, script, data, connections, options.seconds))
                print(json.dumps(results[-1]), flush=True)


def main() -> None:
    options = arguments()
    # What was started is stopped, and the table printed, also when the end comes from outside.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    results: list[dict] = []
    try:
        with tempfile.TemporaryDirectory(prefix="leadline-load.") as folder:
            if options.peers:
                contestants = [contestant.leadline(options.binary.resolve()), *options.peers]
                turns.compare(contestants, options, pathlib.Path(folder), results)
            else:
                alone(options, pathlib.Path(folder), results)
    finally:
        columns, rows = (table.COMPARED, table.compared(results)) if options.peers else (table.COLUMNS, results)
        print("\n" + table.markdown(columns, rows), flush=True)
    if errors := sum(result["errors"] for result in results):
        raise SystemExit(f"{errors} requests were not answered as they should be")


if __name__ == "__main__":
    main()
