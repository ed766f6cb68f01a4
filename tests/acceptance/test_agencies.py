"""Two agencies in one process, each with a Bot API server and a Lead API of its own: nothing of one is the other's."""

from __future__ import annotations

import asyncio
import re
import signal
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from sandbox import Sandbox
from sandbox.faults import TelegramFault
from support.delivered import accepted, the_lead
from support.homeowner import WHOLE, Homeowner
from support.processes import ROOT, BotProcess, Launcher, health_says
from support.prometheus import prometheus
from support.waiting import eventually

FIRST_UPDATE = 700_000_001
"""The same at both, as are the people's ids."""
SOON = {
    "set": {"bot.agencies.reload.EVERY": 0.05, "bot.agencies.runtime.IDENTIFY_EVERY": 0.1},
    "cap": {"bot.telegram.backoff.delay": 0.1},
}
"""No test waits for seconds."""


@dataclass
class Firm:
    """An agency, and both its sides' stand-ins."""

    id: str
    name: str
    sandbox: Sandbox
    table: dict[str, str] = field(default_factory=dict)

    def meet(self, slug: str = "marla") -> Homeowner:
        return Homeowner(self.sandbox.person(slug))


@dataclass
class Deployment:
    """The file of agencies, and the process that reads it."""

    file: Path
    bots: Launcher
    bot: BotProcess | None = None

    def write(self, *firms: Firm, wrong: str = "") -> None:
        lines = [wrong]
        for firm in firms:
            lines += [f"[{firm.id}]", *(f'{name} = "{value}"' for name, value in firm.table.items())]
        self.file.write_text("\n".join(lines))

    async def start(self) -> BotProcess:
        self.bot = await self.bots.start(plan=SOON)
        return self.bot


def firm(agency_id: str, name: str, sandbox: Sandbox) -> Firm:
    table = {
        "telegram_bot_token": sandbox.token,
        "telegram_api_url": sandbox.base_url,
        "lead_api_key": sandbox.api_key,
        "lead_api_url": sandbox.base_url,
        "agency_name": name,
        "agency_url": f"https://{agency_id}.example",
        "privacy_url": f"https://{agency_id}.example/privacy",
    }
    return Firm(agency_id, name, sandbox, table)


@pytest.fixture
async def derby() -> AsyncIterator[Firm]:
    async with Sandbox(
        token="1000001:canary-token-of-derby", api_keys=["canary-key-of-derby"], first_update_id=FIRST_UPDATE
    ) as sandbox:
        yield firm("derby-homes", "Derby Homes", sandbox)


@pytest.fixture
async def york() -> AsyncIterator[Firm]:
    async with Sandbox(
        token="1000002:canary-token-of-york", api_keys=["canary-key-of-york"], first_update_id=FIRST_UPDATE
    ) as sandbox:
        yield firm("york-lets", "York Lets", sandbox)


@pytest.fixture
def deployment(bots: Launcher, tmp_path: Path, derby: Firm, york: Firm) -> Deployment:
    """Both agencies in a file, which is all that differs from one in the environment."""
    made = Deployment(tmp_path / "agencies.toml", bots)
    for name in ("TELEGRAM_BOT_TOKEN", "TELEGRAM_API_URL", "LEAD_API_URL", "LEAD_API_KEY"):
        del bots.settings[name]
    bots.settings["AGENCIES"] = str(made.file)
    bots.personal |= {derby.sandbox.token, york.sandbox.token, derby.sandbox.api_key, york.sandbox.api_key}
    made.write(derby, york)
    return made


