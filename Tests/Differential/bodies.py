"""Makes bodies: mostly a valid one with up to four values replaced, some broken as text."""

import json
import random
import string

RAW = "\ue000"  # marks text that goes into the JSON as it is

TEXTS = [
    "", " ", "a", "Ada", "x" * 40, "x" * 41, "x" * 64, "x" * 65, "x" * 100, "x" * 101, "x" * 200,
    "x" * 201, "y" * 4000, "y" * 4001, "é" * 100, "é" * 101, "😀" * 64, "😀" * 65, "日本語", "a\u0000b",
    "\u0000", "a\nb", "tab\there", "\u200b", "e\u0301", "\\", '"', "null", "3", "3.0", "true", "DE",
    "de", "DEU", "D1", "ÄÖ", "D\n", "00000", "12345", "12345-6789", "12345-", "1234５",
]
NUMBERS = [
    0, 1, -1, 3, 10, 11, 5, 15, -100, -105, 99, 2**31 - 1, 2**31, -(2**31), 2**53 + 1, 2**63 - 1,
    2**63, -(2**63), -(2**63) - 1, 2**64, 10**30, -(10**30), 3.0, 3.5, -0.0, 0.5, 1.0, 1e-7, 1e15,
    9.3e18, 1e30, 1e300, 100.0, 100.5, RAW + "1e999", RAW + "-1e999", RAW + "NaN",
    RAW + "Infinity", RAW + "-Infinity", RAW + "1E5", RAW + "1.50", RAW + "-0", RAW + "1e-400",
    RAW + "123456789012345678901234567890.5", RAW + "0.1e1",
]
NUMERALS = [
    "3", " 3 ", "+3", "-3", "3.0", "3.", "3.5", ".0", "1_0", "1__0", "_1", "1_", "1e1", "0x3", "٣",
    "99999999999999999999", "-99999999999999999999", "10.00", "11.0", "03", "--3", "+-3", "3\n", "\u00a03", "",
    "NaN", "inf", "-Infinity", "nan ", "1e400", "1_0.5", ".5", "5.", "1e", "2147483648", "0.25", "９",
]
WORDS = ["true", "TRUE", "False", "yes", "No", "on", "OFF", "t", "F", "y", "n", "1", "0", "2", " yes", "ja"]
OTHERS = [None, True, False, [], {}, [1], ["a"], {"a": 1}, [[]], [None], {"": ""}]
EMAILS = [
    "ada@example.org", "Ada.Lovelace@Example.ORG", "a@b", "a@b.c", "@b.c", "a@", "a", "", "a@@b.c",
    "a b@c.de", "a@b..c", ".a@b.c", "a.@b.c", "a..b@c.de", "a@-b.c", "a@b-.c", "a@b_c.de", "ü@ü.de",
    "a@bücher.de", "a@xn--bcher-kva.de", "a@xn--zz.de", '"a b"@c.de', '"a"@c.de', "a@[1.2.3.4]",
    "a@[IPv6:::1]", "Ada <ada@example.org>", "<ada@example.org>", '"Ada L" <ada@example.org>',
    " ada@example.org ", "ada@example.org\n", "a@localhost", "a@x.local", "a@x.test", "a@x.invalid",
    "a@test", "a@b.1", "a@1.2.3.4", "Postmaster@b.de", "INFO@b.de", "x" * 64 + "@b.de",
    "x" * 65 + "@b.de", "x" * 243 + "@b.de", "x" * 300 + "@b.de", "a@" + "b" * 63 + ".de",
    "a@" + "b" * 64 + ".de", "a@" + "b." * 126 + "de", "a+b@c.de", "a'b@c.de", "a(b)@c.de",
    "a\u0000@b.de", "a@b\u200b.de", "a@ｂ.de", "a@b。de", "e\u0301@b.de", "a@e\u0301.de", "😀@b.de", "a@☃.de",
    "a@ab--c.de", "a＠b.de", "a@b.de.", "a,b@c.de", "a@b,c.de", "a@b c.de", "x@y.example", "a@faß.de",
]
URLS = [
    "https://example.org", "http://a.b/", "HTTP://A.b/C", "ftp://x", "x", "", "http://", "http:///x",
    "http:a.b", "http:\\\\a.b\\c", "https://user:pw@a.b:443/", "http://a.b:80/x", "http://a.b:99999/",
    "http://a.b:x/", "http://[::1]/", "http://[::1", "http://1.2.3.4", "http://1.2.3",
    "http://256.1.1.1", "http://0x7f.1/", "http://a b/", "http://a.b/ c?d e#f g", "http://bücher.de/ü?ü#ü",
    " http://a.b ", "http://a.b\n/", "http://a..b", "http://-a.b", "http://%61.b", "http://a%00b",
    "http://xn--a", "http://a.b/../../c/./d", "http://a.b/%2e%2e/c", "http://a.b?x", "//a.b", "mailto:a",
    "http://@a", "http://@", "http://:80", "http://user@", "http://a<b", "http://a^b",
    "http://a.b/'\"<>`{}|^\\", "http://a.b?'\"<>`{}|^\\", "http://a.b/#'\"<>`{}|^\\", "http://faß.de",
    "http://①.com", "http://a.b/" + "c" * 2036, "http://a.b/" + "c" * 2037, "http://a.b/" + "c" * 2073,
    "http://1.2.3.4.5", "http://[1::2::3]", "http://[::1.2.3.4]", "http://u:p:q@a.b", "http://u@v@a.b",
    "http://a.b/\u0000", "javascript:1", "http://a.1", "1http://a", "www.a.b", "http://日本", "http://a_b.c",
    "http://[1:2:3:4:5:6:7:8]", "http://[1:0:0:2:0:0:0:3]/", "http://a.b:", "http://a.b:0", "ws://a", "http://a.b/.", "http://a.b/..", "http://a.b//c",
]
TIMES = [
    "2024-02-29T12:00:00Z", "2023-02-29T12:00:00Z", "2024-01-01", "2024-01-01T00:00", "2024-01-01 00:00:00",
    "2024-01-01t00:00:00z", "2024-01-01_00:00:00+01:00", "2024-01-01T00:00:00-0130", "2024-01-01T24:00:00Z",
    "2024-01-01T00:60:00Z", "2024-01-01T00:00:60Z", "2024-13-01", "2024-01-32", "2024-1-1", "abc", "",
    "2024-01-01T00:00:00.123456789Z", "2024-01-01T00:00:00.Z", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z", "1493979010", "1493979010.5", "-5", "20000000001", "253402300800000", "1e9",
    "2.1e10", " 2024-01-01", "2024-01-01T00:00:00 Z", "2024/01/01", "2024-01-01X00:00", "12345678901234567890",
    "2024-01-01T00:00:00+24:00", "2024-01-01T00:00:00+23:59", "2024-01-01T00:00:00,5Z", "20240101", "nan",
    "2024-01-01T00:00:00\u221201:00", "2024-01-01T00:00:00+01",
]
UUIDS = [
    "67e55044-10b1-426f-9247-bb680e5fe0c8", "67E5504410B1426F9247BB680E5FE0C8", "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
    "urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8", "", "x", "67e55044-10b1-426f-9247", "67e5504410b1426f9247bb680e5fe0",
    "67e55044-10b1-426f-9247-bb680e5fe0c88", "67e55044-10b1-426f-92-47bb680e5fe0c8ab", "67e55044-10b1-426f-9247-bb680e5fe0é8", "-", "a-b-c-d-e",
]
ADDRESSES = [
    {"street": "Main St 1", "zip": "12345"}, {"street": "", "zip": "x", "country": "UK"}, {},
    {"street": "S", "zip": "12345-6789", "country": "US", "extra": 1}, {"street": 3, "zip": 12345}, "x",
    {"street": "S", "zip": "12345", "country": None},
]
QUERIES = [
    {"kind": "text", "text": "hi"}, {"kind": "vector", "vector": [1, 2.5]}, {"kind": "x"}, {"kind": 3}, {"kind": None},
    {}, {"kind": "text"}, {"kind": "text", "text": "", "other": 1}, {"kind": "vector", "vector": []},
    {"kind": "vector", "vector": [1, "2", True, None, 3]}, {"kind": "vector", "vector": ["2", True]}, {"kind": "vector", "vector": [1], "z": 1},
    [], "text", {"kind": ["text"]}, {"kind": True}, {"text": "a"}, {"kind": 1.5},
]
OBJECTS = [
    {}, {"a": [1, 2.5, "x", None, True, {"b": []}]}, {"deep": {"er": {"est": [[[]]]}}}, {"ü": "😀"}, {"n": 10**25},
    {"big": "z" * 3000}, {"a": 1e300}, {"e": RAW + "1E2"},
]

