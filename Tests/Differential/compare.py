"""Sends the same bodies to FastAPI and to contract-check, and counts what differs."""

import argparse
import asyncio
import collections
import json
import random
import subprocess
import sys

import bodies
import jsonschema
import models


async def ask(path: str, body: bytes) -> tuple[int, dict]:
    """One request to the application, without a server in between."""
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "path": path,
        "raw_path": path.encode(), "query_string": b"", "root_path": "", "scheme": "http",
        "headers": [(b"content-type", b"application/json")], "client": ("127.0.0.1", 1), "server": ("test", 80),
    }
    sent = []

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        sent.append(message)

    try:
        await models.app(scope, receive, send)
    except Exception as error:  # what would be a 500
        return 500, {"error": repr(error)[:120]}
    return sent[0]["status"], json.loads(b"".join(m.get("body", b"") for m in sent[1:]))


def known_difference(body: bytes) -> str | None:
    """The class of a body on which we differ on purpose; Documentation/Validation.md lists them."""
    found = []

    def pairs(members):
        if len({name for name, _ in members}) < len(members):
            found.append("duplicate key")
        return dict(members)

    try:
        value = json.loads(body, object_pairs_hook=pairs)
    except UnicodeDecodeError:
        return "not UTF-8"
    except ValueError as error:
        return "more than 4300 digits" if "4300" in str(error) else None
    except RecursionError:
        return "too deep"
    free = value.get("attributes") or value.get("payload") if isinstance(value, dict) else None
    text = json.dumps(free)
    if "\\u0000" in text:
        found.append("NUL in free JSON")
    if "NaN" in text or "Infinity" in text:
        found.append("number that is not finite in free JSON")
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        found.append("half a surrogate pair")
    return found[0] if found else None


def places(issues: list) -> list:
    return [(issue["type"], tuple(issue["loc"])) for issue in issues]


async def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--count", type=int, default=12_000, help="bodies for each contract")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=5, help="examples of each difference")
    options.add_argument("check", help="path of contract-check")
    options = options.parse_args()
    passed = True
    for name in ["lead", "kitchen"]:
        line = f"schema {name.encode().hex()}\n"
        schema = json.loads(subprocess.run([options.check], input=line, capture_output=True, text=True, check=True).stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        rng = random.Random(f"{name} {options.seed}")
        made = [bodies.make(name, rng) for _ in range(options.count)]
        lines = "".join(f"{name} {body.hex()}\n" for body in made)
        ours = subprocess.run([options.check], input=lines, capture_output=True, text=True, check=True)
        verdicts = [json.loads(line) for line in ours.stdout.splitlines()]
        assert len(verdicts) == len(made), "contract-check did not answer every line"
        passed &= await compared(name, made, verdicts, options.show)
        passed &= truthful(name, made, verdicts, jsonschema.Draft202012Validator(schema))
    return 0 if passed else 1


async def compared(name: str, made: list[bytes], verdicts: list[dict], show: int) -> bool:
    count = collections.Counter()
    examples = collections.defaultdict(list)
    for body, our in zip(made, verdicts):
        if known := known_difference(body):
            count["on purpose: " + known] += 1
            continue
        status, their = await ask("/" + name, body)
        if status == 500 and "JSON compliant" in their["error"]:
            count["on purpose: FastAPI fails to echo a number that is not finite"] += 1
            continue
        count["compared"] += 1
        accepted = status == 200
        if accepted != our["ok"]:
            kind = "verdict"
        elif accepted:
            count["accepted"] += 1
            kind = "value" if their["value"] != our["value"] else None
        else:
            count["rejected"] += 1
            theirs = their["detail"] if status == 422 else []
            if places(theirs) != places(our["detail"]):
                kind = "places"
            elif [i["msg"] for i in theirs] != [i["msg"] for i in our["detail"]]:
                kind = "msg"
            else:
                kind = "entry" if theirs != our["detail"] else None
        if kind:
            count["differs: " + kind] += 1
            examples[kind].append((body, status, their, our))
    for kind, found in examples.items():
        for body, status, their, our in found[:show]:
            print(f"--- {name}: {kind}\n{body[:300]!r}\n{status} {json.dumps(their)[:600]}\n{json.dumps(our)[:600]}")
    print(name, json.dumps(count, indent=1, sort_keys=True))
    same = 1 - count["differs: verdict"] / count["compared"]
    told = 1 - count["differs: places"] / count["rejected"]
    said = 1 - (count["differs: msg"] + count["differs: places"]) / count["rejected"]
    print(f"{name}: same verdict {same:.4%}, same (type, loc) {told:.4%}, same msg {said:.4%}")
    return same >= 0.999 and told >= 0.995 and said >= 0.99 and count["accepted"] > 0


def truthful(name: str, made: list[bytes], verdicts: list[dict], schema) -> bool:
    """Whether what the schema allows is accepted; a format says less in JSON Schema than to us."""
    beyond = {"value_error", "url_parsing", "url_too_long", "uuid_parsing", "datetime_from_date_parsing", "datetime_parsing"}
    beyond |= {"finite_number", "json_too_large", "duplicate_key", "string_unicode", "json_invalid", "url_scheme"}
    allowed, wrong = 0, 0
    for body, our in zip(made, verdicts):
        try:
            value = json.loads(body)
        except ValueError:
            continue
        if not schema.is_valid(value):
            continue
        allowed += 1
        if not our["ok"] and not any(issue["type"] in beyond or is_whole(issue) for issue in our["detail"]):
            wrong += 1
            print(f"--- {name}: the schema allows {body[:300]!r}, refused as {places(our['detail'])}")
    print(f"{name}: {allowed} bodies allowed by the schema, {wrong} of them refused")
    return allowed > 0 and wrong == 0


def is_whole(issue: dict) -> bool:
    """Whether `strict` refused 3.0, which JSON Schema holds to be an integer."""
    return issue["type"] == "int_type" and isinstance(issue["input"], float)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
