"""/stats: what the counts say, in words and as a picture."""

from __future__ import annotations

from bot.drawing.charts import CHART, draw
from bot.drawing.workbook import WORKBOOK, write
from bot.statistics.counters import week_of
from bot.storage.campaigns import costs, funnel_counts
from bot.storage.campaigns.costs import Cost
from bot.storage.campaigns.funnel_counts import Counted
from support.spreadsheet import read, records


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


async def test_of_three_people_no_tenth_is_told_and_no_share_is_rounded_to_all_or_none(admin, database, clock):
    counted(database, clock, started=3, consented=3, estimated=3, took__2=2, took__8=1)
    said = await admin.says("/stats")
    assert "3 started, 3 sent a lead (100%), 3 saw an estimate." in said
    assert "Time to finish: within 8 minutes for the slowest of 3." in said
    counted(database, clock, started=497, consented=1, took__2=7)
    said = await admin.says("/stats")
    assert "500 started, 4 sent a lead (under 1%)" in said
    assert "Time to finish: half within 2 minutes, nine in ten within 2 minutes." in said
    counted(database, clock, consented=494, took__longer=1)
    assert "498 sent a lead (over 99%)" in await admin.says("/stats")


async def test_one_who_took_more_than_a_day_is_not_called_half(admin, database, clock):
    counted(database, clock, started=1, consented=1, took__longer=1)
    assert "Time to finish: more than a day for the slowest of 1." in await admin.says("/stats")


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


def spent(database, clock, campaign, pence, *, office=0, weeks_ago=0, test=False):
    day = week_of(clock.now) - 7 * weeks_ago
    database.run_sync(lambda tx: costs.add(tx, "derby", Cost(campaign, office, test, pence, day, day)))


def last_chart(admin):
    return [CHART.decode(body) for kind, body in admin.outbox_items if kind == "chart"][-1]


async def test_what_leads_cost_by_link_as_text_and_picture(admin, database, clock):
    counted(database, clock, campaign="fb-spring", started=100, consented=40, estimated=32)
    counted(database, clock, campaign="leaflet", started=100, consented=10, estimated=8)
    counted(database, clock, campaign="board", started=3, consented=2)
    counted(database, clock, started=20, consented=9)
    for campaign, pence in (("fb-spring", 20000), ("leaflet", 20000), ("board", 5000)):
        spent(database, clock, campaign, pence)
    said = await admin.says("/stats")
    assert "Spent on links: £450, £8.65 a lead and £11.25 an estimate." in said  # the nine without a link cost nothing
    said = await admin.taps("By link")
    assert "fb-spring cost £200, £5 a lead and £6.25 an estimate" in said
    assert "board cost £50, £25 a lead (of 2 leads: too few to go by)" in said
    assert "fb-spring brings more leads per person than leaflet: more than chance." in said
    assert "A lead by fb-spring costs less than one by leaflet: more than chance." in said
    assert "Too few people to compare: board." in said
    chart = last_chart(admin)
    assert [(bar.label, bar.figure, bar.note) for bar in chart.bars] == [
        ("fb-spring", "40 of 100 (40%)", "£200 · £5 a lead · £6.25 an estimate"),
        ("leaflet", "10 of 100 (10%)", "£200 · £20 a lead · £25 an estimate"),
        ("(no link)", "9 of 20 (45%)", ""),
        ("board", "2 of 3 (67%)", "£50 · £25 a lead (only 2)"),
    ]
    assert [(bar.share, bar.part) for bar in chart.bars][:2] == [(1.0, 0.4), (1.0, 0.1)]
    assert "more than chance" in chart.words[0]
    assert draw(chart).startswith(b"\xff\xd8")


async def test_small_numbers_are_not_compared(admin, database, clock):
    counted(database, clock, campaign="fb-spring", started=9, consented=4)
    counted(database, clock, campaign="leaflet", started=9)
    await admin.says("/stats")
    said = await admin.taps("By link")
    assert "Too few people to compare: it takes 5 leads, and 5 people without one, of each of two." in said


async def test_week_by_week_a_week_without_anybody_is_seen(admin, database, clock):
    counted(database, clock, started=4, consented=1)
    counted(database, clock, campaign="fb", started=8, consented=2, weeks_ago=2)
    spent(database, clock, "fb", 1000, weeks_ago=2)
    await admin.says("/stats")
    await admin.taps("By week")
    assert [(bar.figure, bar.note) for bar in last_chart(admin).bars] == [
        ("2 of 8 (25%)", "£10 · £5 a lead (only 2)"),
        ("nobody", ""),
        ("1 of 4 (25%)", ""),
    ]


async def test_of_an_office_whose_leads_came_otherwise_it_is_not_said_that_there_is_none(admin, database, clock):
    counted(database, clock, started=4, consented=1)
    spent(database, clock, "leaflet", 5000)
    assert "Spent on links: £50, no lead by a link that cost something yet." in await admin.says("/stats")


async def test_money_that_brought_nobody_is_told(admin, database, clock):
    spent(database, clock, "leaflet", 5000)
    assert "Spent on links: £50, no lead yet." in await admin.says("/stats")
    assert "leaflet cost £50, no lead yet" in await admin.taps("By link")
    assert last_chart(admin).bars[0].figure == "nobody"


async def test_the_figures_as_a_spreadsheet(admin, database, clock):
    counted(database, clock, campaign="fb-spring", started=100, consented=40, estimated=32, delivered=39, set_aside=1)
    counted(database, clock, campaign="leaflet", started=30, consented=3, weeks_ago=2)
    counted(database, clock, campaign="old", started=30, consented=3, weeks_ago=9)
    counted(database, clock, campaign="try", started=99, test=True)
    spent(database, clock, "fb-spring", 20000)
    spent(database, clock, "try", 700, test=True)
    await admin.says("/stats")
    assert "The figures as a spreadsheet: last four weeks" in await admin.taps("Spreadsheet")
    (body,) = (body for kind, body in admin.outbox_items if kind == "workbook")
    sheets = read(write(WORKBOOK.decode(body)))
    links = records(sheets["Links"])
    assert list(links) == ["fb-spring", "leaflet", "All"]
    assert links["fb-spring"] == {
        "Started": 100,
        "Sent a lead": 40,
        "Leads of started": 0.4,
        "Leads received": 39,
        "Times set aside": 1,
        "Estimates shown": 32,
        "Verified phone": 0,
        "Doubtful contacts": 0,
        "Cost": 200,
        "Cost per lead": 5,
        "Cost per estimate": 6.25,
        "Enough to go by": "yes",
    }
    assert links["leaflet"]["Enough to go by"] == "no: under 5 leads"
    weeks = records(sheets["Leads by week and link"])
    assert [[*row.values()] for row in weeks.values()] == [[0, 3], [0, 0], [40, 0]]
    assert [row[:2] for row in sheets["Costs entered"]] == [["Link", "Cost"], ["fb-spring", 200]], "tests are apart"
