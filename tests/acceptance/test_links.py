"""An admin makes links in the chat, homeowners follow them, and the leads carry what the links say."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import zxingcpp
from PIL import Image

from sandbox import Sandbox
from sandbox.faults import TelegramFault
from support.delivered import accepted
from support.homeowner import ALL_CORRECT, YES, Homeowner
from support.printed import scanned, words
from support.processes import Launcher
from support.waiting import eventually


class Agent:
    """An admin's phone."""

    def __init__(self, sandbox: Sandbox, slug: str) -> None:
        self.phone = sandbox.person(slug)
        self._sandbox = sandbox

    async def says(self, text: str, *, then: str) -> str:
        before = len(self.phone.bot_messages)
        self.phone.send(text)
        return await self.hears(then, before)

    async def taps(self, button: str, *, then: str) -> str:
        before = len(self.phone.bot_messages)
        self.phone.tap(button)
        return await self.hears(then, before)

    async def hears(self, words: str, before: int) -> str:
        def found() -> list[str]:
            return [each["text"] for each in self.phone.bot_messages[before:] if words in each["text"]]

        await eventually(found, lambda: f"{words!r} in {[each['text'] for each in self.phone.bot_messages[before:]]}")
        return found()[-1]

    async def gets(self, *endings: str) -> dict[str, bytes]:
        """Wait for files with names that end so."""

        def files() -> dict[str, bytes]:
            sent = [each["document"] or each["photo"] for each in self.phone.bot_messages]
            stored = [self._sandbox.world.files.get(each.rsplit("/", 1)[1]) for each in sent if each]
            return {each.name: each.content for each in stored if each is not None}

        await eventually(lambda: all(any(name.endswith(end) for name in files()) for end in endings), f"{endings}")
        return files()


async def lead_of(person: Homeowner, code: str, side: str) -> None:
    """Follow a link that presets sale or let, and go all the way."""
    await person.starts(code, then="name")
    await person.answers("name", "phone", "email", "address", "postcode", "bedrooms", "property_type")
    await person.taps(ALL_CORRECT, then="consent")
    await person.taps(YES, then="estimate")
    assert side in person.last


async def test_two_links_made_in_the_chat_carry_what_they_say(
    bots: Launcher, sandbox: Sandbox, meet: Callable[[str], Homeowner]
) -> None:
    agent = Agent(sandbox, "agent")
    bots.chats.add(agent.phone.id)
    await bots.start(
        settings={"ADMIN_IDS": str(agent.phone.id), "AGENCY_NAME": "Derby Homes", "AGENCY_PHONE": "01332 000000"}
    )

    await agent.says("/link", then="1 of 6")
    await agent.taps("Sale", then="2 of 6")
    await agent.taps("Derby", then="3 of 6")
    assert "ivt" in await agent.taps("Facebook", then="4 of 6")
    await agent.taps("No note", then="5 of 6")
    await agent.taps("Use fb-derby-sale", then="6 of 6")
    made = await agent.taps("A real one", then="ready")
    assert "https://t.me/example_valuation_bot?start=fb-derby-sale" in made
    await agent.taps("QR code", then="QR code of fb-derby-sale")
    await agent.taps("Poster to print", then="ready to print")
    await agent.taps("Pictures for posts", then="tall for a story")
    files = await agent.gets(
        "qr.png", "qr.svg", "poster-a4.pdf", "poster-a5.pdf", "picture.png", "square.png", "story.png"
    )
    (read,) = zxingcpp.read_barcodes(Image.open(BytesIO(files["fb-derby-sale-qr.png"])))
    assert read.text in made
    poster = files["fb-derby-sale-poster-a4.pdf"]
    assert zxingcpp.read_barcodes(scanned(poster, 50))[0].text == read.text
    assert "Call 01332 000000" in words(poster)
    for name, size in (("square", (1080, 1080)), ("story", (1080, 1920))):
        shown = Image.open(BytesIO(files[f"fb-derby-sale-{name}.png"]))
        assert shown.size == size
        assert zxingcpp.read_barcodes(shown)[0].text == read.text

    for code, mark in (("Window-2027", "a real one"), ("trial", "only a test")):
        for said, then in (
            ("/link", "1 of 6"),
            ("let", "2 of 6"),
            ("by postcode", "3 of 6"),
            ("shop window", "4 of 6"),
            ("the one in St James Street", "5 of 6"),
            (code, "6 of 6"),
            (mark, "ready"),
        ):
            await agent.says(said, then=then)

    # The link as it is written there, whose code is what a phone hands to the bot.
    (first,) = re.findall(r"\?start=(\S+)", made)
    await lead_of(meet("marla"), first, "to sell")
    await lead_of(meet("tom"), "window-2027", "to let")
    await lead_of(meet("jack"), "trial", "to let")

    sale, let, trial = (each.payload for each in accepted(sandbox))
    utm = {key: value for key, value in sale.items() if key.startswith("utm_")}
    assert utm == {"utm_source": "facebook", "utm_medium": "social", "utm_campaign": "fb-derby-sale"}
    assert (sale["type"], sale["office_id"], sale["source"]) == ("vendor", 1213, "ivt")
    assert (let["type"], let["source"], let["utm_source"]) == ("landlord", "ivt", "shop-window")
    assert "office_id" not in let
    assert let["utm_campaign"] == "Window-2027"
    assert trial["meta"]["test"] == "true"
    assert "test" not in sale["meta"]
    assert "test" not in let["meta"]

    listed = await agent.says("/links", then="Your links")
    assert "fb-derby-sale" in listed
    assert "trial (test)" in listed
    assert "2 started, 2 sent a lead" in await agent.says("/stats", then="What works")
    by_link = await agent.taps("By link", then="What works")
    assert "fb-derby-sale: 1 started, 1 sent a lead" in by_link
    assert "Window-2027: 1 started, 1 sent a lead" in by_link
    assert "trial" not in by_link


