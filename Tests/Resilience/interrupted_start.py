#!/usr/bin/env python3
"""Stops a service by a signal at random moments of its start: it ends by that signal, soon, and leaves nothing running.

    interrupted_start.py [--rounds 12] [--seed N]

Each round begins with an empty data folder or with what the round before left, and the signal comes before the service
is ready. At last the service starts on what all of them left, with all its sample leads.
"""

import argparse
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
PATIENCE = 10
SAMPLES = 2000


def interrupt(folder: pathlib.Path, moment: float, number: signal.Signals) -> str:
    """One start that is stopped; returns what came of it. Fails when anything is left of it."""
    environment = os.environ | {"LEADLINE_DATA_DIR": str(folder / "data"), "LEADLINE_PORT": "0", "LEADLINE_DEMO": "1"}
    environment.pop("LEADLINE_DATABASE_URL", None)
    process = subprocess.Popen(
        [BINARY, "serve"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    time.sleep(moment)
    process.send_signal(number)
    began = time.monotonic()
    try:
        words = process.communicate(timeout=PATIENCE)[0]
    except subprocess.TimeoutExpired:
        process.kill()
        raise SystemExit(f"the service did not end within {PATIENCE} s after {number.name} at {moment:.2f} s")
    took = time.monotonic() - began
    is_ready = "is ready" in words
    wanted = 0 if is_ready else -number
    if process.returncode != wanted:
        raise SystemExit(f"it ended with {process.returncode} instead of {wanted}, at {moment:.2f} s:\n{words}")
    left = running(folder)
    if left:
        raise SystemExit(f"PostgreSQL (process {left}) still runs after {number.name} at {moment:.2f} s:\n{words}")
    return f"{number.name} at {moment:.2f} s: {'ready before' if is_ready else 'ended'} after {took:.2f} s"


def running(folder: pathlib.Path) -> int | None:
    """The private PostgreSQL of a folder if it runs."""
    try:
        process = postmaster(folder)
    except (FileNotFoundError, SystemExit, StopIteration, IndexError):
        return None
    return process if state(process) not in ("", "Z") else None


def samples(folder: pathlib.Path) -> int:
    """How many leads are there after a start that nobody stops."""
    with Service(BINARY, LEADLINE_DATA_DIR=str(folder / "data"), LEADLINE_DEMO="1") as service:
        return int(service.sql("select count(*) from leads"))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    options = parser.parse_args()
    chance = random.Random(options.seed)
    print(f"seed {options.seed}", flush=True)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="leadline-start."))
    folder.chmod(0o755)
    stopped = 0
    try:
        for number in range(options.rounds):
            if number % 3 == 0:
                shutil.rmtree(folder / "data", ignore_errors=True)
            words = interrupt(folder, chance.uniform(0.1, 1.6), SIGNALS[number % 3])
            stopped += "ended" in words
            print(words, flush=True)
        count = samples(folder)
    finally:
        shutil.rmtree(folder)
    print(f"{count} sample leads are there at last")
    if count != SAMPLES:
        raise SystemExit(f"there should be {SAMPLES}")
    if stopped < options.rounds / 3:
        raise SystemExit(f"only {stopped} of {options.rounds} starts were stopped before the service was ready")


if __name__ == "__main__":
    main()
