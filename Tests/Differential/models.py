"""The contracts of Tests/SampleContracts, written for Pydantic and served by FastAPI."""

from datetime import datetime, timezone
from enum import Enum
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, EmailStr, Field, FiniteFloat, StrictInt, UrlConstraints
from pydantic_core import Url


def text(most: int | None = None, least: int | None = None):
    """A string without NUL, which PostgreSQL cannot store."""
    return Annotated[str, Field(min_length=least, max_length=most, pattern=r"^[^\x00]*$")]


def http_url(most: int):
    return Annotated[Url, UrlConstraints(max_length=most, allowed_schemes=["http", "https"])]


class Lead(BaseModel):
    first_name: text(100, 1)
    email: EmailStr
    revenue_tier: Annotated[int, Field(ge=0, le=10)]
    tags: Annotated[list[text(64, 1)], Field(max_length=32)] = []
    last_name: text(100) | None = None
    phone: text(40) | None = None
    company: text(200) | None = None
    job_title: text(200) | None = None
    industry: text(200) | None = None
    country: Annotated[str, Field(pattern="^[A-Za-z]{2}$")] | None = None
    website: http_url(2048) | None = None
    employee_count: Annotated[int, Field(ge=0, le=2**31 - 1)] | None = None
    message: text(4000) | None = None
    source: text(200) | None = None
    external_id: text(200, 1) | None = None
    occurred_at: datetime | None = None
    attributes: dict[str, Any] | None = None


class Color(str, Enum):
    red = "red"
    green = "green"
    blue = "dark blue"


class Address(BaseModel):
    model_config = ConfigDict(extra="forbid")
    street: text(80, 1)
    zip: Annotated[str, Field(pattern="^[0-9]{5}(-[0-9]{4})?$")]
    country: Literal["DE", "FR", "US"] = "DE"


class TextQuery(BaseModel):
    kind: Literal["text"]
    text: text(100, 1)


class VectorQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    kind: Literal["vector"]
    vector: Annotated[list[FiniteFloat], Field(min_length=1, max_length=4)]


Whole = Annotated[int, Field(ge=-(2**63), le=2**63 - 1)]


class Kitchen(BaseModel):
    model_config = ConfigDict(extra="forbid", serialize_by_alias=False)
    id: UUID
    color: Color
    when: datetime
    url: http_url(2083)
    query: Annotated[TextQuery | VectorQuery, Field(discriminator="kind")]
    name: text(20, 2) = Field(alias="fullName")
    address: Address | None = None
    addresses: Annotated[list[Address], Field(max_length=3)] = []
    scores: Annotated[dict[str, Annotated[FiniteFloat, Field(le=100)]], Field(max_length=3)] = {}
    ratio: Annotated[FiniteFloat, Field(gt=0, lt=1)] = 0.5
    flag: bool = False
    count: Annotated[int, Field(multiple_of=5, ge=-100, le=2**63 - 1)] | None = None
    # Whole numbers have 64 bits here; the bounds are told as the rules that are broken.
    exact: Annotated[StrictInt, Field(ge=-(2**63), le=2**63 - 1)] = 0
    matrix: Annotated[
        list[Annotated[list[Whole], Field(max_length=3)]], Field(min_length=1, max_length=3)
    ] = [[1]]
    payload: dict[str, Any] | None = None


app = FastAPI()


@app.post("/lead")
async def lead(body: Lead) -> dict:
    return {"value": plain(body)}


@app.post("/kitchen")
async def kitchen(body: Kitchen) -> dict:
    return {"value": plain(body)}


def plain(value: Any) -> Any:
    """The value as our writer gives it: moments in UTC by RFC 3339, a union's tag first."""
    if isinstance(value, BaseModel):
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, (UUID, Url)):
        return str(value)
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    return value


def moment(value: datetime) -> str:
    value = value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value
    try:
        value = value.astimezone(timezone.utc)
    except OverflowError:
        return "beyond the years 1 to 9999"
    fraction = f".{value.microsecond:06}" if value.microsecond else ""
    return value.strftime("%Y").zfill(4) + value.strftime("-%m-%dT%H:%M:%S") + fraction + "Z"
