"""SELECT $1::int4 by asyncpg and uvloop: python asyncpg_select.py <host> <port> <tasks> <seconds> <connections>"""
import asyncio, sys, time
import asyncpg, uvloop

async def main(host, port, tasks, seconds, connections):
    pool = await asyncpg.create_pool(
        host=host, port=port, user="postgres", database="postgres",
        min_size=connections, max_size=connections)
    end = time.monotonic() + seconds
    counts = []
    async def work(number):
        count = 0
        while time.monotonic() < end:
            assert await pool.fetchval("SELECT $1::int4", count) == count
            count += 1
        counts.append(count)
    start, cpu = time.monotonic(), time.process_time()
    await asyncio.gather(*(work(n) for n in range(tasks)))
    total = sum(counts)
    print(f"asyncpg + uvloop, {tasks} tasks, {connections} connections:",
          int(total / (time.monotonic() - start)), "/s, client CPU per query:",
          round((time.process_time() - cpu) * 1e6 / total, 1), "µs")

host, port, tasks, seconds, connections = sys.argv[1], *map(int, sys.argv[2:])
uvloop.run(main(host, port, tasks, seconds, connections))
