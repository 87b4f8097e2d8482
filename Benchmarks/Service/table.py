"""Markdown tables of runs."""

import statistics

COLUMNS = ["script", "connections", "rate", "p50_ms", "p99_ms", "server_us", "postgres_us", "wrk_us", "rows_per_flush",
           "errors", "others"]
COMPARED = ["contestant", "script", "connections", "rate", "min–max", "ratio", *COLUMNS[3:], "rows_before"]


def markdown(columns: list[str], rows: list[dict]) -> str:
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(str(row.get(column, "")) for column in columns) + " |" for row in rows]
    return "\n".join(lines)


def compared(results: list[dict]) -> list[dict]:
    """The medians of the turns, script by script; errors are summed. The first contestant's rate is the measure."""
    groups: dict[tuple, list[dict]] = {}
    for result in results:
        groups.setdefault((result["script"], result["connections"], result["contestant"]), []).append(result)
    first = results[0]["contestant"] if results else ""
    rates = {key: statistics.median(run["rate"] for run in runs) for key, runs in groups.items()}
    rows = []
    for (script, connections, contestant), runs in groups.items():
        rate, ours = rates[script, connections, contestant], rates.get((script, connections, first))
        row = {"contestant": contestant, "script": script, "connections": connections, "rate": round(rate),
               "min–max": f"{min(run['rate'] for run in runs)}–{max(run['rate'] for run in runs)}",
               "ratio": f"{rate / ours:.2f}" if ours else ""}
        row |= {name: _median(runs, name) for name in [*COLUMNS[3:], "rows_before"]}
        rows.append(row | {"errors": sum(run["errors"] for run in runs)})
    scripts = list(dict.fromkeys(row["script"] for row in rows))
    return sorted(rows, key=lambda row: (scripts.index(row["script"]), row["connections"]))


def _median(runs: list[dict], name: str) -> float | str:
    values = [run[name] for run in runs if name in run]
    middle = round(statistics.median(values), 1 if name.endswith("_us") else 2) if values else ""
    return int(middle) if values and middle == int(middle) else middle
