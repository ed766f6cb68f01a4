"""An agent's week: links with costs, two offices, two hundred homeowners; what the figures say against what was played."""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox import Sandbox
from sandbox.faults import LeadApiFault
from sandbox.handles import PersonHandle
from support import spreadsheet
from support.delivered import accepted, reference
from support.homeowner import ALL_CORRECT, NO, STAGES, YES, Homeowner
from support.processes import Launcher
from support.waiting import PATIENCE, eventually

DAY = 86400.0
DERBY, NOTTINGHAM = "Derby", "Nottingham"
START, REVIEW, DECLINED, LEAD, ASIDE = "start", "review", "declined", "estimate", "set aside"


@dataclass(frozen=True, eq=False)
class Link:
    """A link (or none, without a code): its office and cost in pounds, and how many people come how far."""

    code: str
    office: str
    cost: int
    people: Mapping[str, int]


LINKS = (
    Link("fb-spring", DERBY, 182, {START: 38, REVIEW: 8, DECLINED: 4, LEAD: 35, ASIDE: 1}),
    Link("leaflet", NOTTINGHAM, 476, {START: 52, REVIEW: 6, DECLINED: 2, LEAD: 11, ASIDE: 1}),
    Link("board", DERBY, 42, {START: 9, LEAD: 3}),
    Link("", "by postcode", 0, {START: 22, DECLINED: 1, LEAD: 7}),
)


def midweek(now: float) -> float:
    """Return the seconds until noon of a Wednesday, so that no week ends while the test runs."""
    monday = 4 * DAY  # 5 January 1970
    return (monday + 2.5 * DAY - now) % (7 * DAY)


class Play:
    """Two hundred homeowners, some at a time, and the truth about them."""

    def __init__(self, meet: Callable[[str], Homeowner]) -> None:
        self._meet = meet
        self._at_once = asyncio.Semaphore(24)
        self.reached: Counter[tuple[Link, str]] = Counter()

    async def everybody(self, *fates: str) -> None:
        """Play everybody with one of these fates."""
        await asyncio.gather(
            *(
                self._one(link, fate, number)
                for link in LINKS
                for fate, many in link.people.items()
                if fate in fates
                for number in range(many)
            )
        )

    async def _one(self, link: Link, fate: str, number: int) -> None:
        async with self._at_once:
            phone = self._meet(f"{link.code or 'nobody'}-{fate.replace(' ', '-')}-{number}").phone
            phone.start(link.code)
            await self._hears(phone, "name" if link.code else "sale_or_let")
            self.reached[link, START] += 1
            if fate == START:
                return
            tell = f"Marla Singer, {phone.phone}, m{phone.id}@example.com, 123 Example Street, Derby DE1 1JX, 4 bedrooms, semi"
            phone.send(tell if link.code else f"I want to sell. {tell}")
            await self._hears(phone, "review")
            if fate == REVIEW:
                return
            phone.tap(ALL_CORRECT)
            await self._hears(phone, "consent")
            phone.tap(NO if fate == DECLINED else YES)
            await self._hears(phone, fate)
            self.reached[link, fate] += 1

    @staticmethod
    async def _hears(phone: PersonHandle, stage: str) -> None:
        def heard(chat: PersonHandle) -> bool:
            return any(STAGES[stage] in (each["text"] or each["caption"]) for each in chat.bot_messages[-6:])

        await phone.until(heard, PATIENCE)

    def started(self, *links: Link) -> int:
        return sum(self.reached[link, START] for link in links)

    def leads(self, *links: Link) -> int:
        return sum(self.reached[link, fate] for link in links for fate in (LEAD, ASIDE))

    def estimates(self, *links: Link) -> int:
        return sum(self.reached[link, LEAD] for link in links)


def pounds(amount: float) -> str:
    return f"£{amount:,.2f}".removesuffix(".00")


