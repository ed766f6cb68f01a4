"""People of a world: those of the chaos, some of whom delete everything in the end, and some who ask again if nothing comes."""

from __future__ import annotations

import asyncio

from chaos.owed import ENDINGS, Consent
from chaos.people import _TYPES, Simulated

from support.homeowner import ALL_CORRECT, ORDER, STAGES, YES

POISON = "Wow!!!!"
"""What somebody says where a world has poison in it."""
_ASKS_AGAIN_AFTER = 240.0


class Homeowner(Simulated):
    """Somebody of the chaos; ``deletes``: they have everything deleted when they are through; ``poisons``: see poison.py."""

    deletes = False
    poisons = False

    async def lives(self) -> None:
        await super().lives()
        if self.deletes:
            self.done = False
            await self._says("/delete", (STAGES["deleted"],))
            self.done = True

    async def _describes(self) -> None:
        if self.poisons:
            self.poisons = False
            await self._says(POISON, (STAGES["apology"],))
        await super()._describes()


class Persistent(Simulated):
    """Somebody who answers whatever is asked last, and does it again if nothing comes of it: taps may be lost for good.

    What they are owed is not noted act by act, so only how it ends is held against the bot.
    """

    asks_again_after = _ASKS_AGAIN_AFTER
    """Seconds of silence after which they do it again; infinite: only if they are asked."""

    async def lives(self) -> None:
        self.phone.send("/start")
        heard = 0
        while not {*ENDINGS} & {*self._stages()}:
            try:
                seconds = min(self.asks_again_after, 30 * 24 * 3600.0)
                await self.phone.until(lambda _: len(self.phone.bot_messages) > heard, timeout=seconds)  # noqa: B023
            except TimeoutError:
                if "thanks" in self._stages():
                    continue  # it is the agency's turn
            await asyncio.sleep(self.chance.uniform(0.0, self.manner.pace))
            heard = len(self.phone.bot_messages)
            if "thanks" not in self._stages():
                self._answers()
        self.done = True

    def _stages(self) -> list[str]:
        texts = [message["text"] or message["caption"] for message in self.phone.bot_messages]
        return [stage for text in texts for stage, words in STAGES.items() if words in text]

    def _answers(self) -> None:
        answers = self.answers
        asked = next((stage for stage in reversed(self._stages()) if stage in ORDER), "")
        said = {
            "sale_or_let": "sell it" if answers.kind == "vendor" else "rent it out",
            "name": f"{answers.first} {answers.last}",
            "phone": answers.phone,
            "email": answers.email,
            "address": answers.address,
            "postcode": "de11jx",
            "bedrooms": str(answers.bedrooms),
            "property_type": answers.property_type,
        }
        match asked:
            case "":
                self.phone.send("/start")
            case "review":
                self.phone.tap(ALL_CORRECT)
            case "consent":
                if not self.consents:
                    payload = answers.as_payload()
                    payload["phone"] = payload["phone"].replace(" ", "")
                    payload["property_type"] = _TYPES[payload["property_type"]][0]
                    self.consents.append(Consent(payload, after=self._newest()))
                self.phone.tap(YES)
            case _:
                self.phone.send(said[asked])
