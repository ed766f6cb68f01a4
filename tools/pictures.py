"""Pictures of docs/going-live.md, taken from the demo in a headless browser: ``make pictures``.

Needs Chromium, like the tests of the chat page.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import sys
from pathlib import Path

from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
PHONE: ViewportSize = {"width": 390, "height": 700}
PATIENCE = 30_000
"""Milliseconds for the bot to answer."""

SAID = (
    "sell it",
    "Marla Singer",
    "07986 000000",
    "cloud9@cloud.com",
    "123 Example Street, Derby",
    "DE1 1JX",
    "4",
    "semi-detached",
)
"""Texts of the guide's example person."""


async def says(page: Page, text: str) -> None:
    """Send a text, and wait for an answer."""
    phone = page.locator(".phone:not(.group)")
    heard = await phone.locator(".row.theirs").count()
    await phone.get_by_role("textbox", name="Message").fill(text)
    await phone.get_by_role("button", name="Send", exact=True).click()
    await expect(phone.locator(".row.theirs").nth(heard)).to_be_visible(timeout=PATIENCE)


async def taps(page: Page, name: str) -> None:
    """Press a button of the newest message that has any, and wait for an answer."""
    phone = page.locator(".phone:not(.group)")
    heard = await phone.locator(".row.theirs").count()
    await phone.locator(".inline-keyboard").last.get_by_role("button", name=name, exact=True).click()
    await expect(phone.locator(".row.theirs").nth(heard)).to_be_visible(timeout=PATIENCE)


async def starts(page: Page, address: str) -> None:
    """Open a chat and press Start."""
    await page.goto(address)
    await page.locator(".phone:not(.group)").get_by_role("button", name="Start", exact=True).click()
    await expect(page.locator(".phone:not(.group) .row.theirs").first).to_be_visible(timeout=PATIENCE)


async def kept(page: Page, name: str) -> None:
    """Save the screen, once nothing moves."""
    await page.wait_for_timeout(400)
    await page.screenshot(path=IMAGES / f"going-live-{name}.png")


async def homeowner(browser: Browser, url: str) -> None:
    """Take the first question, the consent question, the estimate, and the lead as the agency gets it."""
    context = await browser.new_context(base_url=url, viewport=PHONE, has_touch=True, reduced_motion="reduce")
    page = await context.new_page()
    await starts(page, "/?person=marla")
    await kept(page, "start")
    for text in SAID:
        await says(page, text)
    await taps(page, "All correct")
    await kept(page, "consent")
    await (
        page.locator(".phone:not(.group) .inline-keyboard")
        .last.get_by_role("button", name=re.compile("^Yes, show my estimate"))
        .click()
    )
    await expect(page.locator(".phone:not(.group)").get_by_text(re.compile("likely between £")).first).to_be_visible(
        timeout=PATIENCE
    )
    await expect(page.locator(".phone:not(.group) .inline-keyboard").last.get_by_role("button").first).to_be_visible(
        timeout=PATIENCE
    )
    await page.set_viewport_size({"width": PHONE["width"], "height": 1180})
    await kept(page, "estimate")
    await page.set_viewport_size(PHONE)
    await page.get_by_role("tab", name="For the agent").click()
    await kept(page, "lead")
    await context.close()


async def agent(browser: Browser, url: str) -> None:
    """Take a link created in the chat."""
    context = await browser.new_context(base_url=url, viewport=PHONE, has_touch=True, reduced_motion="reduce")
    page = await context.new_page()
    await page.goto("/?person=agent")  # whose chat has begun
    await expect(page.locator(".phone:not(.group) .row.theirs").first).to_be_visible(timeout=PATIENCE)
    await says(page, "/link")
    for button in ("Sale", "Nottingham", "Facebook", "No note", "Use fb-nottingham-sale", "A real one"):
        await taps(page, button)
    await kept(page, "link")
    await context.close()


async def main() -> int:
    """Run the demo, take all pictures, end it. Return the exit code."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        sys.stderr.write("Chromium is needed (Debian: apt install chromium).\n")
        return 1
    demo = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--port", "0", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert demo.stdout is not None  # noqa: S101  it is a pipe
        url = None
        while url is None:
            found = re.search(rb"http://127\.0\.0\.1:\d+", await demo.stdout.readline())
            url = found[0].decode() if found else None
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            await homeowner(browser, url)
            await agent(browser, url)
            await browser.close()
    finally:
        demo.terminate()
        await demo.wait()
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
