"""``python -m bot costs``: entered, listed, removed; and what it does to ``stats``, as table, CSV and spreadsheet."""

from __future__ import annotations

import csv
import io
import time

import pytest

from bot.campaigns import register
from bot.campaigns.register import Listed
from bot.commands import cli
from bot.statistics.counters import week_of
from bot.storage.campaigns import funnel_counts
from bot.storage.campaigns.funnel_counts import Counted
from conversations.lead import Campaign
from support.spreadsheet import read, records


@pytest.fixture
def run(database, capsys):
    database.run_sync(lambda tx: register.add(tx, "default", Listed(Campaign("fb-spring"))))
    key = Counted("default", week_of(time.time()), "fb-spring", 0, False, "", "started")
    counted = {key: 40, key._replace(what="consented"): 10, key._replace(what="estimated"): 8}
    database.run_sync(lambda tx: funnel_counts.add(tx, counted))

    def run(*arguments, exits=0):
        assert cli.main([*arguments]) == exits
        out, err = capsys.readouterr()
        return out or err

    return run


def test_costs_are_entered_listed_and_removed(run):
    assert "There are no costs yet" in run("costs")
    assert run("costs", "add", "FB-Spring", "200", "--days", "1 Nov 2026 to 30 Nov 2026") == (
        "Noted as cost 1: £200 for fb-spring, 1 November 2026 to 30 November 2026.\n"
    )
    run("costs", "add", "fb-spring", "50.50")
    assert [line.split()[:3] for line in run("costs", "list").splitlines()[1:]] == [
        ["2", "fb-spring", "£50.50"],
        ["1", "fb-spring", "£200"],
    ]
    run("costs", "remove", "1")
    assert "There is no cost 1." in run("costs", "remove", "1", exits=1)
    assert len(run("costs").splitlines()) == 2


def test_they_are_entered_in_one_line_as_in_the_chat(run):
    said = run("costs", "add", "https://t.me/derby_bot?start=fb-spring", "1", "250", "1-30", "Nov", "2026.")
    assert said == "Noted as cost 1: £1,250 for fb-spring, 1 November 2026 to 30 November 2026.\n"
    assert "£0.50 for fb-spring, 1 January 2026 to 31 December 2026." in run("costs", "add", "fb-spring", ".50 2026")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("nobody", "5"), "No link of yours has the code “nobody”."),
        (("fb-spring", "lots"), "the amount “lots”"),
        (("fb-spring", "5", "--days", "soon"), "the time “soon”"),
        (("fb-spring", "5", "yesterday", "--days", "today"), "the time “yesterday today”"),
        (("fb-spring", "5", "--days", "31 Feb"), "“31 Feb” has a date that does not exist"),
    ],
)
def test_slips_are_said_and_nothing_is_entered(run, arguments, why):
    assert why in run("costs", "add", *arguments, exits=1)
    assert "There are no costs yet" in run("costs")


def test_what_a_lead_costs_in_words_table_csv_and_spreadsheet(run, tmp_path):
    run("costs", "add", "fb-spring", "200")
    assert "Spent on links: £200, £20 a lead and £25 an estimate." in run("stats")
    table = run("stats", "--by", "campaign").splitlines()
    assert table[0].endswith("COST")
    assert table[1].endswith("£200, £20 a lead and £25 an estimate")
    assert "COST" not in run("stats", "--by", "order")
    (row, total) = csv.DictReader(io.StringIO(run("stats", "--csv", "-", "--by", "campaign")))
    assert (row["Link"], row["Cost"], row["Cost per lead"]) == ("fb-spring", "200.0", "20.0")
    assert (total["Link"], total["Sent a lead"]) == ("All", "10")
    counts = csv.DictReader(io.StringIO(run("stats", "--csv", "-")))
    assert {each["what"] for each in counts} == {"started", "consented", "estimated"}
    assert "Written to" in run("stats", "--xlsx", str(tmp_path / "stats.xlsx"))
    sheets = read((tmp_path / "stats.xlsx").read_bytes())
    assert records(sheets["Offices"])["by postcode"]["Cost per estimate"] == 25


def test_a_pivot_s_cells_are_no_formulas(run, database, capsys):
    key = Counted("default", week_of(time.time()), "-1+cmd", 0, False, "", "started")
    database.run_sync(lambda tx: funnel_counts.add(tx, {key: 1}))
    rows = list(csv.DictReader(io.StringIO(run("stats", "--csv", "-", "--by", "campaign"))))
    assert [row["Link"] for row in rows] == ["fb-spring", "'-1+cmd", "All"]
