"""A service of its own for a measurement: free port, fresh private PostgreSQL, no sample leads."""

import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from database import ROOT, Database, postmaster
from processor import times, tree


class Service:
    """`with Service(binary) as service:` starts it, waits until it is ready, and leaves nothing behind.

    Settings go by name: `Service(binary, LEADLINE_DATABASE_URL=url)`.
    """

    def __init__(self, binary: pathlib.Path, **settings: str):
        self.binary = binary
        self.settings = settings
        self.process = None

    def __enter__(self) -> "Service":
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="leadline-bench."))
        # As root the private PostgreSQL runs as another user, who must get through to its data.
        self.folder.chmod(0o755)
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {
            "LEADLINE_DATA_DIR": str(self.folder / "data"), "LEADLINE_PORT": str(self.port), "LEADLINE_DEMO": "0"
        } | self.settings
        self.database = Database(self.binary, self.folder, self.environment)
        try:
            self.start()
        except BaseException:
            self.__exit__(True)
            raise
        return self

    def start(self) -> None:
        """Starts the process, on the data of an earlier one if there was one, and waits until it is ready."""
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                [self.binary, "serve"], cwd=ROOT, env=self.environment, stdout=log, stderr=log,
                start_new_session=True)
        self._wait_until_ready()

    def kill(self) -> None:
        """Ends the process at once; the private PostgreSQL lives on."""
        self.process.kill()
        self.process.wait()

    @property
    def postmaster(self) -> int:
        """The process of the private PostgreSQL as it is now."""
        return postmaster(self.folder)

    def __exit__(self, failure: object = None, *_: object) -> None:
        if self.process is not None:
            if failure is not None:
                print(f"exit status of the service: {self.process.poll()}\n{self.log()}", file=sys.stderr)
            if self.process.poll() is None:
                self.process.terminate()
            self.process.wait(60)
        if "LEADLINE_DATABASE_URL" not in self.settings:
            # Of a service that was killed the private PostgreSQL is still there.
            subprocess.run([self.binary, "db", "stop"], cwd=ROOT, env=self.environment, capture_output=True)
        shutil.rmtree(self.folder)

    def _wait_until_ready(self) -> None:
        end = time.monotonic() + 120
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise SystemExit(f"the service ended with {self.process.poll()}:\n{self.log()}")
            try:
                with urllib.request.urlopen(self.base + "/health/ready", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise SystemExit("the service is not ready after 120 s")

    def log(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-4000:]

    def sql(self, statement: str) -> str:
        """What psql prints for a statement, without headings."""
        return self.database.sql(statement)

    def wal_flushes(self) -> int:
        """How often the WAL was flushed to disk."""
        return self.database.wal_flushes()

    def processor_time(self) -> dict[str, float]:
        """CPU seconds so far of the service's process, and of PostgreSQL with all its processes."""
        return {"server": sum(times(self.process.pid)[:2]), "postgres": tree(self.postmaster)}


def free_port() -> int:
    """A port of the loopback interface that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