async def test_a_week_of_three_links_two_offices_and_two_hundred_homeowners(
    bots: Launcher, sandbox: Sandbox, meet: Callable[[str], Homeowner]
) -> None:
    bots.faults_expected = True  # two leads are refused, and the clock is set
    agent = meet("agent")
    agent.phone.start()
    group = agent.phone.add_bot_to_group("Leads")
    bots.settings |= {"STAFF_CHAT_ID": str(group), "ADMIN_IDS": str(agent.phone.id), "AGENCY_NAME": "Derby Homes"}
    ahead = midweek(time.time())
    plan: dict[str, Any] = {"ahead": ahead, "set": {"bot.jobs.staff_summary.EVERY": 0.2}}
    week = await bots.start(plan=plan)
    await agent.hears("sale_or_let")
    assert await (await bots.start("offices")).ends() == 0
    for link in LINKS[:3]:
        made = await bots.start("links", "add", link.code, "--type", "sale", "--office", link.office)
        assert await made.ends() == 0, made.stderr
        await agent.says(f"/costs {link.code} {link.cost // 2} today", then="Noted")
        await agent.says(f"/costs {link.code} {link.cost // 2} this week", then=f"In all {pounds(link.cost)} now")
    # Of what is spread over the week, three of seven days are over.
    spent = {link: link.cost // 2 + link.cost // 2 * 3 // 7 for link in LINKS}
    play = Play(meet)
    await play.everybody(START, REVIEW, DECLINED, LEAD)
    sandbox.faults.set(lead_api=LeadApiFault("reject", field="gdpr_checkbox"))
    await play.everybody(ASIDE)
    sandbox.faults.clear()
    aside = {reference(each) for each in sandbox.journal.leads} - {reference(each) for each in accepted(sandbox)}
    assert play.started(*LINKS) == 200
    assert len(aside) == 2

    paid = LINKS[:3]
    cost = sum(spent.values())
    per_lead, per_estimate = cost / play.leads(*paid), cost / play.estimates(*paid)
    overall = (
        f"200 started, {play.leads(*LINKS)} sent a lead ({100 * play.leads(*LINKS) / 200:.0f}%), "
        f"{play.estimates(*LINKS)} saw an estimate."
    )
    money = f"Spent on links: {pounds(cost)}, {pounds(per_lead)} a lead and {pounds(per_estimate)} an estimate."
    said = await agent.says("/stats", then="What works")
    assert overall in said
    assert money in said
    assert "2 could not be delivered" in said
    by_link = await agent.taps("By link", then="fb-spring:")
    for link in LINKS:
        assert f"{link.code or '(no link)'}: {play.started(link)} started, {play.leads(link)} sent a lead" in by_link
    assert "fb-spring brings more leads per person than leaflet: more than chance." in by_link
    assert "A lead by fb-spring costs less than one by leaflet: more than chance." in by_link
    assert "Too few people to compare: board." in by_link
    by_office = await agent.taps("By office", then="Nottingham:")
    of_office = {
        office: [link for link in LINKS if link.office == office] for office in {link.office for link in LINKS}
    }
    for office, links in of_office.items():
        assert f"{office}: {play.started(*links)} started, {play.leads(*links)} sent a lead" in by_office
    await eventually(lambda: sum(bool(each["photo"]) for each in agent.phone.bot_messages) == 3, "three pictures")

    await agent.taps("Spreadsheet", then="The figures as a spreadsheet")
    await eventually(lambda: agent.phone.last["document"], "the spreadsheet")
    file = sandbox.world.files.get(agent.phone.last["document"].removeprefix("/page/files/"))
    assert file is not None
    sheets = spreadsheet.read(file.content)
    groups = {link.code or "(no link)": [link] for link in LINKS}
    for name, parts in (("Links", groups), ("Offices", of_office)):
        rows = spreadsheet.records(sheets[name])
        for each, links in (*parts.items(), ("All", list(LINKS))):
            row, leads = rows[each], play.leads(*links)
            of_cost = sum(spent[link] for link in links)
            paid_leads = play.leads(*(link for link in links if link.cost))
            assert (row["Started"], row["Sent a lead"], row["Estimates shown"]) == (
                play.started(*links),
                leads,
                play.estimates(*links),
            )
            assert row["Leads received"] == sum(play.reached[link, LEAD] for link in links)
            assert row["Leads set aside"] == leads - play.estimates(*links)
            assert (row["Cost"] or 0) == round(of_cost, 2)
            assert row["Cost per lead"] == (round(of_cost / paid_leads, 2) if of_cost else None)
    (by_week,) = spreadsheet.records(sheets["Leads by week and link"]).values()
    assert by_week == {link.code or "(no link)": play.leads(link) for link in LINKS}

    await agent.says("/leads", then="To ring")
    listed = await agent.taps("Set aside", then="Leads: Set aside")
    assert set(re.findall(r"VB-[\w-]+", listed)) == aside
    listed = await agent.taps("All", then="Leads: All")
    names = set(re.findall(r"VB-[\w-]+", listed))
    while "Older ›" in agent.labels:
        names |= set(re.findall(r"VB-[\w-]+", await agent.taps("Older ›", then="Leads: All")))
    assert names == {reference(each) for each in accepted(sandbox)} | aside

    assert await week.stop() == 0
    await bots.start(plan={**plan, "ahead": ahead + 7 * DAY})

    def summary() -> str:
        return next((each["text"] for each in agent.phone.group_messages(group) if "Last week" in each["text"]), "")

    await eventually(summary, "the summary of the week")
    assert overall in summary()
    # By now the week is over, and all of its money spent.
    whole = sum(link.cost for link in LINKS)
    each_lead, each_estimate = whole / play.leads(*paid), whole / play.estimates(*paid)
    assert (
        f"Spent on links: {pounds(whole)}, {pounds(each_lead)} a lead and {pounds(each_estimate)} an estimate."
        in summary()
    )
    assert "Leads set aside that wait for you: 2." in summary()
