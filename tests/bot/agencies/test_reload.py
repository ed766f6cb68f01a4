from __future__ import annotations

import asyncio

from bot.agencies.reload import TenantsReloader
from bot.agencies.tenants import Tenants
from support.waiting import eventually


async def test_a_file_that_changed_between_its_reading_and_the_first_look_is_read_again(tmp_path, monkeypatch):
    monkeypatch.setattr("bot.agencies.reload.EVERY", 0.01)
    file = tmp_path / "agencies.toml"
    read = [first := Tenants((), frozenset({file}))]
    changed = []

    def read_again():
        read.append(Tenants((), frozenset({file})))
        return read[-1]

    async def change(tenants):
        changed.append(tenants)

    file.write_text("changed since it was read")
    watching = asyncio.create_task(TenantsReloader(first, read_again, change).run())
    await eventually(lambda: changed, "the change")
    file.write_text("changed again")
    await eventually(lambda: len(changed) == 2, "the next change")
    watching.cancel()
    assert changed == read[1:], "each version is read once"
