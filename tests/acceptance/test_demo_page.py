"""The demo as a newcomer meets it: ``bot demo`` as a process, and its page in a real browser, as wide as a phone."""

from __future__ import annotations

import re
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, ConsoleMessage, Locator, Page, expect

from bot.commands.demo import AGENCY
from support.chromium import chromium
from support.forked import ForkServer
from support.homeowner import ALL_CORRECT, SHARE, STAGES, YES, choice, label
from support.log_proof import LogProof
from support.processes import BARE, BotProcess
from support.waiting import PATIENCE

RANGE = re.compile(r"between £[\d,]*\d and £[\d,]*\d")
CANARY = "canary-0123456789abcdef"
RIBBON = "Made-up figures from the sandbox"
OWN = (
    f"TELEGRAM_BOT_TOKEN=1:{CANARY}\nLEAD_API_KEY={CANARY}\nAGENCY_NAME=Belper Homes\nAGENCY_PHONE=01773 000000\n"
    "QUESTIONS=name,sale_or_let,phone,email,address,postcode,bedrooms,property_type\n"
)
"""Settings of an agency, in the folder that the demo is started in."""
_RANDOM = re.compile(r"^\S+Z|VB-\w+|port=\d+", re.MULTILINE)
"""Times, references and ports in a log, which may have any digits and letters."""
SOON = PATIENCE * 1000
"""Milliseconds."""


pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest.fixture
def options() -> list[str]:
    """Options of the demo's command."""
    return []


@pytest_asyncio.fixture(loop_scope="session")
async def demo(tmp_path: Path, forks: ForkServer, log_proof: LogProof, options: list[str]) -> AsyncIterator[str]:
    """The demo's address. It ends at Ctrl+C, and has written nothing about anybody."""
    given, output = tmp_path / "in", (tmp_path / "out", tmp_path / "err")
    given.touch()
    (tmp_path / ".env").write_text(OWN)
    command = ["demo", "--port", "0", *options]
    request = {"plan": {}, "command": command, "folder": str(tmp_path), "environment": BARE}
    with given.open("rb") as stdin, output[0].open("wb") as stdout, output[1].open("wb") as stderr:
        handle = forks.start(request, [stdin, stdout, stderr])
    process = BotProcess(handle, "demo", output)
    try:
        await process.prints("The chat page is at")
        address = re.search(r"http://127\.0\.0\.1:\d+", process.stdout)
        assert address is not None
        yield address[0]
        handle.send_signal(signal.SIGINT)
        assert await process.ends() == 0, process.stderr
    finally:
        await process.kill()
    log_proof.read("demo", process.stderr)
    logged = _RANDOM.sub("", process.stderr)
    for said in ("Marla", "Singer", "Tom", "7986", "cloud9", "Example Street", "DE1"):
        assert said not in logged
    assert CANARY not in process.stdout + process.stderr


