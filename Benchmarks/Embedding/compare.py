#!/usr/bin/env python3
"""Time the models beside their peers: one run, one thread each, CPU time, in turns; medians of the rounds.

  Scripts/bench embedding [TEXTS.json] [--onnx FOLDER [--models FOLDER]] [--rounds 5]

TEXTS.json is an array of strings; without it 10,000 made-up texts of about 30 tokens are taken. --onnx adds MiniLM: the
folder with its ONNX forms, made by Scripts/bench embedding-reference. Ours are minilm-l6 and minilm-l6-int8 in --models
(default models/), as `leadline models fetch minilm` and the same with `--precision int8` put them there.

Fails when the static model needs more than 12 µs of CPU for a text of 30 tokens, 50 ms of CPU to load, or memory of 1.2
times its files.
"""
import argparse
import json
import os
import re
import statistics
import struct
import subprocess
import tempfile
import sys
import time
from pathlib import Path

os.environ.update(TOKENIZERS_PARALLELISM="false", OMP_NUM_THREADS="1", HF_HUB_OFFLINE="1")
import numpy as np
from model2vec import StaticModel
from safetensors.numpy import load_file
from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Benchmarks"))
from texts import texts as made_up_texts  # noqa: E402

BINARY = ROOT / "Benchmarks/.build/release/EmbeddingBenchmark"
STATIC = ROOT / "models/static-minilm-256"


def write(file, texts):
    for text in texts:
        content = text.encode()
        file.write(struct.pack("<I", len(content)) + content)
    file.flush()
    return file.name


def run(*arguments):
    return subprocess.run([BINARY, *map(str, arguments)], check=True, capture_output=True).stdout


def rate(count, body):
    start = time.process_time()
    body()
    return count / (time.process_time() - start)


class Onnx:
    """ONNX Runtime with mean pooling; texts of a batch are padded to the longest."""

    def __init__(self, path, tokenizer):
        import onnxruntime
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self.tokenizer = tokenizer

    def __call__(self, texts, size):
        result = []
        for start in range(0, len(texts), size):
            ids = [[101] + e.ids[:254] + [102] for e in self.tokenizer.encode_batch(
                texts[start:start + size], add_special_tokens=False)]
            longest = max(map(len, ids))
            tokens = np.array([row + [0] * (longest - len(row)) for row in ids], np.int64)
            mask = np.array([[1] * len(row) + [0] * (longest - len(row)) for row in ids], np.int64)
            states = self.session.run(None, {
                "input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)})[0]
            sums = (states * mask[:, :, None]).sum(1)
            result.append(sums / np.linalg.norm(sums, axis=1, keepdims=True))
        return np.concatenate(result)


def static_contestants(texts, file):
    tokenizer = Tokenizer.from_file(str(STATIC / "tokenizer.json"))
    tensors = load_file(STATIC / "model.safetensors")
    table = tensors["embedding.rows"].astype(np.float32) * tensors["embedding.scales"][:, None]
    peer = StaticModel(table, Tokenizer.from_file(str(STATIC / "tokenizer.json")), normalize=True)
    few = texts[:2000]

    def ours(index):
        def measure():
            found = re.findall(rb"tokenizer (\d+) texts/s, static (\d+)", run("time", STATIC, file))
            return statistics.median(float(pair[index]) for pair in found)
        return measure

    return {
        "tokenizers, one at a time": lambda: rate(len(few), lambda: [tokenizer.encode(t, add_special_tokens=False) for t in few]),
        "tokenizers, encode_batch_fast": lambda: rate(len(few), lambda: tokenizer.encode_batch_fast(few, add_special_tokens=False)),
        "Leadline tokenizer, one at a time": ours(0),
        "model2vec, one at a time": lambda: rate(len(few), lambda: [peer.encode([t]) for t in few]),
        "model2vec, batches of 1024": lambda: rate(len(few), lambda: peer.encode(few, batch_size=1024)),
        "Leadline static, one at a time": ours(1),
    }


def transformer_contestants(texts, options):
    folders = {"f32": options.models / "minilm-l6", "int8": options.models / "minilm-l6-int8"}
    tokenizer = Tokenizer.from_file(str(folders["f32"] / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    few = texts[:256]
    file = tempfile.NamedTemporaryFile(suffix=".texts")
    name = write(file, few)
    peers = {kind: Onnx(options.onnx / f"{path}.onnx", tokenizer) for kind, path in [("f32", "minilm"), ("int8", "minilm-int8")]}
    reference = peers["f32"](few, 1)
    vectors = {"ONNX Runtime int8": peers["int8"](few, 1)}
    for kind, folder in folders.items():
        vectors[f"Leadline {kind}"] = np.frombuffer(run("vectors", folder, name), np.float32).reshape(len(few), -1)
    for who, found in vectors.items():
        cosines = (reference * found).sum(1)
        print(f"cosine of {who} with ONNX Runtime f32: lowest {cosines.min():.7f}, mean {cosines.mean():.7f}")
    contestants = {}
    for size in [1, 32]:
        for kind, peer in peers.items():
            contestants[f"ONNX Runtime {kind}, batches of {size}"] = lambda peer=peer, size=size: rate(len(few), lambda: peer(few, size))
            contestants[f"Leadline {kind}, batches of {size}"] = (
                lambda folder=folders[kind], size=size, file=file: float(run("batches", folder, name, size)))
    return contestants


def check_limits(results):
    """The static model's promises, with what was measured."""
    pattern = rb"loaded in ([\d.]+) ms, ([\d.]+) ms of CPU; (\d+) kB mapped \+ (\d+) kB anonymous, ([\d.]+) times"
    found = [re.search(pattern, run("load", STATIC)) for _ in range(5)]
    wall, load = (statistics.median(float(one[index]) for one in found) for index in (1, 2))
    memory = max(float(one[5]) for one in found)
    text = 1e6 / statistics.median(results["Leadline static, one at a time"])
    print(f"static model: {text:.1f} µs a text, loaded in {load:.1f} ms of CPU ({wall:.1f} ms), memory {memory:.2f} times its files")
    if text > 12 or load > 50 or memory > 1.2:
        sys.exit("the static model breaks its promises: 12 µs, 50 ms, 1.2 times")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("texts", type=Path, nargs="?")
    options.add_argument("--onnx", type=Path)
    options.add_argument("--models", type=Path, default=ROOT / "models")
    options.add_argument("--rounds", type=int, default=5)
    options = options.parse_args()
    texts = json.loads(options.texts.read_text(encoding="utf8")) if options.texts else made_up_texts(10_000)
    with tempfile.NamedTemporaryFile(suffix=".texts") as file:
        contestants = static_contestants(texts, write(file, texts))
        if options.onnx:
            contestants |= transformer_contestants(texts, options)
        results = {name: [] for name in contestants}
        for _ in range(options.rounds):
            for name, contestant in contestants.items():
                results[name].append(contestant())
    for name, rates in results.items():
        print(f"{name:36} {statistics.median(rates):12,.0f} texts/s   ({min(rates):,.0f} to {max(rates):,.0f})")
    check_limits(results)


if __name__ == "__main__":
    main()
