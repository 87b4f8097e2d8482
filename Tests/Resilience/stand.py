"""What the resilience checks stand on: a service (that of the benchmarks), and a PostgreSQL that is not the service's.

Standard library only. The service is the built one: .build/release/leadline.
"""

import os
import pathlib
import re
import signal
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Benchmarks" / "Service"))

from service import Service, postmaster  # noqa: E402

BINARY = pathlib.Path(os.environ.get("LEADLINE_BINARY", ROOT / ".build/release/leadline"))


class ForeignDatabase:
    """A PostgreSQL that no service has started and none stops; `with ForeignDatabase() as database:`."""

    def __init__(self, folder: pathlib.Path | None = None):
        self.folder = folder
        self.is_own_folder = folder is None

    def __enter__(self) -> "ForeignDatabase":
        if self.is_own_folder:
            self.folder = pathlib.Path(tempfile.mkdtemp(prefix="leadline-foreign."))
        self.folder.chmod(0o755)
        self.environment = {name: value for name, value in os.environ.items() if name != "LEADLINE_DATABASE_URL"}
        self.environment["LEADLINE_DATA_DIR"] = str(self.folder / "data")
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.run("db", "stop", check=False)
        if self.is_own_folder:
            shutil.rmtree(self.folder)

    def run(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(
            [BINARY, *arguments], cwd=ROOT, env=self.environment, capture_output=True, text=True)
        if check and done.returncode:
            raise SystemExit(f"leadline {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout.strip()

    def start(self) -> None:
        report = self.run("db", "start")
        self.url = re.search(r"postgresql://\S+", report).group()

    def stop(self) -> None:
        self.run("db", "stop")

    @property
    def postmaster(self) -> int:
        return postmaster(self.folder)

    def sql(self, statement: str) -> str:
        return self.run("db", "psql", "--", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", statement)


def end_at_once(postmaster: int) -> None:
    """PostgreSQL's immediate shutdown: no checkpoint, clients are cut off, the next start recovers."""
    os.kill(postmaster, signal.SIGQUIT)
    end = time.monotonic() + 10
    while pathlib.Path(f"/proc/{postmaster}").exists():
        if state(postmaster) == "Z":
            return
        if time.monotonic() > end:
            raise SystemExit(f"the postmaster {postmaster} is still there 10 s after SIGQUIT")
        time.sleep(0.005)


def state(process: int) -> str:
    """The state of a process as proc(5) tells it; empty when it is gone."""
    try:
        text = pathlib.Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return text.rsplit(")", 1)[1].split()[0]
