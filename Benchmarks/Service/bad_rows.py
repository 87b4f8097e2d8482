#!/usr/bin/env python3
"""What it costs when PostgreSQL refuses one lead of a hundred: bulk requests with and without such leads, in turns.

    bad_rows.py [--turns 7] [--requests 20] [--share 0.01] [--binary FILE]

The leads are valid; a constraint that only the benchmark's database has refuses some. Each turn sends --requests bulk
requests of 1,000 leads over four connections, first without and then with refused leads. Prints, as medians of the
turns, leads a second and the CPU of service and PostgreSQL in µs a lead, and how much more the refused leads cost.
Fails when that is 40 % or more of CPU for a share of 1 %.
"""

import argparse
import concurrent.futures
import http.client
import json
import pathlib
import random
import statistics
import time

from database import ROOT
from service import Service

REFUSED = "alter table leads add constraint benchmark_refuses check (email not like 'refused%')"
TOPICS = ["a data warehouse", "single sign-on", "payroll in three countries", "a forklift", "an audit of our cloud"]


def leads(share: float) -> tuple[bytes, int]:
    refused = set(random.sample(range(1000), round(1000 * share)))
    values = [
        {"first_name": "Ada", "email": f"{'refused' if place in refused else 'ada'}{random.getrandbits(60)}@example.org",
         "revenue_tier": place % 11, "company": f"Company {place}",
         "message": f"We need {random.choice(TOPICS)} for {random.randrange(500)} people."} for place in range(1000)]
    return json.dumps(values).encode(), len(refused)


def send(service: Service, bodies: list[tuple[bytes, int]]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", service.port)
    for body, refused in bodies:
        connection.request("POST", "/api/v1/leads/bulk", body, {"Content-Type": "application/json"})
        answer = json.loads(connection.getresponse().read())
        if answer.get("failed") != refused or answer.get("count") != 1000 - refused:
            raise SystemExit(f"{refused} leads should have been refused: {json.dumps(answer)[:300]}")


def turn(service: Service, share: float, requests: int) -> dict[str, float]:
    parts = [[leads(share) for _ in range(requests // 4)] for _ in range(4)]
    before, began = service.processor_time(), time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda bodies: send(service, bodies), parts))
    elapsed = time.monotonic() - began
    count = sum(len(part) for part in parts) * 1000
    used = {name: (spent - before[name]) * 1e6 / count for name, spent in service.processor_time().items()}
    return {"rate": count / elapsed, **used, "both": sum(used.values())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--requests", type=int, default=20)
    parser.add_argument("--share", type=float, default=0.01)
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / ".build/release/leadline")
    options = parser.parse_args()
    random.seed(1)
    results: dict[float, list[dict[str, float]]] = {0: [], options.share: []}
    with Service(options.binary.resolve(), LEADLINE_LOG_LEVEL="critical") as service:
        service.sql(REFUSED)
        turn(service, 0, 4)
        for _ in range(options.turns):
            for share, turns in results.items():
                turns.append(turn(service, share, options.requests))
    medians = {share: {name: statistics.median(turn[name] for turn in turns) for name in turns[0]}
               for share, turns in results.items()}
    for share, values in medians.items():
        print(f"{share:.1%} refused: {values['rate']:.0f} leads/s, CPU a lead {values['server']:.1f} µs service, "
              f"{values['postgres']:.1f} µs PostgreSQL, {values['both']:.1f} µs both")
    more = medians[options.share]["both"] / medians[0]["both"] - 1
    slower = 1 - medians[options.share]["rate"] / medians[0]["rate"]
    print(f"refused leads cost {more:.0%} more CPU a lead; leads/s fall by {slower:.0%}")
    if options.share <= 0.01 and more >= 0.4:
        raise SystemExit("bad_rows: that is too much; 40 % is the limit")


if __name__ == "__main__":
    main()