async def test_the_same_people_and_update_numbers_at_both_never_meet(
    deployment: Deployment, derby: Firm, york: Firm
) -> None:
    await deployment.start()
    at_derby, at_york = derby.meet(), york.meet()
    assert at_derby.phone.id == at_york.phone.id
    await asyncio.gather(at_derby.reaches("estimate"), at_york.reaches("bedrooms"))
    await at_york.says("2", then="property_type")
    await at_york.goes_on()
    for person, own, others in ((at_derby, derby, york), (at_york, york, derby)):
        assert person.stages == WHOLE, person.transcript()
        lead = the_lead(own.sandbox)
        assert lead["host"] == own.table["agency_url"]
        assert own.name in person.transcript()
        assert others.name not in person.transcript()
    assert the_lead(derby.sandbox)["property_bedrooms"] == 4
    assert the_lead(york.sandbox)["property_bedrooms"] == 2


async def test_what_one_has_deleted_the_other_still_has(deployment: Deployment, derby: Firm, york: Firm) -> None:
    await deployment.start()
    at_derby, at_york = derby.meet(), york.meet()
    await asyncio.gather(at_derby.reaches("phone"), at_york.reaches("phone"))
    at_derby.phone.send("/delete")
    await at_derby.hears("deleted")
    assert await at_york.goes_on(), at_york.transcript()
    assert not accepted(derby.sandbox)


@pytest.mark.parametrize("when", ["at the start", "later"])
async def test_a_token_that_is_refused_stops_its_own_bot_only(
    deployment: Deployment, derby: Firm, york: Firm, when: str
) -> None:
    deployment.bots.faults_expected = True
    at_derby = derby.meet()
    good = derby.table["telegram_bot_token"]
    if when == "at the start":
        derby.table["telegram_bot_token"] = "1000001:revoked-canary"
        deployment.write(derby, york)
        bot = await deployment.start()
        await bot.says("Telegram refuses this agency's token")
    else:
        bot = await deployment.start()
        await at_derby.reaches("phone")
        derby.table["telegram_bot_token"] = "1000001:revoked-canary"
        deployment.write(derby, york)
        await bot.says("Telegram does not know this bot's token")
    await york.meet().reaches("estimate")
    assert "agency=derby-homes" in bot.stderr
    unready = "not ready for the public"
    york_s = [line for line in bot.stderr.splitlines() if "york-lets" in line and unready not in line]
    assert [line for line in york_s if "[info " not in line] == []
    before = len(at_derby.texts)
    at_derby.phone.send("/start")

    derby.table["telegram_bot_token"] = good
    deployment.write(derby, york)
    await at_derby.hears("sale_or_let" if when == "at the start" else "phone", after=before)
    await at_derby.goes_on()


async def test_a_key_that_is_refused_holds_up_its_own_leads_only(
    deployment: Deployment, derby: Firm, york: Firm
) -> None:
    deployment.bots.faults_expected = True
    good = derby.table["lead_api_key"]
    derby.table["lead_api_key"] = "a-key-that-is-no-more"
    deployment.write(derby, york)
    bot = await deployment.start()
    await bot.says("the Lead API refuses this agency's key")
    at_derby = derby.meet()
    await asyncio.gather(york.meet().reaches("estimate"), at_derby.reaches("delayed"))
    assert not accepted(derby.sandbox)

    derby.table["lead_api_key"] = good
    deployment.write(derby, york)
    await at_derby.hears("estimate")
    assert len(accepted(derby.sandbox)) == len(accepted(york.sandbox)) == 1


async def test_an_agency_is_taken_out_in_the_middle_and_comes_back(
    deployment: Deployment, derby: Firm, york: Firm
) -> None:
    bot = await deployment.start()
    at_derby, at_york = derby.meet(), york.meet()
    await asyncio.gather(at_derby.reaches("email"), at_york.reaches("email"))
    deployment.write(york)
    await bot.says("an agency was removed")
    heard = len(at_derby.texts)
    at_derby.phone.send("cloud9@cloud.com")
    await at_york.goes_on()
    assert len(at_derby.texts) == heard
    assert not accepted(derby.sandbox)

    deployment.write(york, derby)
    await at_derby.hears("address", after=heard)
    await at_derby.goes_on()
    assert at_derby.stages == WHOLE, at_derby.transcript()
    assert await bot.stop() == 0


