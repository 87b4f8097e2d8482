#!/usr/bin/env python3
"""Many connections that wait and many that are busy: none is lost, and every answer is the right one.

    connections.py [--idle 5000] [--busy 1000] [--seconds 30] [--timeout 0]

Opens --idle connections, sends one request on each, and leaves them alone. Then --busy others send leads one after the
other for --seconds; only 201 may come. At last a request on each of the idle ones must be answered on the same
connection. --timeout N waits N seconds more and asserts that the service has closed all that were left alone. Prints
what a waiting connection costs in memory.
"""

import argparse
import asyncio
import collections
import pathlib
import resource
import sys
import time

from client import Client, Lost
from load import Ledger, add_routes
from stand import BINARY, Service


def resident(process: int) -> int:
    for line in pathlib.Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise SystemExit("the service is gone")


async def in_parts(work, clients: list[Client], size: int = 200) -> None:
    for start in range(0, len(clients), size):
        await asyncio.gather(*(work(client) for client in clients[start:start + size]))


async def probe(client: Client) -> None:
    status, _ = await client.send("GET", "/health/live")
    if status != 200:
        raise SystemExit(f"a waiting connection was answered {status}")


async def again(client: Client, lost: list[str]) -> None:
    """A request on the connection that is open; another one would hide that it was lost."""
    if client.streams is None:
        lost.append("closed by the answer before")
        return
    try:
        await probe(client)
    except Lost as error:
        lost.append(str(error))


async def busy(port: int, ledger: Ledger, answers: collections.Counter, until: float) -> None:
    client = Client(port)
    while time.monotonic() < until:
        try:
            status, _ = await client.send("POST", "/api/v1/leads", ledger.lead(is_keyed=False))
            answers[status] += 1
        except (Lost, OSError) as error:
            answers[repr(error)] += 1
    client.close()


async def main_task(options: argparse.Namespace, service: Service) -> list[str]:
    await add_routes(service.port)
    await probe(Client(service.port))
    before = resident(service.process.pid)
    idle = [Client(service.port, timeout=60) for _ in range(options.idle)]
    await in_parts(probe, idle)
    left_alone = time.monotonic()
    cost = (resident(service.process.pid) - before) / max(1, options.idle)
    answers = collections.Counter()
    ledger = Ledger()
    until = time.monotonic() + options.seconds
    await asyncio.gather(*(busy(service.port, ledger, answers, until) for _ in range(options.busy)))
    lost: list[str] = []
    alone = time.monotonic() - left_alone
    await in_parts(lambda client: again(client, lost), idle)
    print(f"connections: {options.idle} waited {alone:.0f} s, {len(lost)} of them lost, {cost / 1024:.1f} KiB each; "
          f"{options.busy} busy ones got {dict(answers)}")
    problems = [f"{len(lost)} waiting connections were lost: {lost[0]}"] if lost else []
    if set(answers) != {201}:
        problems.append(f"not all answers were 201: {dict(answers)}")
    if options.timeout:
        await asyncio.sleep(options.timeout)
        ended = [await asyncio.wait_for(client.streams[0].read(1), 1) == b"" for client in idle if client.streams]
        print(f"connections: {sum(ended)} of {len(idle)} were closed by the service after {options.timeout} s more")
        if len(ended) != len(idle) or not all(ended):
            problems.append("connections that were left alone are still open")
    return problems


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--idle", type=int, default=5000)
    parser.add_argument("--busy", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--timeout", type=float, default=0)
    options = parser.parse_args()
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard < options.idle + options.busy + 200:
        parser.error(f"the system allows this program {hard} open files (ulimit -Hn): ask for fewer connections")
    # The service starts with the usual small limit and must raise it itself.
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(1024, hard), hard))
    with Service(BINARY, LEADLINE_LOG_LEVEL="warning") as service:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        problems = asyncio.run(main_task(options, service))
    if problems:
        sys.exit("connections: " + "\n  ".join(problems))


if __name__ == "__main__":
    main()