async def test_the_bot_introduces_itself_and_only_admins_see_their_commands(
    bots: Launcher, sandbox: Sandbox, marla: Homeowner
) -> None:
    agent = sandbox.person("agent")
    agent.start()
    bots.chats.add(agent.id)
    await bots.start(settings={"ADMIN_IDS": str(agent.id), "AGENCY_NAME": "Derby Homes"})
    shown = sandbox.world.profile

    def menu(person: int) -> list[str]:
        return [each["command"] for each in shown.commands_for(person, "en")]

    await eventually(lambda: "link" in menu(agent.id), "the admin's menu")
    assert shown.name("") == "Derby Homes"
    assert "Derby Homes" in shown.text("description", "")
    assert "gytuno" in shown.text("description", "cy")
    assert "link" not in menu(marla.phone.id)
    assert await marla.says("/link", then="/help") == await marla.says("/xyzzy", then="/help")


async def test_who_is_no_admin_any_more_loses_the_menu_whenever_the_setting_was_changed(
    bots: Launcher, sandbox: Sandbox
) -> None:
    """Changed while the bot was down, and with Telegram in trouble when it comes back."""
    agents = [sandbox.person(slug) for slug in ("agent", "other")]
    for each in agents:
        each.start()
        bots.chats.add(each.id)
    first = await bots.start(settings={"ADMIN_IDS": ",".join(str(each.id) for each in agents)})

    def menus() -> list[bool]:
        shown = sandbox.world.profile
        return ["link" in {entry["command"] for entry in shown.commands_for(each.id, "en")} for each in agents]

    await eventually(lambda: menus() == [True, True], "the admins' menus")
    await first.kill()
    sandbox.faults.set(telegram=TelegramFault("error", method="deleteMyCommands"))
    second = await bots.start(
        settings={"ADMIN_IDS": str(agents[1].id)}, plan={"set": {"bot.agencies.runtime.IDENTIFY_EVERY": 0.1}}
    )
    await second.says("The menu of a former admin could not be taken away yet")
    assert menus() == [True, True]
    sandbox.faults.clear()
    await eventually(lambda: menus() == [False, True], "the menu of everybody")


async def test_the_bots_picture_is_the_logo_as_soon_as_telegram_takes_it(
    bots: Launcher, sandbox: Sandbox, tmp_path: Path
) -> None:
    """Set at the first start; after a restart with another logo, once Telegram's trouble is over."""
    logo = tmp_path / "logo.png"
    Image.new("RGBA", (300, 120), "#b3261e").save(logo)
    settings = {"AGENCY_LOGO": str(logo)}
    first = await bots.start(settings=settings)
    await first.says("The bot's picture is set")
    shown = sandbox.world.profile.picture
    assert shown is not None
    assert shown.size == (640, 640)
    await first.kill()

    Image.new("RGBA", (300, 120), "#1b6b5a").save(logo)
    sandbox.faults.set(telegram=TelegramFault("error", method="setMyProfilePhoto"))
    second = await bots.start(settings=settings, plan={"set": {"bot.agencies.runtime.IDENTIFY_EVERY": 0.1}})
    await second.says("The bot's picture could not be set")
    assert sandbox.world.profile.picture is shown
    sandbox.faults.clear()
    await second.says("The bot's picture is set")
    assert sandbox.world.profile.picture is not shown


async def test_a_link_pointed_elsewhere_and_ended_in_the_chat_holds_for_who_follows_it_next(
    bots: Launcher, sandbox: Sandbox, meet: Callable[[str], Homeowner]
) -> None:
    agent = Agent(sandbox, "agent")
    bots.chats.add(agent.phone.id)
    bot = await bots.start(settings={"ADMIN_IDS": str(agent.phone.id)})
    for number, answer in enumerate(("/link", "sale", "postcode", "none", "none", "window"), start=1):
        await agent.says(answer, then=f"{number} of 6")
    await agent.says("real", then="ready")

    await agent.says("/links window", then="?start=window")
    await agent.taps("Change it", then="What should change")
    await agent.taps("Office", then="Which office")
    await agent.taps("Nottingham", then="By the property's postcode → Nottingham")
    await bot.kill()  # the change was asked for, and is not done
    await bots.start(settings={"ADMIN_IDS": str(agent.phone.id)})
    await agent.taps("Yes, change it", then="Changed:")
    await lead_of(meet("marla"), "window", "to sell")

    await agent.says("/links window", then="?start=window")
    await agent.taps("End this link", then="Printed codes stay valid")
    await agent.taps("Yes, end it", then="has ended")
    tom = meet("tom")
    await tom.starts("window", then="sale_or_let")
    await tom.goes_on()

    pointed, plain = (each.payload for each in accepted(sandbox))
    assert (pointed["type"], pointed["office_id"]) == ("vendor", 1214)
    assert "office_id" not in plain
    stats = await bots.start("stats", "--by", "campaign", settings={"ADMIN_IDS": str(agent.phone.id)})
    assert await stats.ends() == 0
    (window,) = [line for line in stats.stdout.splitlines() if line.startswith("window")]
    assert window.split()[1] == "2", "both visits are counted as the link's"