async def test_an_agency_is_added_and_changed_while_another_talks(
    deployment: Deployment, derby: Firm, york: Firm
) -> None:
    deployment.write(derby)
    bot = await deployment.start()
    at_derby = derby.meet()
    await at_derby.reaches("email")
    deployment.write(derby, york)
    await york.meet().reaches("estimate")
    york.table["agency_name"] = "York Homes"
    deployment.write(derby, york)
    await bot.says("an agency's settings changed")
    assert "York Homes" in await york.meet("tyler").reaches("consent")
    polls = [call for call in derby.sandbox.journal.calls if call.method == "getMe"]
    assert len(polls) == 1, "what did not change goes on as it was"
    await at_derby.goes_on()


async def test_a_bad_file_changes_nothing_and_is_told_of_once(deployment: Deployment, derby: Firm, york: Firm) -> None:
    deployment.bots.faults_expected = True
    bot = await deployment.start()
    await derby.meet().reaches("name")
    deployment.write(derby, york, wrong="[hull]\nagency_colour = 'blue'\n")
    await bot.says("the agencies stay as they were")
    for wanted in ("[hull] telegram_bot_token is not set", "[hull] lead_api_key is not set", "[hull] agency_colour"):
        assert wanted in bot.stderr
    await health_says(deployment.bots, 0)
    deployment.file.touch()
    bot.handle.send_signal(signal.SIGHUP)
    await york.meet().reaches("estimate")
    deployment.write(york)
    await bot.says("an agency was removed")
    assert bot.stderr.count("the agencies stay as they were") == 1


async def test_webhooks_have_a_path_for_each(
    deployment: Deployment, derby: Firm, york: Firm, unused_tcp_port: int
) -> None:
    deployment.bots.settings |= {
        "WEBHOOK_URL": f"http://127.0.0.1:{unused_tcp_port}/telegram",
        "LISTEN_PORT": str(unused_tcp_port),
    }
    bot = await deployment.start()
    await asyncio.gather(derby.meet().reaches("estimate"), york.meet().reaches("estimate"))
    hooks = [each.sandbox._bot_api.webhooks.hook for each in (derby, york)]
    paths = [hook.url.rpartition("/")[2] for hook in hooks if hook]
    assert len(set(paths)) == len(hooks) == 2
    assert all(len(path) == 32 for path in paths)
    assert not [path for path in paths if path in bot.stderr]


async def test_check_and_health_know_them_all(deployment: Deployment, derby: Firm, york: Firm) -> None:
    deployment.bots.faults_expected = True
    york.table["lead_api_key"] = "a-key-that-is-no-more"
    deployment.write(derby, york)
    await deployment.start()
    await derby.meet().reaches("name")
    check = await deployment.bots.start("check", plan={})
    assert await check.ends() == 1
    assert "[derby-homes] The Lead API accepts the key" in check.stdout
    assert "[york-lets] The Lead API refuses the key" in check.stdout
    assert "[york-lets] Telegram knows the bot" in check.stdout
    await health_says(deployment.bots, 0)


async def test_check_wants_files_with_secrets_kept_from_others_and_no_others(
    deployment: Deployment, derby: Firm, york: Firm
) -> None:
    for name, text in {"york.key": york.table.pop("lead_api_key"), "york.toml": "[fb-spring]\n"}.items():
        (deployment.file.parent / name).write_text(text)
        (deployment.file.parent / name).chmod(0o644)
    york.table |= {"lead_api_key_file": "york.key", "campaigns": "york.toml"}
    deployment.write(derby, york)
    check = await deployment.bots.start("check", plan={})
    await check.ends()
    open_to_others = [line for line in check.stdout.splitlines() if "by other users" in line]
    assert any("york.key" in line for line in open_to_others)
    assert not any("york.toml" in line for line in open_to_others), "campaigns, questions and logos are for all to see"


