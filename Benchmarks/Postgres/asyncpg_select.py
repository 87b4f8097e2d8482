"""SELECT $1::int4 by asyncpg and uvloop: asyncpg_select.py CONNECTION-URL TASKS SECONDS CONNECTIONS"""

import asyncio
import sys
import time

import asyncpg
import uvloop


async def main(url: str, tasks: int, seconds: int, connections: int) -> None:
    pool = await asyncpg.create_pool(url, min_size=connections, max_size=connections)
    end = time.monotonic() + seconds
    counts = []

    async def work() -> None:
        count = 0
        while time.monotonic() < end:
            assert await pool.fetchval("SELECT $1::int4", count) == count
            count += 1
        counts.append(count)

    start, spent = time.monotonic(), time.process_time()
    await asyncio.gather(*(work() for _ in range(tasks)))
    total = sum(counts)
    rate = int(total / (time.monotonic() - start))
    cost = round((time.process_time() - spent) * 1e6 / total, 1)
    print(f"asyncpg + uvloop, {tasks} tasks, {connections} connections: {rate} /s, client CPU per query: {cost} µs")
    await pool.close()


uvloop.run(main(sys.argv[1], *map(int, sys.argv[2:])))
