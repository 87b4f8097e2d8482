"""Fills a service through its API: 64 routes, and leads of which some have an outcome."""

import concurrent.futures
import http.client
import json
import pathlib

TEAMS = ["Data platform", "Security", "Payroll", "Logistics", "Marketing", "Support", "Manufacturing", "Compliance"]
MARKETS = ["banks", "hospitals", "retailers", "universities", "insurers", "carmakers", "hotels", "public offices"]


def post(connection: http.client.HTTPConnection, path: str, body: bytes) -> dict:
    try:
        connection.request("POST", path, body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        content = response.read()
    except (OSError, http.client.HTTPException) as error:
        raise SystemExit(f"{path} was not answered: {error!r}") from error
    if response.status not in (200, 201):
        raise SystemExit(f"{path} answered {response.status}: {content[:400]!r}")
    return json.loads(content)


def fill(port: int, corpus: pathlib.Path, outcomes: int) -> None:
    """Adds the routes and the leads of bulk.jsonl, the first so many of them with an outcome."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for team in TEAMS:
        for market in MARKETS:
            text = f"{team} for {market}: questions of {market} about {team.lower()}, prices, demos and migrations."
            post(connection, "/api/v1/routes", json.dumps({"name": f"{team}, {market}", "description": text}).encode())
    leads = []
    for body in (corpus / "bulk.jsonl").read_bytes().splitlines():
        receipt = post(connection, "/api/v1/leads/bulk", body)
        if receipt["failed"]:
            raise SystemExit(f"{receipt['failed']} leads were refused: {json.dumps(receipt)[:400]}")
        leads += [result["id"] for result in receipt["results"]]

    def label(first: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for place in range(first, min(outcomes, len(leads)), 8):
            outcome = ("won", "lost", "disqualified")[place % 3]
            post(connection, f"/api/v1/leads/{leads[place]}/outcome", json.dumps({"outcome": outcome}).encode())

    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        list(threads.map(label, range(8)))
