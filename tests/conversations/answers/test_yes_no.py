import pytest

from conversations.answers import yes_no
from conversations.answers.yes_no import YesNo
from conversations.languages import assent

YES = [
    ("yes", "chat"), ("Yes, gmail.com", "conversation.md, the button"), ("yep", "brief"), ("yeah", "chat"), ("y", "text speak"),
    ("that's right", "brief"), ("All correct", "conversation.md, the button"), ("correct", "chat"), ("ok", "chat"),
    ("looks good", "chat"), ("yes that's right thanks", "chat"), ("👍", "emoji"), ("tak", "Polish"), ("ydy", "Welsh"),
    ("ydi", "Welsh review"),
    ("ydyn", "Welsh review"),
    ("ia", "Welsh review"),
    ("ocê", "Welsh review"),
    ("perffaith", "Welsh review"),
    ("gwych", "Welsh review"),
    ("yn union", "Welsh review"),
    ("dyna fo", "Welsh review"),
    ("dyna ni", "Welsh review"),
    ("ydy, mae'n iawn", "Welsh review"),
    ("jasne", "Polish review"),
    ("oczywiście", "Polish review"),
    ("pewnie", "Polish review"),
    ("zgoda", "Polish review"),
    ("super", "Polish review"),
    ("w porządku", "Polish review"),
    ("potwierdzam", "Polish review"),
    ("poprawne", "Polish review"),
    ("tak, zgadza się", "Polish review"),
]  # fmt: skip
NO = [
    ("no", "chat"), ("nope", "brief"), ("no keep mine", "brief"), ("No, keep mine", "conversation.md, the button"),
    ("not right", "chat"), ("that's wrong", "chat"), ("no, it's 4 bedrooms", "conversation.md"), ("leave it", "chat"),
    ("👎", "emoji"), ("nie", "Polish"), ("nage", "Welsh"), ("naw", "chat"), ("not that one", "chat"),
    ("nac oes", "Welsh review"),
    ("nag ydy", "Welsh review"),
    ("nid yw'n iawn", "Welsh review"),
    ("ddim yn iawn", "Welsh review"),
    ("dydy hynny ddim yn iawn", "Welsh review"),
    ("nac ydi", "Welsh review"),
    ("nid yw'n gywir", "Welsh review"),
    ("cadw", "Welsh review"),
    ("cadw f'un i", "Welsh review"),
    ("nie zgadza się", "Polish review"),
    ("niedobrze", "Polish review"),
    ("nieprawda", "Polish review"),
    ("nie potwierdzam", "Polish review"),
    ("nie w porządku", "Polish review"),
    ("to się nie zgadza", "Polish review"),
]  # fmt: skip
UNCLEAR = [
    ("yes no", "contradiction"), ("maybe", "chat"), ("yes?", "question"), ("what?", "question"), ("", "core"), ("👍👎", "emoji"),
    ("Marla Singer", "another question's answer"), ("yes keep mine", "contradiction"), ("yes " * 1000, "4,000 characters"),
    ("\ud83d", "lone surrogate"), ("have a good one", "goodbye"), ("it's been a great day", "chat"),
    ("nie, jest w porządku", "Polish contradiction"),
    ("ydy a nac ydy", "Welsh contradiction"),
]  # fmt: skip


def language_of(source):
    return {"Welsh": "cy", "Polish": "pl"}.get(source.split()[0], "en")


ROWS = (
    [(text, YesNo.YES, source) for text, source in YES]
    + [(text, YesNo.NO, source) for text, source in NO]
    + [(text, YesNo.UNCLEAR, source) for text, source in UNCLEAR]
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("yes", True), ("it's right", True), ("mae'n iawn", True), ("yes, change it", False), ("use that one", False), ("no", False),
     ("yes?", False), ("", False), ("\ud83d", False)],
)  # fmt: skip
def test_only_a_word_for_right_confirms_what_was_there_before(text, expected):
    assert expected is yes_no.confirms(text, assent("cy" if "mae" in text else "en"))


@pytest.mark.parametrize(("text", "expected", "source"), ROWS, ids=[ascii(row[0][:40]) for row in ROWS])
def test_reads_yes_and_no(text, expected, source):
    assert expected is yes_no.read(text, assent(language_of(source))), source
