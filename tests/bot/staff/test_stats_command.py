"""/stats: what the counts say, in words and as a picture."""

from __future__ import annotations

from bot.drawing.charts import CHART, draw
from bot.statistics.counters import week_of
from bot.storage.campaigns import funnel_counts
from bot.storage.campaigns.funnel_counts import Counted


def counted(database, clock, *, campaign="", test=False, variant="", weeks_ago=0, **many):
    week = week_of(clock.now) - 7 * weeks_ago
    rows = {
        Counted("derby", week, campaign, 0, test, variant, what.replace("__", ":")): number
        for what, number in many.items()
    }
    database.run_sync(lambda tx: funnel_counts.add(tx, rows))


async def test_nothing_yet(admin):
    assert "Nobody has started yet." in await admin.says("/stats")


async def test_how_far_people_come_in_words_and_as_a_picture(admin, database, clock):
    counted(database, clock, started=100, answered__sale_or_let=90, answered__name=50, consented=20, estimated=18)
    said = await admin.says("/stats")
    assert "100 started, 20 sent a lead (20%), 18 saw an estimate." in said
    assert "Most stop before “Phone”: 50 of 50." in said
    (body,) = (body for kind, body in admin.outbox_items if kind == "chart")
    chart = CHART.decode(body)
    assert [(bar.label, bar.figure) for bar in chart.bars][:3] == [
        ("Started", "100 (100%)"),
        ("Sale or let", "90 (90%)"),
        ("Name", "50 (50%)"),
    ]
    assert draw(chart).startswith(b"\xff\xd8")


async def test_who_said_no_is_counted_where_anybody_did(admin, database, clock):
    counted(database, clock, started=10, consented=4)
    assert "said no" not in await admin.says("/stats")
    counted(database, clock, declined=3)
    assert "3 said no before anything was sent, and may have come back since." in await admin.says("/stats")


async def test_by_link_and_all_time(admin, database, clock):
    counted(database, clock, campaign="fb-spring", started=10, consented=5)
    counted(database, clock, campaign="leaflet", started=30, consented=3, weeks_ago=9)
    counted(database, clock, campaign="try", started=99, test=True)
    await admin.says("/stats")
    assert "fb-spring: 10 started, 5 sent a lead (50%)" in (said := await admin.taps("By link"))
    assert "leaflet" not in said
    said = await admin.taps("All time")
    assert said.index("leaflet: 30 started, 3 sent a lead (10%)") < said.index("fb-spring")
    assert "try" not in said


async def test_verified_and_doubtful_contacts_are_told_by_link_where_any_were_checked(admin, database, clock):
    counted(database, clock, campaign="fb-spring", started=10, consented=4, checked=4, verified=1, doubtful=2)
    counted(database, clock, campaign="leaflet", started=30, consented=3)
    said = await admin.says("/stats")
    assert (
        "Leads received: 4; with a phone number that Telegram vouches for: 1 (25%); with doubtful contacts: 2 (50%)"
        in said
    )
    said = await admin.taps("By link")
    assert "fb-spring: 10 started, 4 sent a lead (40%); verified phone 25%, doubtful contacts 50%" in said
    assert "leaflet: 30 started, 3 sent a lead (10%);" not in said


async def test_two_orders_are_compared_honestly(admin, database, clock):
    counted(database, clock, variant="A", started=40, consented=10)
    counted(database, clock, variant="B", started=40, consented=12)
    assert "Too early to tell" in await admin.says("/stats")
    counted(database, clock, variant="B", started=400, consented=380)
    assert "Order B brings more leads" in await admin.says("/stats")


async def test_a_made_up_button_is_outdated(admin):
    await admin.says("/stats")
    assert await admin.taps_data("staff:stats:everything:9") == ""


async def test_another_agency_s_are_never_seen(admin, database, clock):
    week = week_of(clock.now)
    database.run_sync(lambda tx: funnel_counts.add(tx, {Counted("leeds", week, "", 0, False, "", "started"): 7}))
    assert "Nobody has started yet." in await admin.says("/stats")
