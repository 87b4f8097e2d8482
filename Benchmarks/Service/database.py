"""The private PostgreSQL that `leadline db` starts, stops and opens: the same settings for whoever stores in it."""

import os
import pathlib
import re
import shutil
import subprocess
import time

from processor import tree

ROOT = pathlib.Path(__file__).resolve().parents[2]
OTHERS = "select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()"


class Database:
    """A private PostgreSQL below a folder. Without an environment it is one that no service starts or stops."""

    def __init__(self, binary: pathlib.Path, folder: pathlib.Path, environment: dict[str, str] | None = None):
        self.binary, self.folder = binary, folder
        self.data = folder / "data"
        if environment is None:
            environment = {name: value for name, value in os.environ.items() if name != "LEADLINE_DATABASE_URL"}
            environment["LEADLINE_DATA_DIR"] = str(self.data)
        self.environment = environment

    def __enter__(self) -> "Database":
        """Starts it; it is stopped at the end of `with`."""
        self.url = re.search(r"postgresql://\S+", self._leadline("start"))[0]
        return self

    def __exit__(self, *_: object) -> None:
        self._leadline("stop")

    def _leadline(self, *arguments: str) -> str:
        done = subprocess.run(
            [self.binary, "db", *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"leadline db {arguments[0]} failed: {done.stdout}{done.stderr}")
        return done.stdout.strip()

    def sql(self, statement: str) -> str:
        """What psql prints for a statement, without headings."""
        return self._leadline("psql", "--", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", statement)

    def wal_flushes(self) -> int:
        """How often the WAL was flushed to disk (PostgreSQL manual, pg_stat_io; before 18 pg_stat_wal)."""
        if int(self.sql("show server_version_num")) >= 180_000:
            return int(self.sql("select sum(fsyncs) from pg_stat_io where object = 'wal'"))
        return int(self.sql("select wal_sync from pg_stat_wal"))

    def wait_until_alone(self) -> None:
        """Waits for the end of the backends of a client that has ended; only then are its counters complete."""
        end = time.monotonic() + 30
        while self.sql(OTHERS) != "0":
            if time.monotonic() > end:
                raise SystemExit("PostgreSQL still has clients 30 s after the server's end")
            time.sleep(0.1)

    def keep(self, folder: pathlib.Path) -> None:
        """Puts the data, of a server that is stopped, somewhere else."""
        self.data.rename(folder)

    def restore(self, folder: pathlib.Path) -> None:
        """Takes a copy of what was kept, written to disk, so that writing it burdens no measurement."""
        shutil.rmtree(self.data, ignore_errors=True)
        # cp, because the files belong to another user where root runs this.
        subprocess.run(["cp", "-a", "--reflink=auto", folder, self.data], check=True)
        os.sync()

    @property
    def postmaster(self) -> int:
        """The process of the server as it is now."""
        return postmaster(self.folder)

    def processor_time(self) -> float:
        """CPU seconds so far of the server with all its processes."""
        return tree(self.postmaster)


def postmaster(folder: pathlib.Path) -> int:
    """The process of the PostgreSQL whose data are somewhere below a folder."""
    for file in folder.rglob("postmaster.pid"):
        return int(file.read_text().split()[0])
    raise SystemExit(f"no PostgreSQL runs on {folder}")
