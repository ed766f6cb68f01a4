"""Lead API: valuations and offices as in the guide, and their faults."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from sandbox import accounts, guide
from sandbox.accounts import Leads, MadeLead
from sandbox.estimates import estimate, no_estimate
from sandbox.faults import Faults, LeadApiFault
from sandbox.journal import Journal, LookUpRecord, OfficesRecord, UpdateOfLead
from sandbox.wire import GARBAGE, Dropped, JsonResponse

DEFAULT_OFFICES: Mapping[int, str] = {1213: "Derby", 1214: "Nottingham"}

_BODY_LIMIT = 1024 * 1024
"""Largest request body in bytes. The guide sets no limit; this one keeps the journal small."""


class LeadApi:
    """One agency's account. ``keys`` are its API keys, ``offices`` its offices by id; ``pause`` waits seconds."""

    def __init__(
        self,
        *,
        keys: Collection[str],
        offices: Mapping[int, str],
        clock: Callable[[], float],
        pause: Callable[[float], Awaitable[None]],
        faults: Faults,
        journal: Journal,
    ) -> None:
        self._keys = frozenset(keys)
        self._offices = dict(offices)
        self._clock = clock
        self._pause = pause
        self._faults = faults
        self._journal = journal
        self.leads = Leads()

    async def offices(self, request: Request) -> Response:
        """``GET /api/v103/offices``. Ids alternate between strings and numbers, as in the vendor's example.

        A fault with ``times`` affects valuations only: see :attr:`sandbox.faults.LeadApiFault.endpoint`.
        """
        fault = self._faults.lead_api if self._faults.lead_api.times is None else LeadApiFault()
        if fault.mode == "slow":
            await self._pause(fault.seconds)
        answer = self._faulty(fault, None) or self._list_offices(request)
        dropped = isinstance(answer, Dropped) or fault.mode == "drop_after"
        self._journal.offices.append(OfficesRecord(self._clock(), None if dropped else answer.status_code))
        return Dropped() if dropped else answer

    async def valuation(self, request: Request) -> Response:
        """``POST /api/v103/leads/valuation``."""
        body = await request.body()
        if len(body) > _BODY_LIMIT:
            return _refused(413, "Payload Too Large")
        fault = self._faults.take_lead_api()
        if fault.mode == "slow":
            await self._pause(fault.seconds)
        try:
            payload = json.loads(body, parse_constant=_no_constant)
        except ValueError:
            payload = body.decode("utf-8", "replace")
        made = self._faulty(fault, payload)
        before = len(self.leads.made)
        answer = made or self._judge(request, payload, fault)
        lead = self.leads.made[-1] if len(self.leads.made) > before else None
        dropped = isinstance(answer, Dropped) or fault.mode == "drop_after"
        self._journal.add_lead(
            at=self._clock(),
            accepted=lead is not None,
            status=None if dropped else answer.status_code,
            payload=payload,
            response="the connection was dropped" if dropped else _shown(answer),
            lead_id=None if lead is None else lead.id,
        )
        return Dropped() if dropped else answer

    async def leads_of_person(self, request: Request) -> Response:
        """``GET /api/v103/person/leads`` with ``email`` or ``phone``, narrowed by ``firstName`` and ``lastName``."""
        asked = request.query_params
        wanted = {field: asked[name] for name, field in _PERSON.items() if asked.get(name)}
        if not wanted.keys() & {"email", "phone"}:
            return _invalid({"email": "The email field is required when phone is not present."})
        account = self._faults.account
        shown = self.leads.of_person(wanted, self._clock() - account.lag)
        return await self._show(request, dict(asked), shown, account.others, lambda leads: {"data": leads})

    async def lead(self, request: Request) -> Response:
        """``GET /api/v103/leads/<id>``."""
        lead_id = str(request.path_params["lead_id"])
        found = self.leads.with_id(lead_id)
        shown = [] if found is None else [found]
        return await self._show(request, {"id": lead_id}, shown, False, lambda leads: {"data": leads[0]})

    async def _show(
        self,
        request: Request,
        query: dict[str, str],
        shown: list[MadeLead],
        others: bool,
        wrap: Callable[[list[dict[str, Any]]], dict[str, Any]],
    ) -> Response:
        fault = self._faults.take_lead_api("look_up")
        if fault.mode == "slow":
            await self._pause(fault.seconds)
        account = self._faults.account
        leads = [_ELSEWHERE] * others + [lead.as_json(account) for lead in shown]
        answer = self._faulty(fault, None)
        if answer is None:
            if not self._known(request) or account.look_up == "refused":
                answer = _refused(401 if not self._known(request) else 403, "This action is unauthorized.")
            elif not leads:
                answer = _refused(404, "No lead was found.")
            else:
                answer = JsonResponse(wrap(leads))
        dropped = isinstance(answer, Dropped) or fault.mode == "drop_after"
        status = None if dropped else answer.status_code
        self._journal.look_ups.append(LookUpRecord(self._clock(), query, status, [lead.id for lead in shown]))
        return Dropped() if dropped else answer

    async def update(self, request: Request) -> Response:
        """``PATCH /api/v103/leads/<id>``."""
        lead_id = str(request.path_params["lead_id"])
        body = await request.body()
        fault = self._faults.take_lead_api("update")
        if fault.mode == "slow":
            await self._pause(fault.seconds)
        try:
            changes = json.loads(body, parse_constant=_no_constant)
        except ValueError:
            changes = body.decode("utf-8", "replace")
        made = self._faulty(fault, changes)
        if fault.mode == "refused_inside" and self._known(request):
            made = JsonResponse({"success": False, "message": "The lead was not updated."})
        answer = made or self._update(request, lead_id, changes)
        dropped = isinstance(answer, Dropped) or fault.mode == "drop_after"
        accepted = made is None and answer.status_code == 200
        status = None if dropped else answer.status_code
        self._journal.add_update(UpdateOfLead(self._clock(), lead_id, changes, status, accepted))
        return Dropped() if dropped else answer

    def _update(self, request: Request, lead_id: str, changes: Any) -> Response:
        if not self._known(request):
            return _refused(401, "Unauthenticated.")
        account = self._faults.account
        lead = self.leads.with_id(lead_id)
        if lead is None:
            return _refused(404, "No lead was found.")
        if account.update == "refused":
            return _refused(403, "This action is unauthorized.")
        if not isinstance(changes, dict):
            return _refused(400, "The request body must be a JSON object.")
        if found := accounts.problems(changes):
            return _invalid(found)
        accounts.update(lead, changes, account)
        return JsonResponse({"data": lead.as_json(account)})

    def _list_offices(self, request: Request) -> Response:
        if not self._known(request):
            return _refused(401, "Unauthenticated.")
        ids = [str(i) if n % 2 == 0 else i for n, i in enumerate(self._offices)]
        names = self._offices.values()
        return JsonResponse({"data": [{"id": i, "name": name} for i, name in zip(ids, names, strict=True)]})

    def _judge(self, request: Request, payload: Any, fault: LeadApiFault) -> Response:
        """Return the answer without any fault other than the missing estimate."""
        if not self._known(request):
            return _refused(401, "Unauthenticated.")
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return _refused(415, "The request must be JSON (Content-Type: application/json).")
        if not isinstance(payload, dict):
            return _refused(400, "The request body must be a JSON object.")
        if found := guide.problems(payload, self._offices):
            return _invalid(found)
        if fault.mode == "conflict" and self.leads.with_reference(payload.get("meta", {}).get("reference")):
            return _refused(409, "This lead exists already.")
        if fault.mode == "refused_inside":
            return JsonResponse({"success": False, "message": "The lead was not created."})
        valued = no_estimate(fault.variant) if fault.mode == "no_estimate" else estimate(payload)
        lead = self.leads.make(self._clock(), payload, valued)
        return JsonResponse(valued | _with_id(lead.id, self._faults.account.id_in))

    def _faulty(self, fault: LeadApiFault, payload: Any) -> Response | None:
        """Return the answer of a fault that answers by itself, whatever the request."""
        match fault.mode:
            case "unavailable":
                return _refused(503, "Service Unavailable")
            case "error":
                return _refused(500, "Server Error")
            case "busy":
                wait = {"retry-after": str(max(int(fault.seconds), 1))}
                return JsonResponse({"message": "Too Many Attempts."}, status_code=429, headers=wait)
            case "drop_before":
                return Dropped()
            case "reject" if payload is not None:
                value = payload.get(fault.field) if isinstance(payload, dict) else None
                kind = "is required" if value is None else "is invalid"
                return _invalid({fault.field: f"The {fault.field} field {kind}."})
            case "garbage":
                return PlainTextResponse(GARBAGE, media_type="text/html")
            case "key_refused":
                return _refused(401, "Unauthenticated.")
            case "firewall" if fault.text in json.dumps(payload, ensure_ascii=False):
                return PlainTextResponse("Request blocked.", status_code=fault.status)
        return None

    def _known(self, request: Request) -> bool:
        return request.headers.get("x-api-key", "") in self._keys


_PERSON = {"email": "email", "phone": "phone", "firstName": "first_name", "lastName": "last_name"}
"""Parameters of the look-up, and the fields that they are compared with."""

_ELSEWHERE = {"id": "41", "type": "vendor", "source": "rightmove", "meta": None}
"""A lead of the same person from elsewhere."""


def _with_id(lead_id: int, place: str) -> dict[str, Any]:
    """Return an answer with a lead's id where the account has it; ids alternate between numbers and texts."""
    known = {"id": lead_id if lead_id % 2 else str(lead_id)}
    return known if place == "top" else {} if place == "nowhere" else {place: known}


def _refused(status: int, reason: str) -> JsonResponse:
    return JsonResponse({"message": reason}, status_code=status)


def _invalid(found: Mapping[str, str]) -> JsonResponse:
    """Return a 422 with a reason per field. The guide says "a reason for failure" without a format; this one is common."""
    errors = {field: [reason] for field, reason in found.items()}
    return JsonResponse({"message": "The given data was invalid.", "errors": errors}, status_code=422)


def _shown(answer: Response) -> Any:
    body = bytes(answer.body)
    try:
        return json.loads(body)
    except ValueError:
        return body.decode()


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")
