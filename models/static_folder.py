"""Write a static model's folder: model.safetensors, tokenizer.json and manifest.json. Needs numpy."""
import hashlib
import json
from pathlib import Path

import numpy as np


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


def write(folder, rows, scales, pieces, about, max_tokens=512):
    """Write the folder from int8 rows (count x dimensions), float32 scales (count) and the vocabulary.

    `about` has the manifest's licence, origin and how_made.
    """
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
        "name": folder.name, "kind": "static", "dimensions": rows.shape[1], "max_tokens": max_tokens,
        "files": [
            {"name": file, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for file, content in sorted(files.items())],
        **about, "lead_text_version": 1,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf8")
