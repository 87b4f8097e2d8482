"""Whether the index in a service's memory is what the table says, by its digest and by its own comparison."""

import json
import time
import urllib.request
from collections.abc import Callable

# The fingerprint of a lead, as GET /api/v1/index describes it; the sum of 64-bit numbers is taken modulo 2^64 here.
STATEMENT = """
select count(*), coalesce(sum(('x' || encode(substring(sha256(uuid_send(l.workspace_id) || uuid_send(l.lead_id)
    || int8send(l.change_xid::text::bigint)) from 1 for 8), 'hex'))::bit(64)::bigint::numeric), 0)
from leads l
where exists (select from lead_embeddings e join embedding_models m using (model_id)
    where m.state = 'active' and e.workspace_id = l.workspace_id and e.lead_id = l.lead_id)
"""


def table_digest(sql: Callable[[str], str]) -> tuple[int, str]:
    count, total = sql(STATEMENT).split("|")
    return int(count), f"{int(total) % 2**64:016x}"


def ask(port: int, method: str, path: str) -> dict:
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", method=method)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def index_digest(port: int) -> tuple[int, str]:
    answer = ask(port, "GET", "/api/v1/index")
    return answer["leads"], answer["digest"]


def agree(port: int, sql: Callable[[str], str], patience: float = 5) -> float:
    """Waits until the index is the table; returns how long that took. SystemExit when it does not come to be."""
    began = time.monotonic()
    expected = table_digest(sql)
    while (held := index_digest(port)) != expected:
        if time.monotonic() - began > patience:
            check = ask(port, "POST", "/api/v1/index/check")
            raise SystemExit(f"the index of port {port} is not the table after {patience} s: {held}, the table "
                             f"{expected}; {check}")
        time.sleep(0.02)
    elapsed = time.monotonic() - began
    check = ask(port, "POST", "/api/v1/index/check")
    if not check["agrees"]:
        raise SystemExit(f"the index of port {port} has the digest of the table, but {check}")
    return elapsed
