#!/usr/bin/env python3
"""Mixed load for a while: the service's memory, descriptors and threads stay flat.

    soak.py [--seconds 60] [--workers 16] [--leads N] [--seed N]

Leads one by one and many at once, leads that are refused, searches, readings and deletions; deletions keep the number
of leads near --leads, so that the index does not grow either. The first quarter is the warm-up. Of the rest a straight
line is fitted through the resident memory; fails when that line rises by more than 16 MiB and 5 % of what was resident
after the warm-up, or when descriptors or threads increase.
"""

import argparse
import asyncio
import collections
import pathlib
import random
import statistics
import sys
import time

from client import Client
from load import TOPICS, Ledger, Load, add_routes
from stand import BINARY, Service

INVALID = [{"first_name": "Ada"}, {"first_name": "", "email": "no", "revenue_tier": 99}, ["no lead"],
           {"first_name": "Ada", "email": "ada@example.org", "revenue_tier": "many", "tags": [1, None]}]


class MixedLoad(Load):
    """The load of the ledger with refused leads, searches and deletions among it."""

    def __init__(self, port: int, ledger: Ledger, workers: int, leads: int):
        super().__init__(port, ledger, workers, refusals=frozenset())
        self.leads = leads
        self.stored: collections.deque[str] = collections.deque()
        self.requests = collections.Counter()

    async def _work(self) -> None:
        client = Client(self.port)
        kinds = [(self._store, 50), (self._bulk, 2), (self._refused, 10), (self._search, 20), (self._read, 10),
                 (self._validate, 8)]
        works, weights = zip(*kinds)
        while not self.stopping.is_set():
            work = random.choices(works, weights)[0]
            self.requests[work.__name__.strip("_")] += 1
            await work(client)
            while len(self.stored) > self.leads:
                self.requests["delete"] += 1
                await self._expect(client, {204}, "DELETE", f"/api/v1/leads/{self.stored.popleft()}")
        client.close()

    async def _expect(self, client: Client, wanted: set[int], method: str, path: str, value: object = None) -> dict:
        status, answer = await client.send(method, path, value)
        if status not in wanted:
            self.ledger.problem(f"{method} {path} was answered {status}: {answer}")
        return answer

    async def _store(self, client: Client) -> None:
        lead = self.ledger.lead(is_keyed=random.random() < 0.5)
        answer = await self._expect(client, {201}, "POST", "/api/v1/leads", lead)
        if identity := answer.get("id"):
            self.stored.append(identity)

    async def _bulk(self, client: Client) -> None:
        leads = [self.ledger.lead(is_keyed=False) for _ in range(20)] + [INVALID[0]]
        answer = await self._expect(client, {200}, "POST", "/api/v1/leads/bulk", leads)
        self.stored.extend(result["id"] for result in answer.get("results", []) if "id" in result)

    async def _refused(self, client: Client) -> None:
        await self._expect(client, {422}, "POST", "/api/v1/leads", random.choice(INVALID))

    async def _validate(self, client: Client) -> None:
        lead = {"first_name": "Ada", "email": "ada@example.org", "revenue_tier": 3}
        await self._expect(client, {200}, "POST", "/api/v1/leads/validate", lead)

    async def _search(self, client: Client) -> None:
        query = {"text": random.choice(TOPICS), "limit": 10}
        if random.random() < 0.3:
            query["source"] = "ledger"
        await self._expect(client, {200}, "POST", "/api/v1/leads/search", query)

    async def _read(self, client: Client) -> None:
        if self.stored:
            # Another worker may delete it meanwhile.
            await self._expect(client, {200, 404}, "GET", f"/api/v1/leads/{random.choice(self.stored)}")


def sample(process: int) -> tuple[float, int, int, int]:
    """The moment, resident bytes, open descriptors and threads of a process (proc(5))."""
    folder = pathlib.Path(f"/proc/{process}")
    fields = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
    return (time.monotonic(), int(fields["VmRSS"].split()[0]) * 1024, len(list((folder / "fd").iterdir())),
            int(fields["Threads"]))


async def soak(options: argparse.Namespace, service: Service) -> tuple[list[tuple], MixedLoad]:
    await add_routes(service.port)
    load = MixedLoad(service.port, Ledger(), options.workers, options.leads)
    running = asyncio.create_task(load.run())
    samples = []
    end = time.monotonic() + options.seconds
    while time.monotonic() < end and not running.done():
        samples.append(sample(service.process.pid) + (sum(load.requests.values()),))
        await asyncio.sleep(min(1, options.seconds / 60))
    load.stopping.set()
    await running
    return samples, load


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=16)
    parser.add_argument("--leads", type=int, help="by default 20,000, or 100 a second of a short run")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    random.seed(options.seed)
    if options.leads is None:
        # They must all be there before the warm-up ends.
        options.leads = min(20_000, int(100 * options.seconds))
    with Service(BINARY, LEADLINE_LOG_LEVEL="error") as service:
        samples, load = asyncio.run(soak(options, service))
        stored = int(service.sql("select count(*) from leads"))
    rest = samples[len(samples) // 4:]
    times, memory, descriptors, threads, requests = zip(*rest)
    slope = statistics.linear_regression(times, memory).slope
    elapsed = times[-1] - times[0]
    grown, done = slope * elapsed, requests[-1] - requests[0]
    mib = 1 << 20
    print(f"soak: {samples[-1][0] - samples[0][0]:.0f} s, {samples[-1][4]} requests {dict(load.requests)}, "
          f"{stored} leads stored at the end")
    print(f"soak: after the warm-up {elapsed:.0f} s, {done} requests: resident {memory[0] / mib:.1f} → "
          f"{memory[-1] / mib:.1f} MiB (least {min(memory) / mib:.1f}, most {max(memory) / mib:.1f}), "
          f"slope {slope * 60 / 1024:.0f} KiB a minute, {grown / max(1, done):.1f} bytes a request; "
          f"descriptors {descriptors[0]} → {descriptors[-1]}, threads {threads[0]} → {threads[-1]}")
    problems = load.ledger.report()[:10]
    if grown > max(16 * mib, 0.05 * memory[0]):
        problems.append(f"memory grew by {grown / mib:.1f} MiB")
    if statistics.mean(descriptors[-5:]) > statistics.mean(descriptors[:5]) + 4:
        problems.append("descriptors increased")
    if statistics.mean(threads[-5:]) > statistics.mean(threads[:5]) + 2:
        problems.append("threads increased")
    if problems:
        sys.exit("soak: " + "\n  ".join(problems))


if __name__ == "__main__":
    main()
