"""Vectors of made-up leads and searches under the product's static model, made once for each count."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Benchmarks"))

from texts import QUESTIONS, SHAPES, texts, write  # noqa: E402

BINARY = ROOT / "Benchmarks/.build/release/EmbeddingBenchmark"
MODEL = ROOT / "models/static-minilm-256"


def own_vectors(folder: pathlib.Path, rows: int) -> tuple[pathlib.Path, pathlib.Path]:
    """The files of `rows` leads' vectors and of 2,000 searches' vectors: rows of 256 little-endian floats."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, count, seed, shapes in [("leads", rows, 1, SHAPES), ("searches", 2_000, 2, QUESTIONS)]:
        target = folder / f"{name}-{count}.f32"
        if not target.exists():
            source, draft = target.with_suffix(".texts"), target.with_suffix(".new")
            write(source, texts(count, seed, shapes))
            with open(draft, "wb") as file:
                subprocess.run([BINARY, "vectors", MODEL, source], stdout=file, check=True)
            draft.rename(target)
            source.unlink()
        made.append(target)
    return made[0], made[1]
