from __future__ import annotations

from bot.storage.leads import pauses
from bot.storage.leads.pauses import Pause


def test_a_pause_is_begun_once_postponed_and_ended_once(database, clock):
    def run(job, *args):
        return database.run_sync(lambda tx: job(tx, *args))

    began = clock.now
    assert run(pauses.all_) == []
    assert run(pauses.pause, "derby", "401: key \x00 refused \ud83d", began + 30)
    clock.now += 10
    assert not run(pauses.pause, "derby", "another reason", began + 99)
    assert run(pauses.pause, "aberdeen", "403", began + 40)
    derby = Pause("derby", "401: key \x00 refused \ud83d", began, began + 30)
    assert [Pause("aberdeen", "403", clock.now, began + 40), derby] == run(pauses.all_)
    run(pauses.postpone, "aberdeen", began + 50)
    run(pauses.postpone, "nobody", began + 50)
    assert [began + 50, began + 30] == [pause.probe_at for pause in run(pauses.all_)]
    assert run(pauses.resume, "aberdeen")
    assert not run(pauses.resume, "aberdeen")
    assert [derby] == run(pauses.all_)
