"""What an agency's runtime publishes at Telegram, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

from PIL import Image

from bot.agencies.runtime import AgencyRuntime, AgencySetup, Endpoints
from bot.core.agency import Agency
from bot.core.wakeup import Wakeup
from bot.storage.upkeep import process_notes
from conversations.form import Form
from sandbox import Sandbox


async def test_the_bots_picture_is_set_once_for_each_logo(database, tmp_path):
    logos = [tmp_path / f"{colour}.png" for colour in ("red", "green")]
    for each in logos:
        Image.new("RGBA", (300, 120), each.stem).save(each)
    red, green = (Agency("derby", Form(logo=str(each))) for each in logos)
    async with Sandbox() as sandbox:
        connections = Endpoints(sandbox.token, sandbox.base_url, sandbox.api_key, sandbox.base_url)

        async def published(*shown):
            """Start a runtime, and show these one after the other; returns how often a picture was set so far."""
            runtime = AgencyRuntime(AgencySetup(shown[0], connections), database, Wakeup())
            await runtime.open()
            for each in shown:
                runtime.agency = each
                await runtime._show(each, frozenset())
            await runtime.close()
            return sum(call.method == "setMyProfilePhoto" for call in sandbox.journal.calls)

        assert await published(replace(red, form=Form())) == 0, "what was set at BotFather stays"
        assert await published(red) == 1
        assert await published(red, red) == 1
        assert await published(green, red) == 3
        assert await published(red) == 3
    bot = int(sandbox.token.partition(":")[0])
    assert not database.run_sync(lambda tx: process_notes.has_picture(tx, bot, "x"))