class Visitor:
    """One thumb on one phone."""

    def __init__(self, page: Page, chat: str = ".phone:not(.group)") -> None:
        self.page = page
        self.chat = page.locator(chat)
        self.said = self.chat.locator(".row.theirs")
        self.problems: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.problems.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.problems.append(message.text)

    async def starts(self, address: str, *, then: str) -> None:
        await self.page.goto(address)
        await self.chat.get_by_role("button", name="Start", exact=True).click()
        await self.hears(then)

    async def types(self, text: str, *, then: str) -> None:
        """Write something. The keyboard of a phone has no Enter that sends."""
        await self.chat.get_by_role("textbox", name="Message").fill(text)
        await self.presses(self.chat.get_by_role("button", name="Send", exact=True), then)

    async def taps(self, name: str, *, then: str) -> None:
        """Press a button of the newest message that has any."""
        keyboard = self.chat.locator(".inline-keyboard").last
        await self.presses(keyboard.get_by_role("button", name=name, exact=True), then)

    async def shares_the_number(self, *, then: str) -> None:
        """Press the key under the text field, and agree to what the phone asks."""
        await self.chat.get_by_role("button", name=SHARE, exact=True).click()
        await self.presses(self.page.get_by_role("button", name="Share contact", exact=True), then)

    async def presses(self, control: Locator, then: str) -> None:
        before = await self.said.count()
        await control.click()
        await self.hears(then, after=before)

    async def hears(self, stage: str, *, after: int = 0) -> None:
        """Wait for a message of a stage of the conversation, or with these words, beyond the first ``after``."""
        await expect(self.said.nth(after)).to_be_visible(timeout=SOON)
        await expect(self.said.last).to_contain_text(STAGES.get(stage, stage), timeout=SOON)

    async def estimated(self) -> str:
        """The range that the chat shows, which has to be marked as made up, and to be on the screen."""
        row = self.said.filter(has_text=STAGES["estimate"])
        await expect(row).to_have_count(1)
        await expect(row.get_by_text(RIBBON)).to_be_visible()
        await expect(row.get_by_role("button").last).to_be_in_viewport()
        found = RANGE.search(await row.inner_text())
        assert found is not None
        return found[0]

    async def turns_to_the_agent(self) -> Locator:
        """Open the agent's pane, which has exactly one lead; returns its card."""
        tab = self.page.get_by_role("tab", name="For the agent")
        await expect(tab).to_have_accessible_name("For the agent 1 lead", timeout=SOON)
        await tab.click()
        pane = self.page.get_by_role("tabpanel", name="For the agent")
        await expect(pane.get_by_text("1 lead accepted, 1 request")).to_be_visible()
        card = pane.get_by_role("article", name="Lead 1", exact=True)
        await expect(card.locator(".badge")).to_have_text("Accepted 200")
        return card


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(browser: Browser, demo: str) -> AsyncIterator[Visitor]:
    context = await browser.new_context(
        base_url=demo, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    arrived = Visitor(await context.new_page())
    yield arrived
    assert await arrived.page.evaluate("document.documentElement.scrollWidth") == 390
    await context.close()
    assert arrived.problems == []


async def fields(card: Locator, table: str = "What was sent") -> dict[str, str]:
    """What a card's table says, by the labels in front."""
    rows = card.get_by_role("table", name=table).get_by_role("row")
    pairs = [(await row.locator("th").inner_text(), await row.locator("td").inner_text()) for row in await rows.all()]
    return dict(pairs)


async def test_a_sale_by_buttons_with_two_corrections(visitor: Visitor) -> None:
    await visitor.starts("/?person=marla", then="sale_or_let")
    await expect(visitor.chat.get_by_role("heading", name=AGENCY.form.agency)).to_be_visible()
    await visitor.taps(choice("sale_or_let", "vendor"), then="name")
    await visitor.types("Marla Singer", then="phone")
    await visitor.shares_the_number(then="email")
    await visitor.types("cloud9@cloud.com", then="address")
    await visitor.types("123 Example Street, Derby", then="postcode")
    await visitor.types("DE1 1JX", then="bedrooms")
    await visitor.taps(choice("bedrooms", "3"), then="property_type")
    await visitor.taps(choice("property_type", "terraced"), then="review")

    await visitor.taps(label("bedrooms"), then="bedrooms")
    await visitor.taps(choice("bedrooms", "4"), then="review")
    await expect(visitor.said.last).to_contain_text("4 bedrooms")
    await visitor.taps(label("property_type"), then="property_type")
    await visitor.taps(choice("property_type", "semi-detached"), then="review")
    await visitor.taps(ALL_CORRECT, then="consent")
    await visitor.taps(YES, then="estimate")

    estimate = await visitor.estimated()
    card = await visitor.turns_to_the_agent()
    sent = await fields(card)
    expected = {
        "Type": "vendor",
        "First name": "Marla",
        "Last name": "Singer",
        "Phone": "07986001001",
        "Email": "cloud9@cloud.com",
        "Address": "123 Example Street, Derby",
        "Postcode": "DE1 1JX",
        "Property bedrooms": "4",
        "Property type": "semi-detached",
        "Consent (GDPR)": "yes",
    }
    assert expected.items() <= sent.items()
    answered = await fields(card, "What was answered")
    low, high = (answered[f"{edge} sale estimation"] for edge in ("Minimum", "Maximum"))
    assert estimate == f"between {low} and {high}"
    await expect(card.get_by_text(RIBBON)).to_be_visible()


async def test_a_rent_by_typing_with_two_corrections_and_a_reload(visitor: Visitor) -> None:
    await visitor.starts("/?person=tom&start=window-let", then="name")
    await visitor.types("is it free?", then="name")
    await visitor.types("Tom Singer", then="phone")
    await visitor.types("why do you need that?", then="phone")
    await visitor.types("07986 000000", then="email")
    await visitor.types("cloud9@gmial.com", then="cloud9@gmail.com")
    await visitor.types("yes", then="address")
    await visitor.types("flat 2, 123 example street, derby", then="postcode")
    await visitor.types("de11jx", then="bedrooms")
    await visitor.page.reload()
    await visitor.hears("bedrooms")
    await visitor.types("two", then="property_type")
    await visitor.types("flat", then="review")

    await visitor.types("no, it's 3 bedrooms", then="review")
    await visitor.types("change the email", then="email")
    await visitor.types("cloud9@cloud.com", then="review")
    await visitor.types("all correct", then="consent")
    await visitor.types("maybe", then="consent")
    await visitor.types("yes, I agree", then="estimate")

    estimate = await visitor.estimated()
    assert "a month to let" in await visitor.said.filter(has_text=STAGES["estimate"]).inner_text()
    card = await visitor.turns_to_the_agent()
    sent = await fields(card)
    expected = {
        "Type": "landlord",
        "First name": "Tom",
        "Last name": "Singer",
        "Phone": "07986000000",
        "Email": "cloud9@cloud.com",
        "Address": "Flat 2, 123 Example Street, Derby",
        "Postcode": "DE1 1JX",
        "Property bedrooms": "3",
        "Property type": "flat-maisonette",
        "Consent (GDPR)": "yes",
        "UTM source": "shop-window",
    }
    assert expected.items() <= sent.items()
    answered = await fields(card, "What was answered")
    low, high = (answered[f"{edge} rent estimation"].removesuffix(" per month") for edge in ("Minimum", "Maximum"))
    assert estimate == f"between {low} and {high}"


async def test_the_estate_agent_makes_a_link_in_the_chat_and_a_homeowner_follows_it(visitor: Visitor) -> None:
    await visitor.page.goto("/?person=agent")  # whose chat has begun, so that visits can be asked for
    await visitor.hears("sale_or_let")
    await visitor.types("/link", then="1 of 6")
    await visitor.taps("Sale", then="2 of 6")
    await visitor.taps("Nottingham", then="3 of 6")
    await visitor.taps("Facebook", then="4 of 6")
    await visitor.taps("No note", then="5 of 6")
    await visitor.taps("Use fb-nottingham-sale", then="6 of 6")
    await visitor.taps("A real one", then="?start=fb-nottingham-sale")
    await visitor.taps("QR code", then="fb-nottingham-sale-qr.svg")

    await visitor.starts("/?person=tom&start=fb-nottingham-sale", then="name")
    for said, then in (
        ("Tom Singer", "phone"),
        ("07986 000000", "email"),
        ("cloud9@cloud.com", "address"),
        ("123 Example Street, Derby DE1 1JX", "bedrooms"),
        ("3", "property_type"),
        ("terraced", "review"),
        ("all correct", "consent"),
        ("yes, I agree", "estimate"),
    ):
        await visitor.types(said, then=then)
    sent = await fields(await visitor.turns_to_the_agent())
    carried = {"Type": "vendor", "UTM source": "facebook", "UTM medium": "social", "UTM campaign": "fb-nottingham-sale"}
    assert carried.items() <= sent.items()
    assert "1214" in sent.values(), "the office that was chosen by name"


async def test_one_person_plays_the_homeowner_and_the_staff(visitor: Visitor) -> None:
    """On one phone, by tabs: a lead's card, a visit that is accepted, and a chat that a person takes over."""
    homeowner, staff = visitor, Visitor(visitor.page, ".phone.group")

    async def turns_to(tab: str) -> None:
        await visitor.page.get_by_role("tab", name=re.compile(f"^{tab}")).click()

    await homeowner.starts("/?person=marla", then="sale_or_let")
    await homeowner.types(
        "I'm Marla Singer, 07986 000000, cloud9@cloud.com. I'd like to sell my 3 bedroom semi-detached house at "
        "123 Example Street, Derby, DE1 1JX.",
        then="review",
    )
    await homeowner.taps(ALL_CORRECT, then="consent")
    await homeowner.taps(YES, then="estimate")
    await turns_to("Staff")
    await staff.hears("New lead VB-")
    assert "Marla" not in await staff.said.last.inner_text(), "the group is not told who it is"

    await turns_to("Chat")
    await homeowner.taps("Book a free visit", then="Which day")
    await homeowner.presses(homeowner.chat.locator(".inline-keyboard").last.get_by_role("button").first, "what time")
    await homeowner.presses(
        homeowner.chat.locator(".inline-keyboard").last.get_by_role("button").first, "isn't agreed yet"
    )
    before = await homeowner.said.count()
    await turns_to("Staff")
    await staff.hears("A visit is asked for")
    await staff.chat.get_by_role("button", name="Accept", exact=True).click()
    await turns_to("Chat")
    await homeowner.hears("Agreed:", after=before)

    await homeowner.presses(homeowner.chat.get_by_role("button", name="Talk to the office").last, "can answer you here")
    await homeowner.presses(homeowner.chat.locator(".inline-keyboard").last.get_by_role("button").first, "I keep quiet")
    await homeowner.chat.get_by_role("textbox", name="Message").fill("Is there parking?")
    await homeowner.chat.get_by_role("button", name="Send", exact=True).click()
    before = await homeowner.said.count()
    await turns_to("Staff")
    topic = staff.chat.locator(".topic", has_text="Lead VB-")
    await expect(topic.locator(".count")).to_have_text("2", timeout=SOON)
    await topic.click()
    await staff.hears("Is there parking?")
    await expect(staff.said).to_have_count(2)
    await staff.chat.get_by_role("textbox", name="Message").fill("In front of the house.")
    await staff.chat.get_by_role("button", name="Send", exact=True).click()
    await turns_to("Chat")
    await homeowner.hears("In front of the house.", after=before)
    await turns_to("Staff")
    await shows_nothing_serious(visitor.page)
    await staff.chat.locator(".topic", has_text="General").click()
    await expect(staff.said.filter(has_text="New lead VB-")).to_be_visible()
    assert staff.problems == []


AT_REST = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  do {
    await frame();
    await frame();
    await Promise.allSettled(document.getAnimations().map((each) => each.finished));
  } while (document.getAnimations().length > 0);
}"""
"""Waits until no colour is on its way to another."""


async def shows_nothing_serious(page: Page) -> None:
    """Have axe look at the page by day and by night (WCAG 2 A and AA, and axe's best practices)."""
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
        await page.evaluate(AT_REST)
        results = await Axe().run(page)
        found = [each for each in results.response["violations"] if each["impact"] in {"serious", "critical"}]
        told = [
            (
                scheme,
                each["id"],
                [(node["target"], node["any"][0]["message"] if node["any"] else "") for node in each["nodes"]],
            )
            for each in found
        ]
        assert told == []


async def test_the_hint_answers_everything_at_once_and_axe_finds_nothing_serious(visitor: Visitor) -> None:
    await visitor.page.goto("/?person=marla")
    hint = visitor.page.get_by_role("complementary", name="About this page")
    await expect(hint.get_by_role("link", name="follow a campaign link")).to_be_visible(timeout=SOON)
    await shows_nothing_serious(visitor.page)
    await hint.get_by_role("button", name="answer everything in one message").click()
    await visitor.hears("sale_or_let")
    await expect(visitor.chat.get_by_role("textbox", name="Message")).to_have_value(re.compile("Marla Singer"))
    await visitor.presses(visitor.chat.get_by_role("button", name="Send", exact=True), "review")
    await visitor.taps(ALL_CORRECT, then="consent")
    await visitor.taps(YES, then="estimate")
    # Keyboards that were answered are no stops of the tab key; the newest is.
    keyboards = visitor.chat.locator(".inline-keyboard")
    assert await keyboards.locator('.key[tabindex="0"]').count() == await keyboards.last.locator(".key").count()
    assert await keyboards.count() > 1
    await visitor.page.set_viewport_size({"width": 1280, "height": 900})
    await expect(visitor.page.get_by_role("article", name="Lead 1", exact=True)).to_be_visible()
    await shows_nothing_serious(visitor.page)
    await visitor.page.set_viewport_size({"width": 390, "height": 844})


@pytest.mark.parametrize("options", [["--mine"]])
async def test_an_agency_sees_itself_and_no_campaign_that_is_not_its_own(visitor: Visitor) -> None:
    await visitor.starts("/?person=marla", then="name")
    await expect(visitor.chat.get_by_role("heading", name="Belper Homes")).to_be_visible()
    await visitor.types("how can i reach you?", then="01773 000000")
    await expect(visitor.page.get_by_text("follow a campaign link")).to_have_count(0)
