#!/usr/bin/env python3
"""Measures searches of the whole service over HTTP at 100,000 leads: text in, leads out, wrk at 64 and 256 connections.

    search.py --load DIR [--seconds 10] [--turns 3] [--connections 64,256] [--leads 100000] [--binary FILE] [--hnsw]
              [--peer NAME=URL=PID[,PID…]] [--peer-filtered NAME=URL=PID[,PID…]]

Needs wrk (Debian's package) and DIR as `Scripts/bench ingest --help` tells, with filtered.lua beside search.lua: bodies
for POST /api/v1/leads/search, of which each names a country that about 1 % of the leads have. A peer is any server with
this operation and the same leads (gen_leads.py --leads 100000 --seed 11); its processes, and their children, are those
whose CPU is counted. --peer-filtered names the form of it that is best at the filter. All take turns. --hnsw also
builds the HNSW index and measures engine=pgvector.

Recall is the share of the ten nearest that are found, ties counted, by comparison with engine=pgvector without an HNSW
index, which compares every vector. Prints a JSON line
a run, then a Markdown table of the medians by rate. CPU is in µs a search, server and database together.
"""
import argparse
import concurrent.futures
import http.client
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable

import table
import wrk
from database import ROOT
from filling import post
from processor import child_time, machine_time, tree
from service import Service

COLUMNS = ["server", "script", "connections", "rate", "p50_ms", "p99_ms", "cpu_us", "errors", "others"]


class Target:
    """A server that answers searches, and the CPU that it has used."""

    def __init__(self, name: str, base: str, processor_time: Callable[[], float]):
        self.name, self.base, self.processor_time = name, base, processor_time

    @classmethod
    def parse(cls, text: str) -> "Target":
        name, base, pids = text.split("=", 2)
        return cls(name, base, lambda: sum(tree(int(pid)) for pid in pids.split(",")))

    @classmethod
    def own(cls, name: str, service: Service) -> "Target":
        return cls(name, service.base, lambda: sum(service.processor_time().values()))

    def log(self) -> str:
        return f"{self.name} was measured"


def measure(target: Target, script: pathlib.Path, data: pathlib.Path, connections: int, seconds: int) -> dict:
    own, all_, children = target.processor_time(), machine_time(), child_time()
    start = time.monotonic()
    found = wrk.drive(target, script, data, connections, seconds)
    elapsed = time.monotonic() - start
    used, load = target.processor_time() - own, child_time() - children
    others = (machine_time() - all_ - used - load) / elapsed / os.cpu_count()
    requests = found["expected"] + found["unexpected"]
    return {
        "server": target.name, "script": script.stem, "connections": connections, "rate": round(found["rate"]),
        "p50_ms": round(found["p50_ms"], 1), "p99_ms": round(found["p99_ms"], 1),
        "cpu_us": round(used * 1e6 / max(1, requests)),
        "errors": found["unexpected"] + found["socket_errors"] + found["timeouts"], "others": round(max(0, others), 2)}


def fill(service: Service, corpus: pathlib.Path) -> None:
    def send(body: bytes) -> None:
        receipt = post(http.client.HTTPConnection("127.0.0.1", service.port), "/api/v1/leads/bulk", body)
        if receipt["failed"]:
            raise SystemExit(f"{receipt['failed']} leads were refused")

    with concurrent.futures.ThreadPoolExecutor(4) as threads:
        list(threads.map(send, (corpus / "bulk.jsonl").read_bytes().splitlines()))


def recall(service: Service, queries: pathlib.Path, engine: str, count: int = 300) -> float:
    """The share of the hits of the exact scan that an engine finds; a tie with the last one counts."""
    connection = http.client.HTTPConnection("127.0.0.1", service.port)
    found = wanted = 0
    for line in queries.read_text().splitlines()[:count]:
        ask = lambda more: post(connection, "/api/v1/leads/search", json.dumps(json.loads(line) | more).encode())
        exact, answer = ask({"engine": "pgvector"}), ask({"engine": engine})
        if not exact["exact"]:
            raise SystemExit("engine pgvector was not exact: there is an HNSW index")
        least = min((hit["similarity"] for hit in exact["results"]), default=0)
        wanted += len(exact["results"])
        found += sum(hit["similarity"] >= least - 1e-6 for hit in answer["results"])
    return round(found / max(1, wanted), 4)