LEAD = {
    "first_name": TEXTS, "email": EMAILS, "revenue_tier": NUMBERS + NUMERALS, "last_name": TEXTS, "phone": TEXTS,
    "company": TEXTS, "job_title": TEXTS, "industry": TEXTS, "country": TEXTS, "website": URLS, "message": TEXTS,
    "employee_count": NUMBERS + NUMERALS, "source": TEXTS, "external_id": TEXTS, "occurred_at": TIMES + NUMBERS,
    "attributes": OBJECTS,
    "tags": [[], ["a"], ["a"] * 32, ["a"] * 33, ["", "b"], [1, "a", None], ["x" * 65], "a", {"0": "a"}, ["a\u0000"]],
}
LEAD_BASE = {"first_name": "Ada", "email": "ada@example.org", "revenue_tier": 3}
KITCHEN = {
    "id": UUIDS, "color": ["red", "green", "dark blue", "blue", "RED", "", "dark  blue"], "when": TIMES + NUMBERS,
    "url": URLS, "query": QUERIES, "fullName": TEXTS, "name": TEXTS, "address": ADDRESSES,
    "addresses": [[], ADDRESSES[:1], ADDRESSES[:3], ADDRESSES, ADDRESSES[:1] * 4],
    "scores": [{}, {"a": 1}, {"a": "2", "b": 101}, {"a": 1, "b": 2, "c": 3, "d": 4}, {"x": None}, {"": 1e2}],
    "ratio": NUMBERS + NUMERALS, "flag": NUMBERS + WORDS, "count": NUMBERS + NUMERALS, "exact": NUMBERS + NUMERALS,
    "matrix": [[], [[]], [[1], ["2", 3.0]], [[1, 2, 3, 4]], [[1], 2, ["x"]], [[1]] * 4, [[0.5]]], "payload": OBJECTS,
    "unknown": TEXTS,
}
KITCHEN_BASE = {
    "id": UUIDS[0], "color": "red", "when": TIMES[0], "url": URLS[0], "query": QUERIES[0], "fullName": "Ada L",
}


