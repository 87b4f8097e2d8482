"""Made-up leads' texts for the benchmarks: the same for the same count and seed, about 30 tokens each."""

import pathlib
import random
import struct

ROLES = ["Head of Data", "VP of Security", "IT Manager", "Chief Financial Officer", "Plant Director", "Support Lead",
         "Founder", "HR Business Partner", "Marketing Director", "Procurement Officer", "Principal Architect"]
FIRST = ["Blue", "North", "Silver", "Cedar", "Harbor", "Bright", "Granite", "Juniper", "Copper", "Lumen", "Atlas", "Willow"]
SECOND = ["bridge", "field", "works", "gate", "forge", "river", "crest", "leaf", "port", "stone", "path", "light"]
INDUSTRIES = ["banking", "hospitals", "retail", "logistics", "insurance", "hotels", "farming", "shipping", "software",
              "textiles", "universities", "mining", "pharmaceuticals", "public administration", "energy", "media"]
TOOLS = ["a data warehouse", "single sign-on", "a payroll system", "a ticketing tool", "stock forecasts", "an audit trail",
         "a booking portal", "fraud detection", "a document archive", "route planning", "a training platform", "a chatbot"]
PAINS = ["reports that take days", "double customer records", "failed audits", "rising cloud bills", "late deliveries",
         "manual spreadsheets", "phishing", "slow onboarding", "lost invoices", "empty shelves", "unplanned downtime"]
TIMES = ["this quarter", "before the audit in May", "next year", "as soon as possible", "by the end of the month"]
SHAPES = [
    "{role} | {company} | {industry} | We need {tool} for {number} people {time}, because of {pain}.",
    "{role} | {company} | {industry} | Could you show us {tool}? {pain} costs us {number} hours a week.",
    "{role} | {company} | {industry} | We want to replace {tool} and {other} {time}; {number} seats, budget approved.",
    "{role} | {company} | {industry} | After {pain} the board asked for {tool} in {number} branches {time}.",
]
QUESTIONS = ["{industry} company that wants {tool} {time}", "who complains about {pain}?", "{role} asking for {tool}",
             "{tool} or {other} for {number} people in {industry}", "{pain} in {industry}"]


def texts(count: int, seed: int = 1, shapes: list[str] = SHAPES) -> list[str]:
    """Texts of leads; with QUESTIONS as shapes, texts as somebody would search for them."""
    choose = random.Random(seed)
    return [
        choose.choice(shapes).format(
            role=choose.choice(ROLES), company=choose.choice(FIRST) + choose.choice(SECOND),
            industry=choose.choice(INDUSTRIES), tool=choose.choice(TOOLS), other=choose.choice(TOOLS),
            pain=choose.choice(PAINS), time=choose.choice(TIMES), number=choose.randrange(5, 5000))
        for _ in range(count)]


def write(path: pathlib.Path, all_: list[str]) -> None:
    """Writes texts as EmbeddingBenchmark reads them: each a 32-bit little-endian length and its UTF-8."""
    with open(path, "wb") as file:
        for text in all_:
            content = text.encode()
            file.write(struct.pack("<I", len(content)) + content)
