"""Measures the contract beside Pydantic's `model_validate_json`, in turns, on the same bodies.

usage: compare.py PATH-OF-SchemaBenchmark [TURNS]
"""

import json
import pathlib
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Tests" / "Differential"))

from models import Lead  # noqa: E402
from pydantic import ValidationError  # noqa: E402

BODIES = pathlib.Path(__file__).parent / "bodies"


class BenchmarkLead(Lead):
    is_test: bool = False


class PlainLead(BenchmarkLead):
    """The address as a plain string: without email-validator, which is Python."""

    email: str


def nanoseconds(model: type, body: bytes, rounds: int) -> tuple[float, float]:
    """Processor time of validation, and of validation with writing the value or the errors."""

    def validate() -> None:
        try:
            model.model_validate_json(body)
        except ValidationError:
            pass

    def answer() -> bytes:
        try:
            return model.model_validate_json(body).model_dump_json().encode()
        except ValidationError as error:
            return error.json(include_url=False).encode()

    times = []
    for work in (validate, answer):
        for _ in range(rounds // 10):
            work()
        start = time.thread_time_ns()
        for _ in range(rounds):
            work()
        times.append((time.thread_time_ns() - start) / rounds)
    return times[0], times[1]


def main() -> None:
    best: dict[str, list[list[float]]] = {}
    for _ in range(int(sys.argv[2]) if len(sys.argv) > 2 else 3):
        ours = subprocess.run([sys.argv[1], str(BODIES), "50000"], capture_output=True, text=True, check=True)
        for line in ours.stdout.splitlines():
            result = json.loads(line)
            name = result["body"]
            body = (BODIES / f"{name}.json").read_bytes()
            all_three = [[result["decode_ns"], result["decode_and_write_ns"]]]
            all_three += [list(nanoseconds(model, body, 20_000)) for model in (BenchmarkLead, PlainLead)]
            known = best.setdefault(name, all_three)
            for side, both in enumerate(all_three):
                known[side] = [min(pair) for pair in zip(known[side], both)]
    for name, sides in best.items():
        for what, our, their, plain in zip(["validate", "validate and write"], *sides):
            print(
                f"{name:14} {what:20} ours {our / 1000:6.2f} µs   pydantic {their / 1000:6.2f} µs ({their / our:4.1f}×)"
                f"   pydantic, address unchecked {plain / 1000:6.2f} µs ({plain / our:4.1f}×)"
            )


if __name__ == "__main__":
    main()
