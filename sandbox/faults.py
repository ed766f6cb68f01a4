"""Faults on request: what goes wrong, where, and how often."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, ClassVar, Self

LEAD_API_MODES = (
    "none",
    "slow",
    "unavailable",
    "error",
    "busy",
    "drop_before",
    "drop_after",
    "reject",
    "no_estimate",
    "garbage",
    "key_refused",
    "firewall",
    "conflict",
    "refused_inside",
)
TELEGRAM_MODES = ("none", "slow", "busy", "error", "drop_before", "drop_after", "garbage", "blocked")
NO_ESTIMATE_VARIANTS = ("null", "zero", "missing")
ENDPOINTS = ("", "valuation", "look_up", "update")
LOOK_UPS = ("works", "without_estimate", "without_meta", "refused")
UPDATES = ("merges", "replaces", "refused")
ID_PLACES = ("data", "top", "lead", "nowhere")


@dataclass(frozen=True, slots=True)
class _Fault:
    modes: ClassVar[tuple[str, ...]] = ("none",)
    """Allowed values of ``mode``; each server's faults have their own."""
    mode: str = "none"
    """What goes wrong; ``none``: nothing."""
    seconds: float = 2
    """Duration of ``slow``, and the wait demanded by ``busy``, in seconds."""
    times: int | None = None
    """Number of affected requests; ``None``: until switched off."""

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """The fault that a JSON object describes; missing fields take their defaults.

        Raises ``ValueError`` naming the field that is unknown or unusable.
        """
        known = {f.name for f in fields(cls)}
        if unknown := sorted(set(value) - known):
            raise ValueError(f"unknown field {unknown[0]}")
        fault = cls(**value)
        fault.check()
        return fault

    def check(self) -> None:
        """Raise ``ValueError`` for a value that makes no sense."""
        if self.mode not in self.modes:
            raise ValueError(f"mode is one of {', '.join(self.modes)}")
        if isinstance(self.seconds, bool) or not isinstance(self.seconds, int | float) or not 0 <= self.seconds <= 600:
            raise ValueError("seconds is a number from 0 to 600")
        if self.times is not None and (isinstance(self.times, bool) or not isinstance(self.times, int)):
            raise ValueError("times is a whole number or null")


@dataclass(frozen=True, slots=True)
class LeadApiFault(_Fault):
    """Fault of the Lead API."""

    modes = LEAD_API_MODES
    seconds: float = 3
    field: str = "postcode"
    """Field that ``reject`` complains about."""
    variant: str = "null"
    """How ``no_estimate`` omits the figures: ``null``, ``zero`` or ``missing``."""
    text: str = "../"
    """Text for which ``firewall`` refuses leads, anywhere in them."""
    status: int = 403
    """Status with which ``firewall`` answers."""
    endpoint: str = ""
    """Endpoint affected: ``valuation``, ``look_up`` or ``update``. If empty, a fault with ``times`` affects valuations only, and
    one without affects every endpoint."""

    def check(self) -> None:
        """Raise ``ValueError`` for a value that makes no sense."""
        _Fault.check(self)
        if not isinstance(self.field, str) or not self.field:
            raise ValueError("field is the name of a field")
        if self.variant not in NO_ESTIMATE_VARIANTS:
            raise ValueError(f"variant is one of {', '.join(NO_ESTIMATE_VARIANTS)}")
        if not isinstance(self.text, str) or not self.text:
            raise ValueError("text is what a lead is refused for")
        if self.endpoint not in ENDPOINTS:
            raise ValueError(f"endpoint is one of {', '.join(ENDPOINTS)}")
        if isinstance(self.status, bool) or not isinstance(self.status, int) or not 300 <= self.status <= 499:
            raise ValueError("status is a number from 300 to 499")


@dataclass(frozen=True, slots=True)
class TelegramFault(_Fault):
    """Fault of the Bot API."""

    modes = TELEGRAM_MODES
    method: str = ""
    """Bot API method affected; empty: all."""

    def check(self) -> None:
        """Raise ``ValueError`` for a value that makes no sense."""
        _Fault.check(self)
        if not isinstance(self.method, str):
            raise ValueError("method is the name of a method")  # noqa: TRY004  one kind of error for every field


