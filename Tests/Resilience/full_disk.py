#!/usr/bin/env python3
"""Fills the disk of the private PostgreSQL under load, and frees it again. Needs root, to mount a small tmpfs.

    full_disk.py data|wal [--size 300] [--seed N]

data  the tables find no room: each lead is refused with words that say so, PostgreSQL goes on
wal   the write-ahead log finds no room: PostgreSQL stops and can't start; the service must start it when there is room

Every lead that was acknowledged, before, meanwhile or afterwards, must be stored once, and the index equal the table.
"""

import argparse
import asyncio
import contextlib
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

from census import census
from index_digest import agree
from kill import recover
from load import Ledger, Load, add_routes
from stand import BINARY, ForeignDatabase, Service

MIB = 1 << 20


@contextlib.contextmanager
def small_disk(mebibytes: int):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="leadline-disk."))
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mebibytes}m,mode=755", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
        folder.rmdir()


def fill(folder: pathlib.Path, left: int) -> pathlib.Path:
    """A file that leaves so many bytes free."""
    ballast = folder / "ballast"
    size = shutil.disk_usage(folder).free - left
    with open(ballast, "wb") as file:
        os.posix_fallocate(file.fileno(), 0, max(0, size))
    return ballast


def move_log(disk: pathlib.Path, target: pathlib.Path) -> None:
    """Makes the database, with its write-ahead log on another disk."""
    with ForeignDatabase(disk) as database:
        database.stop()
        log = next(disk.rglob("pg_wal"))
        target.chmod(0o755)
        shutil.move(log, target / "pg_wal")
        subprocess.run(["chown", "-R", f"--reference={log.parent}", target / "pg_wal"], check=True)
        log.symlink_to(target / "pg_wal")


async def refusal(ledger: Ledger, target: str, patience: float) -> str:
    """Waits until a lead is refused as it should be when the disk is full."""
    wanted = "disk is full" if target == "data" else "does not answer"
    end = time.monotonic() + patience
    while time.monotonic() < end:
        for text in ledger.refusals:
            if wanted in text:
                return text
        await asyncio.sleep(0.05)
    raise SystemExit(f"no lead was refused with '{wanted}' in {patience} s: {dict(ledger.refusals)}, "
                     f"{dict(ledger.answers)}")


async def scene(options: argparse.Namespace, service: Service, disk: pathlib.Path, ledger: Ledger) -> str:
    await add_routes(service.port)
    load = Load(service.port, ledger, workers=16)
    async with load.running():
        await recover(ledger, time.monotonic())
        # Less than a segment of the log, of 4 MiB.
        ballast = fill(disk, left=2 * MIB)
        text = await refusal(ledger, options.target, 30)
        await asyncio.sleep(3)
        stored_meanwhile = len(ledger.acknowledged)
        freed = time.monotonic()
        ballast.unlink()
        await recover(ledger, freed)
        elapsed = time.monotonic() - freed
        await asyncio.sleep(1)
    return (f"refused with \"{text}\" after {stored_meanwhile} leads; "
            f"{elapsed:.1f} s after there was room leads were stored again")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", choices=["data", "wal"])
    parser.add_argument("--size", type=int, default=300, help="of the disk, in MiB")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    if os.geteuid() != 0:
        sys.exit("full_disk: only root may mount the small disk that this needs")
    random.seed(options.seed)
    ledger = Ledger()
    with contextlib.ExitStack() as stack:
        disk = stack.enter_context(small_disk(options.size))
        # Each has a disk of its own, or the tables would find no room before the log needs any.
        other = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="leadline-disk.")))
        tables, log = (disk, other) if options.target == "data" else (other, disk)
        move_log(tables, log)
        service = stack.enter_context(
            Service(BINARY, LEADLINE_DATA_DIR=str(tables / "data"), LEADLINE_LOG_LEVEL="critical"))
        told = asyncio.run(scene(options, service, disk, ledger))
        counts = census(ledger, service.sql)
        agree([service.port], service.sql)
        print(f"full disk ({options.target}): {told}; {counts}")


if __name__ == "__main__":
    main()
