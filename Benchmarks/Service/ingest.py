#!/usr/bin/env python3
"""Measures the whole service under load: 64 routes, 10,000 leads with outcomes, wrk at 64 and 256 connections.

    ingest.py --load DIR [--seconds 10] [--connections 64,256] [--leads 10000] [--outcomes 10000] [--only leads,search] [--binary FILE]

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
"""
import argparse
import concurrent.futures
import http.client
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

from service import ROOT, Service, machine_time

SCRIPTS = ["validate", "invalid", "search", "filtered", "leads", "bulk"]
# Of the scripts that store: how many leads a request holds.
LEADS_A_REQUEST = {"leads": 1, "bulk": 1000}
COLUMNS = ["script", "connections", "rate", "p50_ms", "p99_ms", "server_us", "postgres_us", "wrk_us", "rows_per_flush",
           "errors", "others"]
TEAMS = ["Data platform", "Security", "Payroll", "Logistics", "Marketing", "Support", "Manufacturing", "Compliance"]
MARKETS = ["banks", "hospitals", "retailers", "universities", "insurers", "carmakers", "hotels", "public offices"]
# A backend that has become idle reports its counters 10 s later at the latest.
STATISTICS_DELAY = 10.5


def post(connection: http.client.HTTPConnection, path: str, body: bytes) -> dict:
    try:
        connection.request("POST", path, body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        content = response.read()
    except (OSError, http.client.HTTPException) as error:
        raise SystemExit(f"{path} was not answered: {error!r}") from error
    if response.status not in (200, 201):
        raise SystemExit(f"{path} answered {response.status}: {content[:400]!r}")
    return json.loads(content)


def fill(service: Service, corpus: pathlib.Path, outcomes: int) -> None:
    """Adds the routes and the leads, so many of them with an outcome."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port)
    for team in TEAMS:
        for market in MARKETS:
            text = f"{team} for {market}: questions of {market} about {team.lower()}, prices, demos and migrations."
            post(connection, "/api/v1/routes", json.dumps({"name": f"{team}, {market}", "description": text}).encode())
    leads = []
    for body in corpus.read_bytes().splitlines():
        receipt = post(connection, "/api/v1/leads/bulk", body)
        if receipt["failed"]:
            raise SystemExit(f"{receipt['failed']} leads were refused: {json.dumps(receipt)[:400]}")
        leads += [result["id"] for result in receipt["results"]]

    def label(first: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", service.port)
        for place in range(first, min(outcomes, len(leads)), 8):
            outcome = ("won", "lost", "disqualified")[place % 3]
            post(connection, f"/api/v1/leads/{leads[place]}/outcome", json.dumps({"outcome": outcome}).encode())

    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        list(threads.map(label, range(8)))


def wrk(service: Service, script: pathlib.Path, data: pathlib.Path, connections: int, seconds: int) -> dict:
    command = ["wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "--latency", "-s", str(script),
               service.base, "--", str(data)]
    done = subprocess.run(command, capture_output=True, text=True)
    lines = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    if done.returncode or not lines:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}\n{service.log()}")
    return json.loads(lines[-1].removeprefix("RESULT "))


def measure(service: Service, script: pathlib.Path, data: pathlib.Path, connections: int, seconds: int) -> dict:
    """One run of wrk, and what it cost whom."""
    leads_a_request = LEADS_A_REQUEST.get(script.stem, 0)
    if leads_a_request:
        time.sleep(STATISTICS_DELAY)
    rows, flushes = int(service.sql("select count(*) from leads")), service.wal_flushes()
    own, all_, children = service.processor_time(), machine_time(), child_time()
    start = time.monotonic()
    found = wrk(service, script, data, connections, seconds)
    elapsed = time.monotonic() - start
    used = {name: spent - own[name] for name, spent in service.processor_time().items()}
    used["wrk"] = child_time() - children
    others = (machine_time() - all_ - sum(used.values())) / elapsed / os.cpu_count()
    requests = found["expected"] + found["unexpected"]
    result = {
        "script": script.stem, "connections": connections, "seconds": round(elapsed, 1), "requests": requests,
        "rate": round(found["rate"]), "p50_ms": found["p50_ms"], "p99_ms": found["p99_ms"],
        "errors": found["unexpected"] + found["socket_errors"] + found["timeouts"], "others": round(max(0.0, others), 2)}
    result |= {f"{name}_us": round(spent * 1e6 / max(1, requests), 1) for name, spent in used.items()}
    if leads_a_request:
        time.sleep(STATISTICS_DELAY)
        stored = int(service.sql("select count(*) from leads")) - rows
        done = service.wal_flushes() - flushes
        result |= {"rows": stored, "flushes": done, "rows_per_flush": round(stored / max(1, done), 1)}
        # wrk hangs up while requests are under way; their leads are stored, but not counted by it.
        acknowledged = requests * leads_a_request
        if not acknowledged <= stored <= acknowledged + connections * leads_a_request:
            raise SystemExit(f"{acknowledged} leads were acknowledged, but {stored} were stored")
    return result


def child_time() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--load", type=pathlib.Path, required=True, metavar="DIR")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--connections", default="64,256")
    parser.add_argument("--leads", type=int, default=10_000)
    parser.add_argument("--outcomes", type=int, default=10_000, help="how many of the leads have an outcome")
    parser.add_argument("--only", default="validate,invalid,search,leads")
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build/release/leadline")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        parser.error("wrk is missing; on Debian: apt-get install wrk")
    if not options.binary.exists():
        parser.error(f"{options.binary} is missing; build it with make build")
    options.scripts = [options.load.resolve() / f"{name}.lua" for name in SCRIPTS if name in options.only.split(",")]
    for file in [*options.scripts, options.load / "gen_leads.py"]:
        if not file.exists():
            parser.error(f"{file} is missing")
    return options


def generate(options: argparse.Namespace, out: pathlib.Path, *more: str) -> pathlib.Path:
    subprocess.run([sys.executable, options.load / "gen_leads.py", out, *more], check=True, stdout=sys.stderr)
    return out


def main() -> None:
    options = arguments()
    results = []
    with tempfile.TemporaryDirectory(prefix="leadline-load.") as folder:
        data = generate(options, pathlib.Path(folder) / "load")
        corpus = generate(options, pathlib.Path(folder) / "corpus", "--leads", str(options.leads), "--seed", "11")
        for connections in map(int, options.connections.split(",")):
            with Service(options.binary.resolve()) as service:
                fill(service, corpus / "bulk.jsonl", options.outcomes)
                for script in options.scripts:
                    results.append(measure(service, script, data, connections, options.seconds))
                    print(json.dumps(results[-1]), flush=True)
    print("\n| " + " | ".join(COLUMNS) + " |\n|" + " --- |" * len(COLUMNS))
    for result in results:
        print("| " + " | ".join(str(result.get(column, "")) for column in COLUMNS) + " |")
    if errors := sum(result["errors"] for result in results):
        raise SystemExit(f"{errors} requests were not answered as they should be")


if __name__ == "__main__":
    main()
