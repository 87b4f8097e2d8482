"""CPU time as Linux counts it (proc(5)), in seconds."""

import os
import pathlib
import resource

TICKS = os.sysconf("SC_CLK_TCK")


def times(pid: int) -> list[float]:
    """utime, stime, cutime and cstime of a process; zeros when it is gone."""
    try:
        text = pathlib.Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return [0.0] * 4
    return [int(ticks) / TICKS for ticks in text.rsplit(")", 1)[1].split()[11:15]]


def tree(root: int) -> float:
    """What a process has used, with all that descend from it, and with those of them that have ended."""
    children: dict[int, list[int]] = {}
    for folder in pathlib.Path("/proc").iterdir():
        try:
            if folder.name.isdigit():
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
                children.setdefault(parent, []).append(int(folder.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    total, pids = 0.0, [root]
    while pids:
        pid = pids.pop()
        total += sum(times(pid))
        pids += children.get(pid, [])
    return total


def machine_time() -> float:
    """What the machine has worked so far, for whomever."""
    with open("/proc/stat") as file:
        values = [int(value) for value in file.readline().split()[1:9]]
    return (sum(values) - values[3] - values[4]) / TICKS  # all but idle and iowait


def child_time() -> float:
    """What the children of this process that have ended used."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
