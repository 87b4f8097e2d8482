#!/usr/bin/env python3
"""Kills the service or PostgreSQL at random moments under load, and looks whether anything was lost or doubled.

    kill.py server|postgres|foreign|foreign-stop [--kills 5] [--workers 32] [--seed N]

server        the service's process gets SIGKILL and is started again
postgres      the private PostgreSQL gets SIGQUIT (immediate shutdown); the service must start it again by itself
foreign       a PostgreSQL of LEADLINE_DATABASE_URL gets SIGQUIT and is started again by this program
foreign-stop  the same is stopped (fast shutdown) for a second and started again

Afterwards every acknowledged lead must be stored once, with vector and decision; a lead sent again under its
external_id must be there once; and the index in memory must equal the table. No answer but 2xx and 503 may come.
"""

import argparse
import asyncio
import contextlib
import random
import statistics
import time

from census import census
from index_digest import agree
from load import Ledger, Load, add_routes
from stand import BINARY, ForeignDatabase, Service, end_at_once

PATIENCE = 60


async def recover(ledger: Ledger, since: float) -> None:
    """Waits until a lead that was sent after a moment is acknowledged."""
    while ledger.latest_success <= since:
        if time.monotonic() - since > PATIENCE:
            raise SystemExit(f"no lead was acknowledged for {PATIENCE} s; refusals: {dict(ledger.refusals)}")
        await asyncio.sleep(0.005)


def strike(target: str, service: Service, database: ForeignDatabase | None) -> tuple[float, float]:
    """Kills, and starts again what does not start by itself; returns when it struck and when all was dead."""
    began = time.monotonic()
    match target:
        case "server":
            service.kill()
            dead = time.monotonic()
            service.start()
        case "postgres":
            end_at_once(service.postmaster)
            dead = time.monotonic()
        case "foreign":
            end_at_once(database.postmaster)
            dead = time.monotonic()
            database.start()
        case "foreign-stop":
            database.stop()
            dead = time.monotonic()
            time.sleep(1)
            database.start()
    return began, dead


async def strikes(options: argparse.Namespace, service: Service, database: ForeignDatabase | None,
                  ledger: Ledger) -> list[float]:
    await add_routes(service.port)
    load = Load(service.port, ledger, workers=options.workers)
    pauses = []
    async with load.running() as task:
        await recover(ledger, time.monotonic())
        while len(pauses) < options.kills and not task.done():
            await asyncio.sleep(random.uniform(0.02, 1.0))
            began, dead = await asyncio.to_thread(strike, options.target, service, database)
            await recover(ledger, dead)
            pauses.append(time.monotonic() - began)
    return pauses


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=["server", "postgres", "foreign", "foreign-stop"])
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--workers", type=int, default=32)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    random.seed(options.seed)
    ledger = Ledger()
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(ForeignDatabase()) if options.target.startswith("foreign") else None
        settings = {"LEADLINE_DATABASE_URL": database.url} if database else {}
        service = stack.enter_context(Service(BINARY, LEADLINE_LOG_LEVEL="error", **settings))
        began = time.monotonic()
        pauses = asyncio.run(strikes(options, service, database, ledger))
        sql = (database or service).sql
        counts = census(ledger, sql)
        agree([service.port], sql)
        print(f"kill {options.target}: {len(pauses)} kills in {time.monotonic() - began:.0f} s (seed {options.seed}); "
              f"until a new lead was acknowledged: median {statistics.median(pauses):.2f} s, "
              f"longest {max(pauses):.2f} s; {counts}")
        for text, count in ledger.refusals.most_common(5):
            print(f"  503 {count} times: {text}")


if __name__ == "__main__":
    main()
