#!/usr/bin/env python3
"""Stops services and an import by signals: they end by the signal, soon, leave nothing running, and nothing is lost.

    interrupted.py [--rounds 12] [--seed N]

Rounds stop a service at random moments of its start, on an empty data folder or on what the round before left. At last
it starts on what all of them left, with all its sample leads. Then an import is stopped and goes on, another waits for its
input, and a PostgreSQL that does not stop keeps a service only until the second signal.
"""

import argparse
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import tempfile
import time

from stand import BINARY, ROOT, Service, postmaster, state

SIGNALS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]
PATIENCE = 60
SAMPLES = 2000
ROWS = 30_000
NOTICE = "Stopping what was started"


class Stand:
    """A data folder and the commands on it; `with Stand() as stand:`."""

    def __enter__(self) -> "Stand":
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="leadline-start."))
        self.folder.chmod(0o755)
        self.environment = os.environ | {
            "LEADLINE_DATA_DIR": str(self.folder / "data"), "LEADLINE_PORT": "0", "LEADLINE_DEMO": "1"}
        self.environment.pop("LEADLINE_DATABASE_URL", None)
        return self

    def __exit__(self, *_: object) -> None:
        self.begin("db", "stop").communicate()
        shutil.rmtree(self.folder)

    def begin(self, *arguments: str) -> subprocess.Popen:
        return subprocess.Popen(
            [BINARY, *arguments], cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            stdin=subprocess.PIPE, text=True, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL))

    def empty(self) -> None:
        shutil.rmtree(self.folder / "data", ignore_errors=True)

    def started_postgres(self, process: subprocess.Popen) -> int:
        """The private PostgreSQL that a command has started, as soon as it is there."""
        end = time.monotonic() + PATIENCE
        while (server := self.postgres()) is None:
            if process.poll() is not None or time.monotonic() > end:
                process.kill()
                raise SystemExit(f"no PostgreSQL was started:\n{process.communicate()[0]}")
            time.sleep(0.002)
        return server

    def postgres(self) -> int | None:
        """The private PostgreSQL if it runs."""
        try:
            process = postmaster(self.folder)
        except (FileNotFoundError, SystemExit, IndexError):
            return None
        return process if state(process) not in ("", "Z") else None


def end(process: subprocess.Popen, wanted: set[int], stand: Stand, what: str) -> str:
    """Waits for the end; returns what was written. Fails on another exit status, and when PostgreSQL is left."""
    try:
        words = process.communicate(timeout=PATIENCE)[0]
    except subprocess.TimeoutExpired:
        process.kill()
        raise SystemExit(f"{what}: no end within {PATIENCE} s")
    if process.returncode not in wanted:
        raise SystemExit(f"{what}: ended with {process.returncode} instead of {wanted}:\n{words}")
    if left := stand.postgres():
        raise SystemExit(f"{what}: PostgreSQL (process {left}) still runs:\n{words}")
    return words


def first_start(stand: Stand) -> float:
    """How long a start with an empty folder takes."""
    began = time.monotonic()
    process = stand.begin("serve")
    for line in process.stdout:
        if "is ready" in line:
            break
    took = time.monotonic() - began
    process.send_signal(signal.SIGTERM)
    end(process, {0}, stand, "a service that was ready")
    return took


def interrupt(stand: Stand, moment: float, number: signal.Signals) -> bool:
    """Stops a service at a moment of its start; returns whether it said so."""
    process = stand.begin("serve")
    time.sleep(moment)
    process.send_signal(number)
    began = time.monotonic()
    words = end(process, {0, -number}, stand, f"{number.name} at {moment:.2f} s")
    if process.returncode == 0 and "is ready" not in words:
        raise SystemExit(f"{number.name} at {moment:.2f} s: ended with 0, but was not ready:\n{words}")
    print(f"{number.name} at {moment:.2f} s: status {process.returncode} after {time.monotonic() - began:.2f} s")
    return NOTICE in words


def interrupt_import(stand: Stand) -> None:
    """An import that is stopped goes on when it is run again."""
    file = stand.folder / "leads.ndjson"
    with open(file, "w") as rows:
        for number in range(ROWS):
            rows.write(json.dumps({
                "first_name": "Ada", "email": f"ada{number}@example.org", "revenue_tier": 3,
                "message": f"We need a data warehouse for {number} people."}) + "\n")
    process = stand.begin("import", str(file))
    checkpoint = file.with_name(file.name + ".checkpoint")
    while process.poll() is None and not checkpoint.exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    words = end(process, {-signal.SIGTERM}, stand, "an import")
    if NOTICE not in words:
        raise SystemExit(f"the import was not stopped on its way:\n{words}")
    words = end(stand.begin("import", str(file)), {0}, stand, "the import again")
    if file.with_suffix(".rejected.ndjson").exists():
        raise SystemExit(f"rows were rejected:\n{words}")


def interrupt_reading(stand: Stand) -> None:
    """An import waits for a program that writes nothing: the first signal ends it."""
    process = stand.begin("import", "-")
    stand.started_postgres(process)
    time.sleep(2)
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    # Not by communicate(), which would close what it waits for.
    process.wait(PATIENCE)
    if time.monotonic() - began > 5:
        raise SystemExit(f"an import that waits for its input ended {time.monotonic() - began:.0f} s after the signal")
    end(process, {-signal.SIGINT}, stand, "an import that waits for its input")


def interrupt_twice(stand: Stand) -> None:
    """A PostgreSQL that does not stop keeps a service until the second signal."""
    process = stand.begin("serve")
    server = stand.started_postgres(process)
    os.kill(server, signal.SIGSTOP)
    try:
        process.send_signal(signal.SIGINT)
        time.sleep(1)
        if process.poll() is not None:
            raise SystemExit(f"it did not wait for PostgreSQL: {process.communicate()[0]}")
        process.send_signal(signal.SIGINT)
        words = process.communicate(timeout=5)[0]
    finally:
        os.kill(server, signal.SIGCONT)
    if process.returncode != -signal.SIGINT:
        raise SystemExit(f"the second signal ended it with {process.returncode}:\n{words}")


def leads(stand: Stand) -> int:
    """How many leads are there after a start that nobody stops."""
    with Service(BINARY, LEADLINE_DATA_DIR=str(stand.folder / "data"), LEADLINE_DEMO="1") as service:
        return int(service.sql("select count(*) from leads"))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with Stand() as stand:
        took = first_start(stand)
        print(f"seed {options.seed}; a first start takes {took:.2f} s", flush=True)
        stopped = 0
        for number in range(options.rounds):
            if number % 3 == 0:
                stand.empty()
            stopped += interrupt(stand, chance.uniform(0.05, 0.95) * took, chance.choice(SIGNALS))
        if not stopped:
            raise SystemExit("no start was stopped on its way")
        count = leads(stand)
        print(f"{stopped} of {options.rounds} starts were stopped on their way; {count} sample leads at last")
        if count != SAMPLES:
            raise SystemExit(f"there should be {SAMPLES}")
        interrupt_import(stand)
        count = leads(stand)
        print(f"{count - SAMPLES} of {ROWS} imported leads at last")
        if count != SAMPLES + ROWS:
            raise SystemExit(f"there should be {SAMPLES + ROWS} leads, not {count}")
        interrupt_reading(stand)
        interrupt_twice(stand)
        print("the second signal ends it at once")


if __name__ == "__main__":
    main()
