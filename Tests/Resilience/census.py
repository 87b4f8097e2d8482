"""Compares the ledger of a load with what is in the database."""

from collections.abc import Callable

from load import Ledger, number_of

STATEMENT = """
select l.email, l.lead_id,
    (select count(*) from lead_embeddings e join embedding_models m using (model_id)
     where e.workspace_id = l.workspace_id and e.lead_id = l.lead_id and m.state = 'active'
        and vector_dims(e.embedding) = m.dimensions),
    l.route_name
from leads l
"""


def census(ledger: Ledger, sql: Callable[[str], str]) -> str:
    """Says how many leads are stored; raises SystemExit with every difference to the ledger."""
    problems = ledger.report()
    stored: dict[int, str] = {}
    for line in sql(STATEMENT).splitlines():
        email, identity, vectors, route = line.split("|", 3)
        number = number_of(email)
        if number in stored:
            problems.append(f"lead {number} is stored twice: {stored[number]} and {identity}")
        stored[number] = identity
        if vectors != "1":
            problems.append(f"lead {number} has {vectors} vectors")
        if not route:
            problems.append(f"lead {number} has no decision")
        elif ledger.routes.get(number, route) != route:
            problems.append(f"lead {number} was said to go to {ledger.routes[number]}, stored is {route}")
    for number, identity in ledger.acknowledged.items():
        if number not in stored:
            problems.append(f"lead {number} was acknowledged as {identity} and is lost")
        elif stored[number] != identity:
            problems.append(f"lead {number} was acknowledged as {identity}, stored is {stored[number]}")
    if problems:
        shown = "\n  ".join(problems[:20])
        raise SystemExit(f"{len(problems)} problems:\n  {shown}")
    if not ledger.acknowledged:
        raise SystemExit("no lead was acknowledged: nothing was shown")
    return (f"{len(ledger.acknowledged)} leads acknowledged, each stored once with its vector and decision; "
            f"{len(stored) - len(ledger.acknowledged)} stored without an acknowledgement; "
            f"answers {dict(ledger.answers.most_common())}")
