from bot.storage.staff import moved_groups


def test_a_group_is_found_under_the_number_that_is_set_and_news_are_news_once(database):
    def note(agency, chat_id, moved_to):
        return database.run_sync(lambda tx: moved_groups.note(tx, agency, chat_id, moved_to))

    def current(agency, chat_id):
        return database.run_sync(lambda tx: moved_groups.current(tx, agency, chat_id))

    assert current("derby", -4001) == -4001
    assert [note("derby", -4001, -1002001) for _ in range(2)] == [True, False]
    assert (current("derby", -4001), current("derby", -1002001), current("york", -4001)) == (-1002001, -1002001, -4001)
    assert note("derby", -4001, -1002002)
    assert current("derby", -4001) == -1002002
