#!/usr/bin/env python3
"""Compare the tokenizer with Hugging Face `tokenizers`, and the static model with numpy, on many texts.

Needs: pip install tokenizers numpy safetensors; swift build -c release in Benchmarks/

  python3 Tests/Differential/tokenizer.py [--texts 200000] [--seed 1] [--corpus FILE]

It prints the first differences and ends with status 1 if there is any. The texts: every Unicode scalar alone, inside a word
and after a mark; runs of random scalars, of scalars from the same block, of marks; pieces of the vocabulary, glued and
mixed; long words; names of special pieces; and, if given, the lines of a corpus.
"""
import argparse
import json
import random
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parents[2]
BINARY = ROOT / "Benchmarks/.build/release/EmbeddingBenchmark"
MODEL = ROOT / "models/static-minilm-256"


def scalar(rng, low=0, high=0x110000):
    while True:
        value = rng.randrange(low, high)
        if not 0xD800 <= value < 0xE000:
            return chr(value)


def random_texts(count, seed, pieces):
    rng = random.Random(seed)
    marks = "\u0301\u0308\u0316\u0334\u0345\u302e\u302f\u0e31\u0f71\u0f72\u0f74\u1d165\U0001d16d\U0001d172\u20dd\u0903\u200d\ufe0f"
    blocks = [0x0, 0x80, 0x100, 0x300, 0x370, 0x400, 0x590, 0x600, 0x900, 0xE00, 0xF00, 0x1100, 0x1E00, 0x1F00, 0x2000, 0x2E80,
              0x3000, 0x3040, 0x3400, 0x4E00, 0xA640, 0xA720, 0xAB70, 0xAC00, 0xF900, 0xFB00, 0xFE00, 0xFF00, 0x10400, 0x10D00,
              0x11100, 0x16E00, 0x1D100, 0x1E900, 0x1F300, 0x1F600, 0x20000, 0x2F800, 0xE0000]
    kinds = [
        lambda: scalar(rng),
        lambda: scalar(rng, 0, 0x250),
        lambda: scalar(rng, 0x20, 0x7F),
        lambda: rng.choice(marks),
        lambda: rng.choice(" \t\n\r\u00a0\u2028\u3000\u0085\u200b"),
        lambda: rng.choice(pieces).removeprefix("##"),
        lambda: rng.choice(pieces).upper(),
        lambda: rng.choice(["[MASK]", "[CLS]", "[UNK]", "##", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1e9\U0001f1ea"]),
        lambda: "".join(scalar(rng, base, base + 0x80) for base in [rng.choice(blocks)] for _ in range(rng.randrange(1, 8))),
        lambda: rng.choice(pieces).removeprefix("##") * rng.randrange(1, 40),
    ]
    for _ in range(count):
        chosen = rng.sample(kinds, rng.randrange(1, 5))
        yield "".join(rng.choice(chosen)() for _ in range(rng.randrange(1, 30)))


def all_texts(options, pieces):
    for value in range(0x110000):
        if not 0xD800 <= value < 0xE000:
            character = chr(value)
            yield f"{character} a{character}b \u302e{character}\U0001d165. {character}\u0301\u0e31\u302f"
    yield from random_texts(options.texts, options.seed, pieces)
    if options.corpus:
        yield from open(options.corpus, encoding="utf8").read().split("\n")


def run(mode, texts):
    with tempfile.NamedTemporaryFile(suffix=".texts") as file:
        for text in texts:
            content = text.encode()
            file.write(struct.pack("<I", len(content)) + content)
        file.flush()
        return subprocess.run([BINARY, mode, MODEL, file.name], check=True, capture_output=True).stdout


def reference_vectors(tokenizer, texts):
    tensors = load_file(MODEL / "model.safetensors")
    table = tensors["embedding.rows"].astype(np.float32) * tensors["embedding.scales"][:, None]
    for encoding in tokenizer.encode_batch(texts, add_special_tokens=False):
        ids = [i for i in encoding.ids if i != 100][:512]
        vector = table[ids].sum(0) if ids else np.zeros(table.shape[1], np.float32)
        yield vector / max(np.linalg.norm(vector), 1e-12)


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--texts", type=int, default=200_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--corpus")
    options = options.parse_args()
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    pieces = list(tokenizer.get_vocab())
    texts = list(all_texts(options, pieces))
    differences = total = 0
    for start in range(0, len(texts), 100_000):
        part = texts[start:start + 100_000]
        found = [json.loads(line) for line in run("ids", part).splitlines()]
        assert len(found) == len(part)
        for text, ids, encoding in zip(part, found, tokenizer.encode_batch(part, add_special_tokens=False)):
            total += 1
            if ids != encoding.ids:
                differences += 1
                if differences <= 20:
                    print(ascii(text), ids, encoding.ids)
    print(f"token ids: {total} texts, {differences} differences")
    sample = random.Random(options.seed).sample(texts, min(10_000, len(texts)))
    vectors = np.frombuffer(run("vectors", sample), np.float32).reshape(len(sample), -1)
    cosines = [float(a @ b) if b.any() else 1.0 - float(a.any()) for a, b in zip(vectors, reference_vectors(tokenizer, sample))]
    print(f"vectors: {len(sample)} texts, lowest cosine {min(cosines):.7f}")
    return 1 if differences or min(cosines) < 0.9999 else 0


if __name__ == "__main__":
    sys.exit(main())