async def test_what_is_wrong_is_told_of_all_at_once(deployment: Deployment, derby: Firm, york: Firm) -> None:
    del derby.table["telegram_bot_token"]
    york.table["agency_colour"] = "blue"
    deployment.write(derby, york)
    bot = await deployment.start()
    assert await bot.ends() == 2
    assert "[derby-homes] telegram_bot_token is not set" in bot.stderr
    assert "[york-lets] agency_colour is not a colour" in bot.stderr


async def test_an_unknown_agency_in_the_database_is_left_alone(deployment: Deployment, derby: Firm, york: Firm) -> None:
    """What waits of an agency that was taken out while the bot was down."""
    derby.sandbox.faults.set(telegram=TelegramFault("error", method="sendMessage"))
    bot = await deployment.start()
    at_derby = derby.meet()
    at_derby.phone.start()
    await eventually(
        lambda: [c for c in derby.sandbox.journal.calls if c.method == "sendMessage"], "a reply that fails"
    )
    assert await bot.stop() == 0
    deployment.write(york)
    await deployment.start()
    derby.sandbox.faults.clear()
    await york.meet().reaches("estimate")
    assert not at_derby.texts
    deployment.write(york, derby)
    await at_derby.hears("sale_or_let")


async def test_who_is_taken_off_an_agencys_admins_loses_its_menu_and_keeps_anothers(
    deployment: Deployment, derby: Firm, york: Firm
) -> None:
    agents = [firm.sandbox.person("agent") for firm in (derby, york)]
    for firm, agent in zip((derby, york), agents, strict=True):
        agent.start()
        firm.table["admin_ids"] = str(agent.id)
    deployment.write(derby, york)
    await deployment.start()

    def menus() -> list[bool]:
        shown = [
            firm.sandbox.world.profile.commands_for(agent.id, "en")
            for firm, agent in zip((derby, york), agents, strict=True)
        ]
        return ["link" in {entry["command"] for entry in menu} for menu in shown]

    assert agents[0].id == agents[1].id
    await eventually(lambda: menus() == [True, True], "the admins' menus")
    derby.table["admin_ids"] = ""
    deployment.write(derby, york)
    await eventually(lambda: menus() == [False, True], "the menu of everybody at one")


async def test_the_alerts_and_the_dashboard_name_metrics_that_are_exported(
    deployment: Deployment, york: Firm, unused_tcp_port: int
) -> None:
    """With several agencies, so that those by agency are exported too."""
    deployment.bots.settings |= {"LISTEN_PORT": str(unused_tcp_port)}
    await deployment.start()
    await york.meet().reaches("estimate")
    async with httpx.AsyncClient(trust_env=False) as client:
        page = (await client.get(f"http://127.0.0.1:{unused_tcp_port}/metrics")).text
    exported = set(re.findall(r"^(?:# TYPE )?(\w+)(?=[{ ])", page, re.MULTILINE))
    for name in ("alerts.yml", "grafana.json"):
        text = (ROOT / "deploy" / name).read_text(encoding="utf-8")
        named = set(re.findall(r"\b(?:valuation_bot|process)_[a-z_]+", text))
        assert len(named) > 5
        assert named - exported == set()


async def test_an_agency_whose_token_is_revoked_fires_an_alert(
    deployment: Deployment, derby: Firm, york: Firm, tmp_path: Path, unused_tcp_port_factory: Callable[[], int]
) -> None:
    deployment.bots.faults_expected = True
    port, target = unused_tcp_port_factory(), unused_tcp_port_factory()
    deployment.bots.settings["LISTEN_PORT"] = str(target)
    await deployment.start()
    good = york.table["telegram_bot_token"]
    async with prometheus(tmp_path / "prometheus", port, target) as monitor:
        york.table["telegram_bot_token"] = "1000002:revoked-canary"
        deployment.write(derby, york)
        await monitor.fires("ValuationBotTokenRefused")
        york.table["telegram_bot_token"] = good
        deployment.write(derby, york)
        await monitor.is_silent("ValuationBotTokenRefused")
