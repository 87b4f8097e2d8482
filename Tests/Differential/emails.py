"""Asks Python's email-validator and contract-check about the same addresses.

The addresses are those of email-validator's own tests, read from its source distribution, and
mutations of them.
"""

import argparse
import ast
import collections
import glob
import json
import random
import subprocess
import sys
import tarfile
import tempfile

import email_validator

PIECES = list("abzAZ09.@-_+!#%&'*/=?^`{|}~()<>[]:;,\\\" \t\n\x00\x7f") + [
    "..", "@@", "xn--", ".-", "-.", "ü", "ß", "Ü", "日本", "é", "e\u0301", "\u0301", "\u200b", "\u200d", "\u00a0", "。", "ａ", "＠", "☃", "😀",
    "א", "ش", "١", "a--b", ".local", ".test", ".arpa", ".com", "é.com", "\u00ad", "ǆ", "İ", "ﬁ", "①", "·", "\ufeff", "xn--bcher-kva", "xn--80ak6aa92e",
]


def own_lists(version: str) -> list[str]:
    """Every text in the tests of email-validator that may be an address."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = f"email-validator=={version}"
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", ":all:"]
        subprocess.run(pip + ["-d", folder, wanted], check=True)
        found = set()
        with tarfile.open(glob.glob(folder + "/*.tar.gz")[0]) as archive:
            for member in archive:
                if "/tests/" in member.name and member.name.endswith(".py"):
                    found |= texts(archive.extractfile(member).read().decode())
    return sorted(found)


def texts(source: str) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Constant, ast.BinOp)):
            try:
                value = eval(compile(ast.Expression(node), "", "eval"), {"__builtins__": {}})
            except Exception:
                continue  # an expression that needs the test's own names
            if isinstance(value, str) and "@" in value:
                found.add(value)
    return found


def mutated(pool: list[str], rng: random.Random) -> str:
    text = rng.choice(pool)
    if rng.random() < 0.3:
        local, domain = rng.choice(pool).rpartition("@")[0], text.rpartition("@")[2]
        text = f"{local}@{domain}"
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        place = rng.randrange(len(text) + 1)
        kind = rng.randrange(4)
        piece = "" if kind == 0 else rng.choice(PIECES)
        text = text[:place] + piece + text[place + (kind < 2) :]
        if kind == 3 and rng.random() < 0.05:
            text = text.replace(piece, piece * rng.choice([60, 64, 130, 260]), 1)
    return text


def verdict(text: str) -> tuple[bool, str]:
    try:
        return True, email_validator.validate_email(text, check_deliverability=False).normalized
    except email_validator.EmailNotValidError as error:
        return False, str(error)
    except Exception as error:
        return False, "fails: " + repr(error)


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=15_000, help="mutations")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("check", help="path of contract-check")
    options = options.parse_args()
    own = own_lists(email_validator.__version__)
    rng = random.Random(options.seed)
    mutations = [mutated(own, rng) for _ in range(options.count)]
    passed = compared("own lists", own, options.check, allowed=0.0)
    passed &= compared("mutations", mutations, options.check, allowed=0.001)
    return 0 if passed else 1


def compared(name: str, addresses: list[str], check: str, allowed: float) -> bool:
    addresses = [text for text in addresses if not any("\ud800" <= c <= "\udfff" for c in text)]
    lines = "".join(f"email {text.encode().hex()}\n" for text in addresses)
    ours = subprocess.run([check], input=lines, capture_output=True, text=True, check=True)
    count = collections.Counter()
    for text, line in zip(addresses, ours.stdout.splitlines(), strict=True):
        valid, detail = verdict(text)
        our = json.loads(line)
        count["valid" if valid else "invalid"] += 1
        if valid != our["ok"]:
            count["other verdict"] += 1
            print(f"{name}: verdict: {text!r}: {valid} {detail} | {line}")
        elif valid and detail != our["value"]:
            count["other normal form"] += 1
            print(f"{name}: normal form: {text!r}: {detail!r} | {our['value']!r}")
        elif not valid and "value is not a valid email address: " + detail != our["msg"]:
            count["other msg"] += 1
            if count["other msg"] <= 12:
                print(f"{name}: msg: {text!r}: {detail} | {our['msg'][36:]}")
    print(name, dict(count))
    return count["valid"] > 0 and count["invalid"] > 0 and (
        count["other verdict"] + count["other normal form"] <= allowed * len(addresses)
    )


if __name__ == "__main__":
    sys.exit(main())