@dataclass(frozen=True, slots=True)
class Account:
    """Properties of an account that the vendor's pages leave open; none of them is a fault."""

    look_up: str = "works"
    """Whether leads can be looked up, and whether their ``meta`` and estimate are shown."""
    lag: float = 0
    """Seconds until a lead appears in a look-up by its person."""
    others: bool = False
    """Whether the person has further leads from elsewhere."""
    update: str = "merges"
    """Whether an update merges ``meta``, replaces it, or is refused."""
    id_in: str = "data"
    """Where a lead's id is in the answer that creates it."""

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        """The account that a JSON object describes; missing fields take their defaults.

        Raises ``ValueError`` naming the field that is unknown or unusable.
        """
        if unknown := sorted(set(value) - {f.name for f in fields(cls)}):
            raise ValueError(f"unknown field {unknown[0]}")
        account = cls(**value)
        account.check()
        return account

    def check(self) -> None:
        """Raise ``ValueError`` for a value that makes no sense."""
        for name, choices in (("look_up", LOOK_UPS), ("update", UPDATES), ("id_in", ID_PLACES)):
            if getattr(self, name) not in choices:
                raise ValueError(f"{name} is one of {', '.join(choices)}")
        if isinstance(self.lag, bool) or not isinstance(self.lag, int | float) or not 0 <= self.lag <= 600:
            raise ValueError("lag is a number from 0 to 600")
        if not isinstance(self.others, bool):
            raise ValueError("others is true or false")  # noqa: TRY004  one kind of error for every field


@dataclass(slots=True)
class Faults:
    """The switches. ``changed`` is called whenever one changes, including when a counted one runs out."""

    lead_api: LeadApiFault = field(default_factory=LeadApiFault)
    account: Account = field(default_factory=Account)
    telegram: TelegramFault = field(default_factory=TelegramFault)
    changed: Callable[[], None] = lambda: None

    def set(
        self,
        *,
        lead_api: LeadApiFault | None = None,
        telegram: TelegramFault | None = None,
        account: Account | None = None,
    ) -> None:
        """Replace the given switches. Raises ``ValueError`` for an invalid one."""
        for switch in (lead_api, telegram, account):
            if switch is not None:
                switch.check()
        self.lead_api = lead_api or self.lead_api
        self.account = account or self.account
        self.telegram = telegram or self.telegram
        self.changed()

    def clear(self) -> None:
        """Switch all faults off."""
        self.set(lead_api=LeadApiFault(), telegram=TelegramFault())

    def take_lead_api(self, endpoint: str = "valuation") -> LeadApiFault:
        """Return the fault for this request to ``endpoint``, and count it."""
        fault = self.lead_api
        everything = not fault.endpoint and fault.times is None
        if not everything and endpoint != (fault.endpoint or "valuation"):
            return LeadApiFault()
        if fault.mode != "none" and fault.times is not None:
            self.lead_api = LeadApiFault() if fault.times <= 1 else replace(fault, times=fault.times - 1)
            self.changed()
        return fault if _hits(fault) else LeadApiFault()

    def take_telegram(self, method: str, *, to_a_chat: bool) -> TelegramFault:
        """Return the fault for this call of ``method``, and count it. Only calls that name a chat can be ``blocked``."""
        fault = self.telegram
        if fault.method and fault.method.lower() != method.lower():
            return TelegramFault()
        if fault.mode == "blocked" and not to_a_chat:
            return TelegramFault()
        if fault.mode != "none" and fault.times is not None:
            self.telegram = TelegramFault() if fault.times <= 1 else replace(fault, times=fault.times - 1)
            self.changed()
        return fault if _hits(fault) else TelegramFault()

    def as_json(self) -> dict[str, Any]:
        """Return the switches as the page sees them."""
        return {"lead_api": asdict(self.lead_api), "telegram": asdict(self.telegram), "account": asdict(self.account)}


def _hits(fault: _Fault) -> bool:
    return fault.times is None or fault.times > 0
