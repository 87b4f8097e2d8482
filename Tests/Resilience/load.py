"""Leads sent from many connections at once, and a ledger of what was said of each."""

import asyncio
import collections
import contextlib
import random
import time

from client import Client, Lost

TOPICS = ["a data warehouse for our reports", "single sign-on for our staff", "payroll in three countries",
          "a forklift for the yard", "help with phishing mails", "a shop for 400 products", "an audit of our cloud"]


class Ledger:
    """What the service said of each lead. A lead is known by its number, which is in its address."""

    def __init__(self) -> None:
        self.next_number = 0
        self.acknowledged: dict[int, str] = {}
        self.routes: dict[int, str] = {}
        self.answers = collections.Counter()
        self.refusals = collections.Counter()
        self.problems: list[str] = []
        self.replaced: list[tuple[str, float, str]] = []
        self.identities: set[str] = set()
        self.latest_success = 0.0

    def lead(self, is_keyed: bool) -> dict:
        number = self.next_number
        self.next_number += 1
        lead = {"first_name": "Ada", "email": f"lead{number}@example.org", "revenue_tier": number % 11,
                "company": f"Company {number}", "message": f"We need {random.choice(TOPICS)}, request {number}."}
        if is_keyed:
            lead |= {"source": "ledger", "external_id": str(number)}
        return lead

    def acknowledge(self, lead: dict, answer: dict, sent: float) -> None:
        number = number_of(lead["email"])
        if answer.get("processed_email") != lead["email"]:
            self.problems.append(f"lead {number} got the answer of another: {answer}")
        self.identities.add(answer["id"])
        known = self.acknowledged.setdefault(number, answer["id"])
        if known != answer["id"]:
            text = f"lead {number} was acknowledged as {known} and as {answer['id']}"
            self.replaced.append((known, time.time(), text))
        if answer.get("route"):
            self.routes.setdefault(number, answer["route"])
        self.latest_success = max(self.latest_success, sent)

    def problem(self, text: str) -> None:
        self.problems.append(text)

    def report(self, deleted: dict[str, float] | None = None) -> list[str]:
        """All problems. A second identity of a lead is none when the first was deleted before; deleted says when."""
        deleted = deleted or {}
        return self.problems + [
            text for known, answered, text in self.replaced if deleted.get(known, answered) >= answered]


def number_of(email: str) -> int:
    return int(email.removeprefix("lead").removesuffix("@example.org"))


async def add_routes(port: int) -> None:
    """Routes by which every lead gets a decision."""
    client = Client(port)
    for name, text in [("Data", "Data warehouses, reports and audits"), ("Security", "Sign-on and phishing"),
                       ("Sales", "Forklifts, shops and payroll")]:
        status, answer = await client.send("POST", "/api/v1/routes", {
            "name": name, "description": text, "is_fallback": name == "Sales"})
        if status != 201:
            raise SystemExit(f"a route was answered {status}: {answer}")
    client.close()


class Load:
    """Workers that send leads until they are told to stop; those with a key send theirs until it is acknowledged."""

    def __init__(self, port: int, ledger: Ledger, workers: int = 32, read_share: float = 0.05,
                 refusals: frozenset[int] = frozenset({503})):
        self.port = port
        self.ledger = ledger
        self.workers = workers
        self.read_share = read_share
        self.allowed = refusals
        self.stopping = asyncio.Event()

    @contextlib.asynccontextmanager
    async def running(self, patience: float = 60):
        """Sends while the body runs; afterwards every lead with a key has so many seconds to be acknowledged."""
        task = asyncio.create_task(self.run())
        try:
            yield task
        except BaseException:
            task.cancel()
            raise
        self.stopping.set()
        async with asyncio.timeout(patience):
            await task

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(self.workers):
                group.create_task(self._work())

    async def _work(self) -> None:
        client = Client(self.port)
        while not self.stopping.is_set():
            dice = random.random()
            if dice < 0.02:
                await self._bulk(client)
            elif dice < 0.5:
                await self._once(client, self.ledger.lead(is_keyed=False))
            else:
                await self._until_acknowledged(client, self.ledger.lead(is_keyed=True))
            if random.random() < self.read_share:
                await self._read(client)
        client.close()

    async def _send(self, client: Client, method: str, path: str, value: object = None) -> tuple[int, dict]:
        """The answer; status 0 when none came. Other refusals than the allowed ones are problems."""
        try:
            status, answer = await client.send(method, path, value)
        except ConnectionRefusedError:
            await asyncio.sleep(0.02)
            return self._counted(0, {}, "nobody listened")
        except Lost:
            return self._counted(0, {}, "answer lost")
        if status in self.allowed:
            self.ledger.refusals[answer.get("detail") if isinstance(answer.get("detail"), str) else str(answer)] += 1
            await asyncio.sleep(0.02)
        elif status not in (200, 201):
            self.ledger.problem(f"{method} {path} was answered {status}: {answer}")
        return self._counted(status, answer, str(status))

    def _counted(self, status: int, answer: dict, name: str) -> tuple[int, dict]:
        self.ledger.answers[name] += 1
        return status, answer

    async def _once(self, client: Client, lead: dict) -> bool:
        sent = time.monotonic()
        status, answer = await self._send(client, "POST", "/api/v1/leads", lead)
        if status not in (200, 201):
            return False
        if status == 200 and "external_id" not in lead:
            self.ledger.problem(f"a new lead was taken for one that was there: {answer}")
        self.ledger.acknowledge(lead, answer, sent)
        return True

    async def _until_acknowledged(self, client: Client, lead: dict) -> None:
        # Goes on after the end of the load: every lead with a key must be there in the end.
        while not await self._once(client, lead):
            pass
        if random.random() < 0.1:
            await self._once(client, lead)

    async def _bulk(self, client: Client) -> None:
        leads = [self.ledger.lead(is_keyed=False) for _ in range(20)]
        sent = time.monotonic()
        status, answer = await self._send(client, "POST", "/api/v1/leads/bulk", leads)
        if status != 200:
            return
        for lead, result in zip(leads, answer["results"], strict=True):
            if result["status"] != "error":
                self.ledger.acknowledge(lead, result, sent)

    async def _read(self, client: Client) -> None:
        if not self.ledger.acknowledged:
            return
        number = random.randrange(self.ledger.next_number)
        if identity := self.ledger.acknowledged.get(number):
            await self._send(client, "GET", f"/api/v1/leads/{identity}")
