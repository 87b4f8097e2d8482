"""A keep-alive HTTP client that never takes a broken answer for an answer."""

import asyncio
import json


class Lost(Exception):
    """No complete answer came: nobody can tell from here whether the request took effect."""


class Client:
    """One connection, opened when it is needed and again after it broke."""

    def __init__(self, port: int, timeout: float = 30):
        self.port = port
        self.timeout = timeout
        self.streams = None

    async def send(self, method: str, path: str, value: object = None) -> tuple[int, dict]:
        """The status and the JSON of the answer.

        Raises ConnectionRefusedError when nobody listens, and Lost when the answer did not come as a whole.
        """
        body = b"" if value is None else json.dumps(value).encode()
        head = f"{method} {path} HTTP/1.1\r\nHost: leadline\r\nContent-Type: application/json\r\n" \
               f"Content-Length: {len(body)}\r\n\r\n"
        if self.streams is None:
            try:
                self.streams = await asyncio.open_connection("127.0.0.1", self.port)
            except ConnectionRefusedError:
                raise
            except OSError as error:
                raise Lost(repr(error)) from error
        try:
            self.streams[1].write(head.encode() + body)
            return await asyncio.wait_for(self._answer(), self.timeout)
        except (OSError, EOFError, ValueError, asyncio.TimeoutError) as error:
            self.close()
            raise Lost(repr(error)) from error

    async def _answer(self) -> tuple[int, dict]:
        head = await self.streams[0].readuntil(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        fields = dict(line.lower().split(": ", 1) for line in lines[1:] if line)
        body = await self.streams[0].readexactly(int(fields.get("content-length", "0")))
        if fields.get("connection") == "close":
            self.close()
        return int(lines[0].split(" ")[1]), json.loads(body) if body else {}

    def close(self) -> None:
        if self.streams is not None:
            self.streams[1].close()
            self.streams = None
