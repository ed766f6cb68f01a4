"""Pictures of the chat page in docs/images, phone-sized, in every language, light and dark.

``python tools/screenshots.py`` starts the demo, talks to it in a real browser and writes ``chat.<language>.png``: the
greeting, an interruption, a suggestion, an answer by button, the review, a correction, consent, the estimate in light and
dark, no estimate, and an erasure; also the README's ``chat.png`` and ``demo.png``. Look at them: a test cannot judge
them.
"""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import httpx
from PIL import Image
from playwright.async_api import Browser, Page

from conversations.languages import CATALOGUES
from support.chromium import chromium

WIDTH, HEIGHT = 390, 844
"""Size of a current phone, in points."""
SCALE = 2
GAP, ROW = 24, 6
COLOURS = 64
IMAGES = ROOT / "docs" / "images"
SAID = {
    "en": ("sell", "why do you need that?", "no, it's 4 bedrooms", "semi"),
    "cy": ("gwerthu", "pam?", "na, 4 ystafell wely", "tŷ pâr"),
    "pl": ("sprzedaż", "po co wam to?", "nie, 4 sypialnie", "bliźniak"),
}


@dataclass
class Phone:
    """One person's phone on the page."""

    page: Page
    language: str

    async def begins(self, address: str, person: str) -> None:
        """Open the page as ``person`` and press Start."""
        await self.page.goto(f"{address}/?person={person}&language={self.language}")
        await self._then(
            self.page.locator(".phone:not(.group)").get_by_role("button", name="Start", exact=True).click()
        )

    async def says(self, text: str, *, answers: int = 1) -> None:
        """Send ``text`` and wait for this many messages of the bot."""
        phone = self.page.locator(".phone:not(.group)")
        await phone.get_by_role("textbox", name="Message").fill(text)
        await self._then(phone.get_by_role("button", name="Send", exact=True).click(), answers)

    async def taps(self, label: str, *, answers: int = 1) -> None:
        """Press a button of the newest message that has any."""
        keyboard = self.page.locator(".phone:not(.group) .inline-keyboard").last
        await self._then(keyboard.get_by_role("button", name=label, exact=True).click(), answers)

    async def _then(self, act: object, answers: int = 1) -> None:
        said = self.page.locator(".phone:not(.group) .row.theirs")
        before = await said.count()
        await act  # type: ignore[misc]
        await said.nth(before + answers - 1).wait_for(timeout=20_000)

    async def hears(self, key: str) -> None:
        """Wait for a message that starts like this sentence."""
        words = re.split(r"[{*]", CATALOGUES[self.language].sentences[key].replace("**", ""))[0][:40]
        await self.page.locator(".phone:not(.group) .row.theirs", has_text=words).last.wait_for(timeout=20_000)

    async def shows(self) -> Image.Image:
        """Return a screenshot."""
        await self.page.wait_for_timeout(400)
        return Image.open(BytesIO(await self.page.screenshot())).convert("RGB")


async def phone(browser: Browser, language: str, scheme: str) -> Phone:
    """Return a phone set to ``language``, in light or dark mode."""
    context = await browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=SCALE, has_touch=True, is_mobile=True,
        reduced_motion="reduce", color_scheme="dark" if scheme == "dark" else "light",
    )  # fmt: skip
    return Phone(await context.new_page(), language)


def fault(address: str, **lead_api: object) -> None:
    """Switch a fault of the sandbox's Lead API on."""
    body = json.dumps({"lead_api": lead_api}).encode()
    httpx.post(f"{address}/page/faults", content=body, headers={"content-type": "application/json"}).raise_for_status()


