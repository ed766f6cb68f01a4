"""The command line itself: what is no command is refused, with the reason."""

from __future__ import annotations

import pytest

from bot.commands import cli


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--version", "extra"], "invalid choice: 'extra'"),
        (["--version", "new-key"], "--version stands alone"),
        ([], "the following arguments are required: COMMAND"),
    ],
)
def test_what_is_no_command_ends_with_the_reason(
    arguments: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert why in said.err
