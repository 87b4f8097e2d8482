"""Who takes part in a comparison: what the JSON file of `ingest.py --peers` says, and the server while it runs."""

import contextlib
import dataclasses
import json
import os
import pathlib
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

from database import ROOT, Database
from processor import tree
from service import free_port
from wrk import SCRIPTS


@dataclasses.dataclass
class Contestant:
    """One entry of the file; ingest.py's documentation tells what the values mean."""

    name: str
    command: list[str]
    scripts: list[str]
    environment: dict[str, str] = dataclasses.field(default_factory=dict)
    folder: str = str(ROOT)
    ready: str = ""
    setup: str = ""
    fill: list[str] | str = ""
    rows: str = "select count(*) from leads"

    @property
    def initial(self) -> str:
        """What its database holds before a run: contestants with the same share what was made once."""
        own = [self.command, self.environment] if self.fill == "api" else []
        return json.dumps([self.setup, self.fill, *own])

    @contextlib.contextmanager
    def running(self, database: Database, log: pathlib.Path) -> Iterator["Server"]:
        """Starts the server, waits until it is ready, and stops it."""
        server = Server(self, database, log)
        try:
            server.wait_until_ready()
            yield server
        finally:
            server.stop()


class Server:
    """A contestant's processes, a session of their own: Linux shares the CPU by session (autogroup of sched(7))."""

    def __init__(self, contestant: Contestant, database: Database, file: pathlib.Path):
        self.contestant, self.database, self.file = contestant, database, file
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        places = {"port": str(self.port), "url": database.url}
        environment = {name: filled(value, places) for name, value in contestant.environment.items()}
        with open(file, "wb") as log:
            self.process = subprocess.Popen(
                [filled(word, places) for word in contestant.command], cwd=contestant.folder,
                env=os.environ | environment, stdout=log, stderr=log, start_new_session=True)

    def wait_until_ready(self) -> None:
        end = time.monotonic() + 120
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise SystemExit(f"{self.contestant.name} ended with {self.process.poll()}:\n{self.log()}")
            with contextlib.suppress(urllib.error.URLError, OSError):
                if self.contestant.ready:
                    urllib.request.urlopen(self.base + self.contestant.ready, timeout=5).close()
                else:
                    socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            time.sleep(0.05)
        raise SystemExit(f"{self.contestant.name} is not ready after 120 s:\n{self.log()}")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def log(self) -> str:
        return self.file.read_text(errors="replace")[-4000:]

    def processor_time(self) -> dict[str, float]:
        return {"server": tree(self.process.pid), "postgres": self.database.processor_time()}


def filled(text: str, places: dict[str, str]) -> str:
    """A text with {port}, {url} or {leads} put in."""
    for name, value in places.items():
        text = text.replace("{" + name + "}", value)
    return text


def leadline(binary: pathlib.Path) -> Contestant:
    return Contestant(
        "leadline", [str(binary), "serve"], SCRIPTS, ready="/health/ready", fill="api",
        environment={"LEADLINE_DATABASE_URL": "{url}", "LEADLINE_PORT": "{port}", "LEADLINE_DEMO": "0"})


def read(file: pathlib.Path) -> list[Contestant]:
    """The contestants of a file; ValueError or TypeError when it isn't as it should be."""
    contestants = [Contestant(**entry) for entry in json.loads(file.read_text())]
    for contestant in contestants:
        if unknown := set(contestant.scripts) - set(SCRIPTS):
            raise ValueError(f"{contestant.name}: there is no script {', '.join(sorted(unknown))}")
    if len({contestant.name for contestant in contestants} | {"leadline"}) <= len(contestants):
        raise ValueError("names must differ, also from leadline")
    return contestants