async def goes_to_consent(marla: Phone, shots: list[Image.Image] | None = None) -> None:
    """Fill in the form as people do; each station is added to ``shots``."""
    sentences = CATALOGUES[marla.language].sentences
    side, why, correction, kind = SAID[marla.language]

    async def shot() -> None:
        if shots is not None:
            shots.append(await marla.shows())

    await shot()
    await marla.says(side)
    await marla.says("Marla Singer")
    await marla.says(why)
    await shot()
    await marla.says("07986 000000")
    await marla.says("cloud9@gmial.com")
    await shot()
    await marla.taps(sentences["pending.yes"].format(answer="cloud9@gmail.com"))
    await marla.says("123 example street derby de11jx")
    await marla.says("3")
    await shot()
    await marla.says(kind)
    await shot()
    await marla.says(correction)
    await shot()
    await marla.taps(sentences["button.reviewed"])
    await shot()


async def sheet(browser: Browser, address: str, language: str) -> list[Image.Image]:
    """Return the stations of a conversation in one language."""
    sentences = CATALOGUES[language].sentences
    shots: list[Image.Image] = []
    for scheme in ("light", "dark"):
        marla = await phone(browser, language, scheme)
        fault(address)
        await marla.begins(address, f"marla-{language}-{scheme}")
        await goes_to_consent(marla, shots if scheme == "light" else None)
        fault(address, mode="slow", seconds=9)
        await marla.taps(sentences["consent.yes"])
        await marla.hears("delayed")
        await marla.page.locator(".phone:not(.group) .row.theirs img").first.wait_for(timeout=20_000)
        shots.append(await marla.shows())
    marla = await phone(browser, language, "light")
    fault(address, mode="no_estimate")
    await marla.begins(address, f"tom-{language}")
    await goes_to_consent(marla)
    await marla.taps(sentences["consent.yes"], answers=2)
    shots.append(await marla.shows())
    await marla.says("/delete")
    shots.append(await marla.shows())
    return shots


async def the_readmes(browser: Browser, address: str) -> None:
    """Take the estimate on a phone, and the whole demo on a desktop."""
    fault(address)
    for name, person, width, height, element in (
        ("chat", "marla", WIDTH, HEIGHT, ".phone:not(.group)"),
        ("demo", "singer", 1280, 800, "body"),
    ):
        context = await browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=SCALE)
        marla = Phone(await context.new_page(), "en")
        await marla.begins(address, person)
        await goes_to_consent(marla)
        await marla.taps(CATALOGUES["en"].sentences["consent.yes"])
        await marla.page.locator(".phone:not(.group) .row.theirs img").first.wait_for(timeout=20_000)
        await marla.page.wait_for_timeout(1500)
        shown = Image.open(BytesIO(await marla.page.locator(element).screenshot())).convert("RGB")
        shown.quantize(COLOURS).save(IMAGES / f"{name}.png", optimize=True)
        await marla.says("/delete")


def side_by_side(shots: list[Image.Image]) -> Image.Image:
    """The screenshots in rows, at the size of the phone."""
    rows = -(-len(shots) // ROW)
    columns = min(ROW, len(shots))
    board = Image.new("RGB", (columns * (WIDTH + GAP) - GAP, rows * (HEIGHT + GAP) - GAP), "white")
    for at, shot in enumerate(shots):
        small = shot.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        board.paste(small, ((at % ROW) * (WIDTH + GAP), (at // ROW) * (HEIGHT + GAP)))
    return board


async def take(address: str) -> None:
    """Take all pictures, from the demo at ``address``."""
    async with chromium() as browser:
        await the_readmes(browser, address)
        for language in SAID:
            board = side_by_side(await sheet(browser, address, language))
            board.quantize(COLOURS).save(IMAGES / f"chat.{language}.png", optimize=True)


def main() -> None:
    """Take all pictures while running the demo."""
    command = [sys.executable, "-m", "bot", "demo", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as demo:
        try:
            lines = iter(demo.stdout or ())
            asyncio.run(
                take(next(found[0] for each in lines if (found := re.search(r"http://127\.0\.0\.1:\d+", each))))
            )
        finally:
            demo.terminate()


if __name__ == "__main__":
    main()