def make(name: str, rng: random.Random) -> bytes:
    """A body for the contract `name`."""
    fields, base = (LEAD, LEAD_BASE) if name == "lead" else (KITCHEN, KITCHEN_BASE)
    if rng.random() < 0.01:
        return encode(rng.choice(OTHERS + TEXTS[:3] + NUMBERS))
    body = dict(base)
    for _ in range(rng.choice([0, 1, 1, 1, 2, 2, 3, 4])):
        field = rng.choice(list(fields))
        chance = rng.random()
        if chance < 0.1:
            body.pop(field, None)
        elif chance < 0.25:
            body[field] = rng.choice(OTHERS + TEXTS[:4] + NUMBERS[:8])
        else:
            body[field] = vary(rng.choice(fields[field]), rng)
    if rng.random() < 0.1:
        body["".join(rng.choices(string.ascii_letters, k=4))] = rng.choice(OTHERS)
    data = encode(body)
    return broken(data, rng) if rng.random() < 0.12 else data


def vary(value, rng: random.Random):
    """Sometimes a text with one character put in, taken out or changed."""
    if not isinstance(value, str) or value.startswith(RAW) or rng.random() < 0.8:
        return value
    place = rng.randrange(len(value) + 1)
    char = rng.choice(string.printable + "äé\u0301☃😀\u00a0")
    return value[:place] + rng.choice(["", char]) + value[place + rng.choice([0, 1]) :]


def encode(value) -> bytes:
    text = json.dumps(value, ensure_ascii=False)
    parts = text.split('"' + RAW)
    return "".join([parts[0]] + [part.replace('"', "", 1) for part in parts[1:]]).encode()


def broken(data: bytes, rng: random.Random) -> bytes:
    """The text with a few characters cut, changed, doubled or put in."""
    text = data.decode()
    for _ in range(rng.choice([1, 1, 2])):
        place = rng.randrange(len(text) + 1)
        kind = rng.randrange(4)
        if kind == 0:
            text = text[:place]
        elif kind == 1:
            text = text[:place] + text[place + 1 :]
        else:
            piece = rng.choice(list('{}[]",:\\0123-.eE tfn\n\t') + ["\\u12", "\\x", "\\ud83d\\ude00", "true", "nul", "//", "'"])
            text = text[:place] + piece + text[place + (kind == 3) :]
    return text.encode()
