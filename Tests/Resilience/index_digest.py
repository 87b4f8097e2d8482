"""Whether the index in a service's memory is what the table says, by its digest and by its own comparison."""

import json
import time
import urllib.request
from collections.abc import Callable

# The fingerprint of a lead, as GET /api/v1/index describes it; the sum of 64-bit numbers is taken modulo 2^64 here.
# Behind it: leads that have a text and no vector yet, which a service is still to embed.
STATEMENT = """
select count(*), coalesce(sum(('x' || encode(substring(sha256(uuid_send(l.workspace_id) || uuid_send(l.lead_id)
    || int8send(l.change_xid::text::bigint)) from 1 for 8), 'hex'))::bit(64)::bigint::numeric), 0),
    (select count(*) from leads l where coalesce(message, job_title, company, industry, tags[1]) is not null
        and not exists (select from lead_embeddings e join embedding_models m using (model_id)
            where m.state = 'active' and e.workspace_id = l.workspace_id and e.lead_id = l.lead_id))
from leads l
where exists (select from lead_embeddings e join embedding_models m using (model_id)
    where m.state = 'active' and e.workspace_id = l.workspace_id and e.lead_id = l.lead_id)
"""


def table_digest(sql: Callable[[str], str]) -> tuple[tuple[int, str], int]:
    """The digest that an index of this table has, and how many leads wait for their vector."""
    count, total, waiting = sql(STATEMENT).split("|")
    return (int(count), f"{int(total) % 2**64:016x}"), int(waiting)


def ask(port: int, method: str, path: str) -> dict:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def index_digest(port: int) -> tuple[int, str]:
    answer = ask(port, "GET", "/api/v1/index")
    return answer["leads"], answer["digest"]


def agree(ports: list[int], sql: Callable[[str], str], patience: float = 5) -> float:
    """Waits until no lead waits for its vector and every index is the table; returns how long that took, with the time
    that the last look at the table took. SystemExit when it takes longer than patience."""
    began = time.monotonic()
    while True:
        expected, waiting = table_digest(sql)
        held = [index_digest(port) for port in ports]
        elapsed = time.monotonic() - began
        agreed = waiting == 0 and all(digest == expected for digest in held)
        if agreed and elapsed <= patience:
            break
        if elapsed > patience:
            raise SystemExit(f"the indexes of {ports} are not the table after {elapsed:.2f} s: {held}, the table "
                             f"{expected}, {waiting} leads without a vector; "
                             f"{[ask(port, 'POST', '/api/v1/index/check') for port in ports]}")
        time.sleep(0.02)
    for port in ports:
        if not (check := ask(port, "POST", "/api/v1/index/check"))["agrees"]:
            raise SystemExit(f"the index of port {port} has the digest of the table, but {check}")
    return elapsed
