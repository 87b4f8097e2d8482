#!/usr/bin/env python3
"""Two services on one database: after every kind of change, by either of them or by SQL, both indexes equal the table.

    two.py [--rounds 4] [--seconds 1.5] [--workers 8] [--seed N]

In each round both services take leads in while SQL updates, deletes, changes texts, and holds a transaction open that
commits last, when all else is quiet. From then on each index may take a second to equal the table. In every round but
the first, one or both services are killed at a random moment and started again.
"""

import argparse
import asyncio
import contextlib
import random
import subprocess
import time

from index_digest import agree
from load import Ledger, Load, add_routes
from stand import BINARY, ROOT, ForeignDatabase, Service

# Each takes a few leads by chance, but none that the late transaction holds: other fields, other texts (whose vectors must be made anew), gone, and back again.
CHANGES = [
    "update leads set country = 'FR', tags = '{changed}' where revenue_tier < 10 and random() < 0.02",
    "update leads set message = 'Now about phishing, ' || lead_id where revenue_tier < 10 and random() < 0.005",
    "update leads set outcome = 'won', outcome_at = now() where revenue_tier < 10 and random() < 0.02",
    "update leads set message = null, job_title = null, company = null, industry = null, tags = '{}'"
    " where revenue_tier < 10 and random() < 0.002",
    "delete from leads where revenue_tier < 10 and random() < 0.02",
    "begin; delete from leads where revenue_tier < 10 and random() < 0.05; rollback",
]
LATE = """
begin;
update leads set country = 'DE' where revenue_tier = 10 and random() < 0.1;
select pg_sleep({seconds} / 2);
update leads set country = 'NL' where revenue_tier = 10 and random() < 0.1;
delete from leads where revenue_tier = 10 and random() < 0.1;
select pg_sleep({seconds} / 2);
commit
"""
# What SQL deletes, and not a service. A lead that is sent again afterwards is a new one, with another identity.
NOTE_DELETED = """
create table deleted_leads (lead_id uuid primary key, deleted_at timestamptz not null default clock_timestamp());
create function note_deleted() returns trigger language plpgsql as
    'begin insert into deleted_leads values (old.lead_id); return old; end';
create trigger note_deleted before delete on leads for each row
    when (current_setting('application_name') = 'psql') execute function note_deleted()
"""
DELETED = "select lead_id, extract(epoch from deleted_at) from deleted_leads"


def losses(ledger: Ledger, deleted: dict[str, float], database: ForeignDatabase) -> list[str]:
    """Leads that were acknowledged, that SQL did not delete, and that are not there."""
    stored = set(database.sql("select lead_id from leads").split())
    return [f"{identity} was acknowledged and is lost" for identity in ledger.identities - stored - set(deleted)]


def start_late(database: ForeignDatabase, seconds: float) -> subprocess.Popen:
    """A transaction that changes leads now and commits after the given time."""
    command = [BINARY, "db", "psql", "--", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", LATE.format(seconds=seconds)]
    return subprocess.Popen(
        command, cwd=ROOT, env=database.environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


async def change(database: ForeignDatabase, until: float) -> int:
    count = 0
    while time.monotonic() < until:
        # A deadlock with another change is no failure of anybody: the next one follows.
        with contextlib.suppress(SystemExit):
            await asyncio.to_thread(database.sql, random.choice(CHANGES))
            count += 1
        await asyncio.sleep(random.uniform(0, 0.1))
    return count


async def kill_some(services: list[Service], seconds: float) -> int:
    victims = random.choice([services[:1], services[1:], services])
    await asyncio.sleep(random.uniform(0.05, seconds * 0.6))
    for service in victims:
        service.kill()
    await asyncio.gather(*(asyncio.to_thread(service.start) for service in victims))
    return len(victims)


async def one_round(options: argparse.Namespace, services: list[Service], database: ForeignDatabase,
                    ledger: Ledger, kills: bool) -> tuple[int, int]:
    """The load of one round, to its end; returns how many changes were made by SQL and how many services killed."""
    loads = [Load(service.port, ledger, workers=options.workers, read_share=0) for service in services]
    running = [asyncio.create_task(load.run()) for load in loads]
    await asyncio.sleep(0.2)
    late = start_late(database, options.seconds + 0.5)
    changing = asyncio.create_task(change(database, time.monotonic() + options.seconds))
    killed = await kill_some(services, options.seconds) if kills else 0
    changes = await changing
    for load in loads:
        load.stopping.set()
    async with asyncio.timeout(60):
        await asyncio.gather(*running)
    _, trouble = await asyncio.to_thread(late.communicate, timeout=60)
    if late.returncode and "deadlock" not in trouble:
        raise SystemExit(f"the late transaction failed: {trouble}")
    return changes, killed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=1.5)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--patience", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    random.seed(options.seed)
    ledger, delays, changes, killed = Ledger(), [], 0, 0
    with contextlib.ExitStack() as stack:
        database = stack.enter_context(ForeignDatabase())
        services = [stack.enter_context(
            Service(BINARY, LEADLINE_DATABASE_URL=database.url, LEADLINE_LOG_LEVEL="error")) for _ in range(2)]
        database.sql(NOTE_DELETED)
        asyncio.run(add_routes(services[0].port))
        for number in range(options.rounds):
            made, dead = asyncio.run(one_round(options, services, database, ledger, kills=number > 0))
            changes, killed = changes + made, killed + dead
            delays.append(agree([service.port for service in services], database.sql, patience=options.patience))
        rows = (line.split("|") for line in database.sql(DELETED).splitlines())
        deleted = {identity: float(moment) for identity, moment in rows}
        if problems := ledger.report(deleted) + losses(ledger, deleted, database):
            raise SystemExit(f"{len(problems)} problems: {problems[:10]}")
        left = database.sql("select count(*), count(*) filter (where message is null) from leads")
    print(f"two processes: {options.rounds} rounds (seed {options.seed}), {len(ledger.acknowledged)} leads acknowledged, "
          f"{len(ledger.replaced)} of them anew after they were deleted, "
          f"{changes} changes by SQL, {killed} kills; leads left and without text: {left}; both indexes equal the table, "
          f"at the latest {max(delays):.2f} s after quiet")


if __name__ == "__main__":
    main()
