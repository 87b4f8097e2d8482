#!/usr/bin/env python3
"""PostgreSQL crashes under two services that share it: afterwards both indexes equal the table.

    crash.py [--rounds 3] [--workers 4] [--patience 3] [--seed N]

Before the crash one service meets only leads that are there already. Such transactions write nothing down, so that PostgreSQL
gives their numbers out again after the crash, to the new leads that come then: the other service, which had read up to those
numbers, must not take the new leads for seen.
"""

import argparse
import asyncio
import contextlib
import random
import time

from client import Client, Lost
from index_digest import agree
from stand import BINARY, ForeignDatabase, Service, end_at_once


def lead(external_id: str | None = None) -> dict:
    number = random.randrange(10**9)
    value = {"first_name": "Ada", "email": f"ada{number}@example.org", "revenue_tier": 3, "message": f"About topic {number}."}
    return value if external_id is None else value | {"external_id": external_id}


class Senders:
    """Clients of one service that send known leads at first, and new ones after the crash."""

    def __init__(self, port: int, known: list[dict]):
        self.port, self.known = port, known
        self.sends_new = self.is_over = False
        self.acknowledged = self.duplicates = 0

    async def run(self) -> None:
        client = Client(self.port)
        while not self.is_over:
            with contextlib.suppress(Lost, ConnectionRefusedError):
                status, _ = await client.send("POST", "/api/v1/leads", lead() if self.sends_new else random.choice(self.known))
                self.acknowledged += status == 201
                self.duplicates += status == 200
                if status == 503:
                    await asyncio.sleep(0.02)
        client.close()


async def one_round(options: argparse.Namespace, port: int, database: ForeignDatabase, number: int) -> tuple[Senders, int]:
    """A crash between known leads and new ones; returns also how many of the new ones got a number that was out before."""
    known = [lead(f"{number}-{place}") for place in range(20)]
    client = Client(port)
    for value in known:
        await client.send("POST", "/api/v1/leads", value)
    client.close()
    # What these wrote down is on disk by then, so that only what follows can be lost.
    await asyncio.sleep(0.8)
    senders = Senders(port, known)
    running = [asyncio.create_task(senders.run()) for _ in range(options.workers)]
    await asyncio.sleep(random.uniform(0.7, 0.9))
    given = int(await asyncio.to_thread(database.sql, "select pg_snapshot_xmax(pg_current_snapshot())"))
    end_at_once(database.postmaster)
    senders.sends_new = True
    await asyncio.to_thread(database.start)
    await asyncio.sleep(1.5)
    senders.is_over = True
    await asyncio.gather(*running)
    reused = await asyncio.to_thread(
        database.sql, f"select count(*) from leads where change_xid::text::bigint < {given} and created_at > pg_postmaster_start_time()")
    return senders, int(reused)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--patience", type=float, default=3.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    random.seed(options.seed)
    acknowledged = duplicates = reused = 0
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(ForeignDatabase())
        services = [stack.enter_context(
            Service(BINARY, LEADLINE_DATABASE_URL=database.url, LEADLINE_LOG_LEVEL="critical")) for _ in range(2)]
        for number in range(options.rounds):
            senders, again = asyncio.run(one_round(options, services[0].port, database, number))
            acknowledged, duplicates = acknowledged + senders.acknowledged, duplicates + senders.duplicates
            reused += again
            agree([service.port for service in services], database.sql, patience=options.patience)
    if not reused:
        raise SystemExit(f"no number was given out again in {options.rounds} crashes (seed {options.seed}): nothing was tested")
    print(f"crash: {options.rounds} crashes of PostgreSQL (seed {options.seed}) after {duplicates} known leads, {acknowledged} new ones "
          f"after them, {reused} of them under a transaction's number that was out before; both indexes equal the table")


if __name__ == "__main__":
    main()
