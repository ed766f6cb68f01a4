from bot.storage.staff import admin_menus


def test_who_was_an_admin_is_known_until_the_menu_is_gone(database):
    def note(agency, *admins):
        return database.run_sync(lambda tx: admin_menus.note(tx, agency, admins))

    assert note("derby", 501, 502) == set()
    assert note("york", 502, 503) == set()
    assert note("derby", 502, 504) == {501}
    assert note("derby") == {501, 502, 504}
    database.run_sync(lambda tx: admin_menus.forget(tx, "derby", {501, 504}))
    assert note("derby") == {502}
    assert note("york") == {502, 503}, "another agency's bot is another"
