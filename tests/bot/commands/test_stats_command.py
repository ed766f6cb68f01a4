"""``python -m bot stats``: a table in the terminal, a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
import time

import pytest

from bot.commands import cli
from bot.statistics.counters import week_of
from bot.statistics.rendering import NOBODY
from bot.storage.campaigns import funnel_counts
from bot.storage.campaigns.funnel_counts import Counted


def counted(database, *, campaign="", office=0, test=False, variant="", weeks_ago=0, **many):
    week = week_of(time.time()) - 7 * weeks_ago
    rows = {
        Counted("default", week, campaign, office, test, variant, what.replace("__", ":")): number
        for what, number in many.items()
    }
    database.run_sync(lambda tx: funnel_counts.add(tx, rows))


def test_nothing_yet(database, capsys):
    assert cli.main(["stats"]) == 0
    assert capsys.readouterr().out == f"{NOBODY}\n"


def test_how_far_people_come(database, capsys):
    counted(database, started=10, answered__sale_or_let=9, answered__name=6, refused__name=4, consented=3, took__5=12)
    assert cli.main(["stats"]) == 0
    said = capsys.readouterr().out
    assert "10 started, 3 sent a lead (30%), 0 saw an estimate." in said
    assert "half within 5 minutes" in said
    assert [line.split() for line in said.splitlines() if line.startswith("Name")] == [["Name", "6", "60%", "3", "4"]]


def test_a_row_for_each_link_without_the_tests(database, capsys):
    counted(database, campaign="fb-spring", started=4, consented=2, delivered=2, estimated=1)
    counted(database, campaign="fb-spring", checked=4, verified=2, doubtful=1)
    counted(database, campaign="leaflet", started=6)
    counted(database, campaign="try", test=True, started=50)
    assert cli.main(["stats", "--by", "campaign"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[1:3]]
    assert rows == [
        ["leaflet", "6", "0", "0%", "0", "0", "-", "-"],
        ["fb-spring", "4", "2", "50%", "2", "1", "50%", "25%"],
    ]
    cli.main(["stats", "--by", "campaign", "--tests"])
    assert capsys.readouterr().out.splitlines()[1].startswith("try")


def test_weeks_are_counted_with_this_one(database, capsys):
    counted(database, started=1)
    counted(database, started=2, weeks_ago=1)
    counted(database, started=4, weeks_ago=2)
    cli.main(["stats", "--weeks", "2"])
    assert capsys.readouterr().out.startswith("3 started")


def test_two_orders(database, capsys):
    counted(database, variant="A", started=100, consented=20)
    counted(database, variant="B", started=100, consented=60)
    cli.main(["stats"])
    assert "Order B brings more leads" in capsys.readouterr().out


def test_a_spreadsheet_gets_no_formulas(database, tmp_path, capsys):
    counted(database, campaign="-1+cmd", started=7)
    counted(database, campaign="fb", office=1213, variant="B", test=True, consented=1)
    assert cli.main(["stats", "--csv", str(tmp_path / "stats.csv")]) == 0
    with (tmp_path / "stats.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["campaign"], row["office"], row["order"], row["test"], row["what"], row["count"]) for row in rows] == [
        ("'-1+cmd", "by postcode", "", "no", "started", "7"),
        ("fb", "1213", "B", "yes", "consented", "1"),
    ]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_of_a_spreadsheet_begins_as_a_formula_does(database, capsys, first):
    counted(database, campaign=f"{first}marla@example.com", started=1)
    assert cli.main(["stats", "--csv", "-"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))
    assert row["campaign"] == f"'{first}marla@example.com"


@pytest.mark.parametrize(
    ("code", "cell"),
    [
        ("Derby;=1+1", "Derby;'=1+1"),
        ('Derby;"=1+1"', 'Derby;\'"=1+1"'),
        ("Derby|@cmd\n-1", "Derby|'@cmd\n'-1"),
        ("spring-sale; 2 + 2 = 4", "spring-sale; 2 + 2 = 4"),
    ],
)
def test_nor_does_a_part_of_one_where_cells_are_parted_otherwise(database, capsys, code, cell):
    counted(database, campaign=code, started=1)
    assert cli.main(["stats", "--csv", "-"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))
    assert row["campaign"] == cell


def test_a_file_that_cannot_be_written_is_said(database, tmp_path, capsys):
    assert cli.main(["stats", "--csv", str(tmp_path / "no" / "stats.csv")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_an_agency_that_is_not_there_is_said(database, capsys):
    assert cli.main(["stats", "--agency", "york"]) == 2
    assert "default" in capsys.readouterr().err