def with_engine(data: pathlib.Path, engine: str) -> pathlib.Path:
    """The same searches by another engine, for wrk."""
    out = data.with_name(f"{data.name}-{engine}")
    shutil.copytree(data, out)
    for name in ("search.jsonl", "filtered.jsonl"):
        lines = (json.dumps(json.loads(line) | {"engine": engine}) for line in (data / name).read_text().splitlines())
        (out / name).write_text("\n".join(lines) + "\n")
    return out


def turns(targets: list[tuple[Target, pathlib.Path, pathlib.Path]], options: argparse.Namespace) -> list[dict]:
    results = []
    for connections in map(int, options.connections.split(",")):
        for _ in range(options.turns):
            for target, script, data in targets:
                results.append(measure(target, script, data, connections, options.seconds))
                print(json.dumps(results[-1]), flush=True)
    return results


def hnsw(service: Service, data: pathlib.Path, options: argparse.Namespace) -> list[dict]:
    """Builds the HNSW index, measures engine=pgvector, and prints what the gauge found."""
    command = [service.binary, "index", "build", "--json"]
    print(subprocess.run(command, cwd=ROOT, env=service.environment, check=True, capture_output=True, text=True).stdout)
    time.sleep(6)  # The service asks for the index every five seconds.
    target = Target.own("leadline, pgvector HNSW", service)
    searches = with_engine(data, "pgvector")
    results = turns([(target, options.load / f"{name}.lua", searches) for name in ("search", "filtered")], options)
    command = [service.binary, "index", "status", "--json"]
    print(subprocess.run(command, cwd=ROOT, env=service.environment, check=True, capture_output=True, text=True).stdout)
    return results


def medians(results: list[dict]) -> list[dict]:
    groups: dict[tuple, list[dict]] = {}
    for result in results:
        groups.setdefault(tuple(result[key] for key in COLUMNS[:3]), []).append(result)
    return [sorted(group, key=lambda result: result["rate"])[len(group) // 2]
            | {"p99_ms": statistics.median(result["p99_ms"] for result in group),
               "cpu_us": statistics.median(result["cpu_us"] for result in group)} for group in groups.values()]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--load", type=pathlib.Path, required=True, metavar="DIR")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--connections", default="64,256")
    parser.add_argument("--leads", type=int, default=100_000)
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build/release/leadline")
    parser.add_argument("--peer", type=Target.parse, action="append", default=[])
    parser.add_argument("--peer-filtered", type=Target.parse, action="append", default=[])
    parser.add_argument("--hnsw", action="store_true")
    options = parser.parse_args()
    options.load = options.load.resolve()
    for file in (options.load / name for name in ("gen_leads.py", "search.lua", "filtered.lua")):
        if not file.exists():
            parser.error(f"{file} is missing")
    if not shutil.which("wrk") or not options.binary.exists():
        parser.error("wrk (Debian's package) or the binary (make build) is missing")
    return options


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory(prefix="leadline-load.") as folder:
        data = wrk.generate(options.load, pathlib.Path(folder) / "load")
        corpus = wrk.generate(options.load, pathlib.Path(folder) / "corpus", "--leads", str(options.leads), "--seed", "11")
        with Service(options.binary.resolve()) as service:
            fill(service, corpus)
            service.sql("vacuum analyze")
            own = Target.own("leadline", service)
            search, filtered = options.load / "search.lua", options.load / "filtered.lua"
            print(json.dumps({f"recall@10, {name}": recall(service, data / f"{name}.jsonl", "simd")
                              for name in ("search", "filtered")}), flush=True)
            results = turns([(target, search, data) for target in [own, *options.peer]]
                            + [(target, filtered, data) for target in [own, *options.peer_filtered]], options)
            if options.hnsw:
                results += hnsw(service, data, options)
    print("\n" + table.markdown(COLUMNS, medians(results)))
    if errors := sum(result["errors"] for result in results):
        raise SystemExit(f"{errors} searches were not answered as they should be")


if __name__ == "__main__":
    main()
