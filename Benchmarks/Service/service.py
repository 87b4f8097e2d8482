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

ROOT = pathlib.Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")


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
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {
            "LEADLINE_DATA_DIR": str(self.folder / "data"), "LEADLINE_PORT": str(self.port), "LEADLINE_DEMO": "0"
        } | self.settings
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
                [self.binary, "serve"], cwd=ROOT, env=self.environment, stdout=log, stderr=log)
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
        command = [self.binary, "db", "psql", "--", "-XAtq", "-v", "ON_ERROR_STOP=1", "-c", statement]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"psql failed: {done.stderr}")
        return done.stdout.strip()

    def wal_flushes(self) -> int:
        """How often the WAL was flushed to disk (PostgreSQL manual, pg_stat_io; before 18 pg_stat_wal)."""
        if int(self.sql("show server_version_num")) >= 180_000:
            return int(self.sql("select sum(fsyncs) from pg_stat_io where object = 'wal'"))
        return int(self.sql("select wal_sync from pg_stat_wal"))

    def processor_time(self) -> dict[str, float]:
        """CPU seconds so far of the service's process, and of PostgreSQL with all its processes."""
        return {"server": sum(_times(self.process.pid)[:2]), "postgres": _tree(self.postmaster)}


def postmaster(folder: pathlib.Path) -> int:
    """The process of the PostgreSQL whose data are somewhere below a folder."""
    for file in folder.rglob("postmaster.pid"):
        return int(file.read_text().split()[0])
    raise SystemExit(f"no PostgreSQL runs on {folder}")


def _times(pid: int) -> list[float]:
    """utime, stime, cutime and cstime of proc(5) in seconds."""
    try:
        text = pathlib.Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return [0.0] * 4
    return [int(ticks) / TICKS for ticks in text.rsplit(")", 1)[1].split()[11:15]]


def _tree(root: int) -> float:
    """CPU seconds of a process, its children, and its children that have ended."""
    total = sum(_times(root))
    for folder in pathlib.Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1]) == root:
                total += sum(_times(int(folder.name)))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total


def machine_time() -> float:
    """CPU seconds that the machine has worked so far, for whomever."""
    with open("/proc/stat") as file:
        values = [int(value) for value in file.readline().split()[1:9]]
    return (sum(values) - values[3] - values[4]) / TICKS  # all but idle and iowait
