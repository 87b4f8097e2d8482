"""Leadline and its peers in turns: each run with server and database as they were at first, and nobody else's."""

import argparse
import json
import pathlib
import subprocess
import time

import wrk
from contestant import Contestant, filled
from database import Database
from filling import fill

WARM_UP = 1
# For whatever a server does after it says that it is ready: pools that fill, a second worker.
SETTLE = 1.5
BULK_CONNECTIONS = 4


class Stage:
    """One place for all: a contestant's database is made once, kept, and copied here before each of its runs."""

    def __init__(self, options: argparse.Namespace, folder: pathlib.Path):
        self.options, self.folder = options, folder
        self.log = folder / "server.log"
        # PostgreSQL runs as another user if this runs as root.
        folder.chmod(0o755)
        self.database = Database(options.binary.resolve(), folder / "stage")
        self.database.folder.mkdir()
        self.data = wrk.generate(options.load, folder / "load")
        self.corpus = wrk.generate(options.load, folder / "corpus", "--leads", str(options.leads), "--seed", "11")
        self.kept: dict[str, pathlib.Path] = {}

    def prepare(self, contestant: Contestant) -> None:
        """Makes the database that the contestant's runs begin with, unless another one's is the same."""
        if contestant.initial in self.kept:
            return
        with self.database as database:
            if contestant.setup:
                database.sql(contestant.setup)
            if contestant.fill == "api":
                with contestant.running(database, self.log) as server:
                    fill(server.port, self.corpus, self.options.outcomes)
            elif contestant.fill:
                places = {"url": database.url, "leads": str(self.corpus / "leads.jsonl")}
                subprocess.run([filled(word, places) for word in contestant.fill], cwd=contestant.folder, check=True,
                               stdout=subprocess.DEVNULL)
            database.sql("vacuum analyze")
            database.sql("checkpoint")
        self.kept[contestant.initial] = self.folder / f"kept-{len(self.kept)}"
        database.keep(self.kept[contestant.initial])

    def run(self, contestant: Contestant, script: pathlib.Path, connections: int) -> dict:
        """One run, after a short one that warms all up and a checkpoint. CPU is in µs a lead."""
        leads = wrk.LEADS_A_REQUEST.get(script.stem, 0)
        self.database.restore(self.kept[contestant.initial])
        with self.database as database:
            # Without clients before and after, PostgreSQL's counters are complete.
            rows, flushes = (int(database.sql(contestant.rows)), database.wal_flushes()) if leads else (0, 0)
            with contestant.running(database, self.log) as server:
                time.sleep(SETTLE)
                warm = wrk.drive(server, script, self.data, connections, WARM_UP)
                database.sql("checkpoint")
                result = wrk.measure(server, script, self.data, connections, self.options.seconds)
            result["errors"] += warm["unexpected"] + warm["socket_errors"] + warm["timeouts"]
            if leads:
                database.wait_until_alone()
                acknowledged = (warm["expected"] + warm["unexpected"] + result["requests"]) * leads
                result |= {"rows_before": rows} | wrk.stored(
                    int(database.sql(contestant.rows)) - rows, database.wal_flushes() - flushes, acknowledged,
                    under_way=2 * connections * leads)
        return {"contestant": contestant.name} | result | per_lead(result, leads or 1)


def per_lead(result: dict, leads: int) -> dict:
    values = {name: round(result[name] / leads, 1) for name in ("server_us", "postgres_us", "wrk_us")}
    return values | {"rate": result["rate"] * leads}


def compare(contestants: list[Contestant], options: argparse.Namespace, folder: pathlib.Path,
            results: list[dict]) -> None:
    """All runs of all turns, those that are to be compared one after the other; prints a JSON line for each."""
    stage = Stage(options, folder)
    for contestant in contestants:
        stage.prepare(contestant)
    runs = [(script, connections, contestant) for script in options.scripts
            for connections in ([BULK_CONNECTIONS] if script.stem == "bulk" else options.connections)
            for contestant in contestants if script.stem in contestant.scripts]
    for turn in range(options.turns):
        for script, connections, contestant in runs:
            results.append({"turn": turn + 1} | stage.run(contestant, script, connections))
            print(json.dumps(results[-1], ensure_ascii=False), flush=True)
