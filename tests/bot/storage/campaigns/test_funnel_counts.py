from __future__ import annotations

from dataclasses import replace

import pytest

from bot.storage.campaigns import funnel_counts
from bot.storage.campaigns.funnel_counts import Counted

STARTED = Counted("derby", 20_000, "fb-spring", 0, False, "", "started")
CONSENTED = STARTED._replace(what="consented")


def test_what_is_added_adds_up(database):
    database.run_sync(lambda tx: funnel_counts.add(tx, {STARTED: 2, CONSENTED: 1}))
    database.run_sync(lambda tx: funnel_counts.add(tx, {STARTED: 3}))
    assert database.run_sync(lambda tx: funnel_counts.read(tx, "derby")) == {STARTED: 5, CONSENTED: 1}


def test_what_is_not_told_apart_is_added_up(database):
    leaflet = STARTED._replace(campaign="leaflet", office=7, week=20_007)
    test = STARTED._replace(test=True)
    database.run_sync(lambda tx: funnel_counts.add(tx, {STARTED: 1, leaflet: 2, test: 4}))
    together = STARTED._replace(week=0, campaign="")
    assert database.run_sync(lambda tx: funnel_counts.read(tx, "derby", apart=())) == {
        together: 3,
        together._replace(test=True): 4,
    }
    assert database.run_sync(lambda tx: funnel_counts.read(tx, "derby", apart=["campaign"])) == {
        together._replace(campaign="fb-spring"): 1,
        together._replace(campaign="leaflet"): 2,
        together._replace(campaign="fb-spring", test=True): 4,
    }


def test_nothing_to_add_is_nothing(database):
    database.run_sync(lambda tx: funnel_counts.add(tx, {}))
    assert database.run_sync(lambda tx: funnel_counts.read(tx, "derby")) == {}


def test_another_agency_s_are_not_read_nor_those_of_earlier_weeks(database):
    old = STARTED._replace(week=19_993)
    database.run_sync(lambda tx: funnel_counts.add(tx, {STARTED: 1, old: 1, STARTED._replace(agency="york"): 7}))
    assert database.run_sync(lambda tx: funnel_counts.read(tx, "derby", 20_000)) == {STARTED: 1}


def test_what_is_rolled_back_is_not_counted(database):
    def fails(tx):
        funnel_counts.add(tx, {STARTED: 1})
        raise RuntimeError

    with pytest.raises(RuntimeError):
        database.run_sync(fails)
    assert database.run_sync(lambda tx: funnel_counts.read(tx, "derby")) == {}


def test_replicas_add_to_rows_of_their_own_and_are_read_together(database):
    for number in (0, 1, 17):
        database.run_sync(lambda tx, number=number: funnel_counts.add(replace(tx, replica=number), {STARTED: 1}))
    assert database.run_sync(lambda tx: funnel_counts.read(tx, "derby")) == {STARTED: 3}
