import pytest

from conversations.answers import email
from conversations.answers.email import Reason
from conversations.answers.reading import Refused, Unclear, Understood

MARLA = "cloud9@cloud.com"


def meant(typed, *likely, keep=True):
    return Unclear(Reason.MISSPELT_DOMAIN, tuple(map(Understood, likely)), keep=Understood(typed) if keep else None)


REAL_DOMAINS = [
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.co.uk", "outlook.com", "live.co.uk", "yahoo.com",
    "yahoo.co.uk", "yahoo.fr", "ymail.com", "mail.com", "email.com", "gmx.com", "gmx.co.uk", "icloud.com", "me.com",
    "mac.com", "aol.com", "btinternet.com", "sky.com", "virginmedia.com", "ntlworld.com", "talktalk.net",
    "tiscali.co.uk", "blueyonder.co.uk", "msn.com", "protonmail.com", "proton.me", "hotmail.fr", "outlook.ie",
    "hushmail.com", "fastmail.com", "derbyhomes.co.uk", "singer.org", "wp.pl", "o2.pl", "doctors.org.uk", "nhs.net",
]  # fmt: skip
ROWS = [
    (MARLA, Understood(MARLA), "guide"),
    ("cloud9 at cloud dot com", Understood(MARLA), "issue 4"),
    ("Cloud9@Cloud.COM", Understood("Cloud9@cloud.com"), "phone keyboard"),
    (" cloud9@cloud.com ", Understood(MARLA), "phone keyboard"),
    ("cloud9@cloud.com.", Understood(MARLA), "end of a sentence"),
    ("cloud9@cloud.com,", Understood(MARLA), "end of a clause"),
    ("cloud9 @ cloud.com", Understood(MARLA), "brief, spaces around @"),
    ("cloud9@ cloud. com", Understood(MARLA), "autocorrect"),
    ("cloud9@cloud,com", Understood(MARLA), "brief, comma for dot"),
    ("cloud9@@cloud.com", Understood(MARLA), "double tap"),
    ("cloud9@cloud..com", Understood(MARLA), "double tap"),
    ("mailto:cloud9@cloud.com", Understood(MARLA), "link"),
    ("Marla Singer <cloud9@cloud.com>", Understood(MARLA), "copied from a mail"),
    ('"cloud9@cloud.com"', Understood(MARLA), "quoted"),
    ("my email is cloud9@cloud.com thanks", Understood(MARLA), "chat"),
    ("email:cloud9@cloud.com", Understood(MARLA), "form habit"),
    ("Sure! It’s cloud9@cloud.com 😊", Understood(MARLA), "chat"),
    ("cloud9(at)cloud(dot)com", Understood(MARLA), "spam shy"),
    ("cloud9 [at] cloud [dot] com", Understood(MARLA), "spam shy"),
    ("reach me at cloud9 at cloud dot com", Understood(MARLA), "voice typing"),
    ("cloud9＠cloud．com", Understood(MARLA), "full-width keyboard"),
    ("cloud9@\u200bcloud.com", Understood(MARLA), "copied, zero-width"),
    ("cloud9@cloud.com\ud83d", Understood(MARLA), "broken client, lone surrogate"),
    ("cloud9@cloud.com cloud9@cloud.com", Understood(MARLA), "the same twice"),
    ("cloud9@cloud.com 07986000000", Understood(MARLA), "issue 4, many answers"),
    ("marla.singer+home@gmail.com", Understood("marla.singer+home@gmail.com"), "plus address"),
    ("o'neill@sky.com", Understood("o'neill@sky.com"), "Irish name"),
    ("marla underscore singer at aol dot com", Understood("marla_singer@aol.com"), "voice typing"),
    ("marla@münchen.de", Understood("marla@münchen.de"), "IDN"),
    ("marla@xn--mnchen-3ya.de", Understood("marla@münchen.de"), "IDN as sent"),
    ("łukasz@onet.pl", Understood("łukasz@onet.pl"), "Polish name"),
    ("anna malpa onet kropka pl", Understood("anna@onet.pl"), "Polish, spoken"),
    *[(f"marla@{real}", Understood(f"marla@{real}"), "a real domain near a common one") for real in REAL_DOMAINS],
    ("cloud9@gmial.com", meant("cloud9@gmial.com", "cloud9@gmail.com"), "issue 4"),
    ("a@gmai.com", meant("a@gmai.com", "a@gmail.com"), "keyboard slip"),
    ("a@gamil.com", meant("a@gamil.com", "a@gmail.com"), "keyboard slip"),
    ("a@gmail.con", meant("a@gmail.con", "a@gmail.com"), "brief"),
    ("a@gmail.co", meant("a@gmail.co", "a@gmail.com"), "brief"),
    ("a@gmail.co.uk", meant("a@gmail.co.uk", "a@gmail.com"), "habit"),
    ("a@gmail.cm", meant("a@gmail.cm", "a@gmail.com"), "keyboard slip"),
    ("a@hotmial.co.uk", meant("a@hotmial.co.uk", "a@hotmail.co.uk"), "brief"),
    ("a@hotnail.con", meant("a@hotnail.con", "a@hotmail.com"), "two slips"),
    ("a@hotmail.co", meant("a@hotmail.co", "a@hotmail.com", "a@hotmail.co.uk"), "cut short"),
    ("a@yahoo.co.ku", meant("a@yahoo.co.ku", "a@yahoo.co.uk"), "brief"),
    ("a@yaho.co.uk", meant("a@yaho.co.uk", "a@yahoo.co.uk"), "keyboard slip"),
    ("a@outlok.com", meant("a@outlok.com", "a@outlook.com"), "brief"),
    ("a@iclould.com", meant("a@iclould.com", "a@icloud.com"), "keyboard slip"),
    ("a@btintenet.com", meant("a@btintenet.com", "a@btinternet.com"), "keyboard slip"),
    ("a@virginmeda.com", meant("a@virginmeda.com", "a@virginmedia.com"), "keyboard slip"),
    ("a@singer.con", meant("a@singer.con", "a@singer.com"), "no such ending"),
    ("a@gmial.co.uk", meant("a@gmial.co.uk", "a@gmail.com"), "two slips"),
    ("cloud9 at gmail", meant("", "cloud9@gmail.com", keep=False), "voice typing, cut short"),
    ("a@gmail", meant("", "a@gmail.com", keep=False), "cut short"),
    ("a@gmailcom", meant("", "a@gmail.com", keep=False), "dot missing"),
    ("a@hotmailcouk", meant("", "a@hotmail.co.uk", keep=False), "dots missing"),
    (
        "cloud nine at gmail dot com",
        Unclear(
            Reason.WHICH_WAY,
            (Understood("cloudnine@gmail.com"), Understood("cloud9@gmail.com"), Understood("cloud.nine@gmail.com")),
        ),
        "dictated",
    ),
    (
        "marla singer @ gmail . com",
        Unclear(Reason.WHICH_WAY, (Understood("marlasinger@gmail.com"), Understood("marla.singer@gmail.com"))),
        "dictated, a sign that stands apart",
    ),
    ("my wife's is marla @ gmail.com", Understood("marla@gmail.com"), "a sentence, and a sign that stands apart"),
    (
        "marla singer@gmail.com",
        Unclear(
            Reason.WHICH_WAY,
            (Understood("marlasinger@gmail.com"), Understood("marla.singer@gmail.com"), Understood("singer@gmail.com")),
        ),
        "a space that slipped in",
    ),
    ("marla marla@gmail.com", Understood("marla@gmail.com"), "brief, whose it is"),
    ("my work singer@gmail.com", Understood("singer@gmail.com"), "brief, a word before it"),
    (
        "a@singer.com or b@singer.com",
        Unclear(Reason.SEVERAL, (Understood("a@singer.com"), Understood("b@singer.com"))),
        "brief, two",
    ),
    (
        "a@singer.com,b@singer.com",
        Unclear(Reason.SEVERAL, (Understood("a@singer.com"), Understood("b@singer.com"))),
        "two without a space",
    ),
    *[(f"{local}@cloud.com", Understood(f"{local}@cloud.com"), "whatever the standard allows (RFC 5322, atext)")
      for local in ("_marla", "email", "mail", "its", "it's", "marla=home", "!marla", "/marla", "#marla", "m*a", "a{b}c~d|e^f")],
    ("my email is @cloud.com", Refused(Reason.INCOMPLETE), "the mailbox forgotten"),
    ("_cloud9@cloud.com_", Understood(MARLA), "marked up"),
    ("http://cloud9@cloud.com", Understood(MARLA), "link"),
    ("*cloud9@cloud.com*", Understood(MARLA), "marked up"),
    ("cloud9@cloud.com/tyler@cloud.com", Unclear(Reason.SEVERAL, (Understood(MARLA), Understood("tyler@cloud.com"))), "two"),
    *[(f"marla{mark}singer@cloud.com",
       Unclear(Reason.WHICH_WAY, tuple(map(Understood, ("marla.singer@cloud.com", "marlasinger@cloud.com", "singer@cloud.com")))),
       "a slip of the finger, or two words") for mark in ";:,"],
    ("m\u0430rla@cloud.com",
     Unclear(Reason.LOOK_ALIKE, (Understood("marla@cloud.com"),), keep=Understood("m\u0430rla@cloud.com")), "a Cyrillic letter"),
    ("", Refused(Reason.EMPTY), "core"),
    ("😊", Refused(Reason.EMPTY), "issue 2, emoji"),
    ("hello", Refused(Reason.NO_AT), "chat"),
    ("cloud9cloud.com", Refused(Reason.NO_AT), "sign missing"),
    ("I don't have one", Refused(Reason.NO_AT), "refuses"),
    ("call me at home", Refused(Reason.NO_AT), "at is no sign here"),
    ("07986000000", Refused(Reason.NO_AT), "another question's answer"),
    ("123 Example Street", Refused(Reason.NO_AT), "another question's answer"),
    ("@cloud.com", Refused(Reason.INCOMPLETE), "half"),
    ("cloud9@", Refused(Reason.INCOMPLETE), "half"),
    ("@marlasinger", Refused(Reason.INCOMPLETE), "a handle elsewhere"),
    ("cloud9@cloud", Refused(Reason.INCOMPLETE), "cut short"),
    ("cloud..9@cloud.com", Refused(Reason.NOT_VALID), "double tap"),
    ("cloud9@cloud_9.com", Refused(Reason.NOT_VALID), "underscore in the domain"),
    ("marla@home.test", Refused(Reason.NOT_VALID), "reserved domain"),
    ("a" * 65 + "@cloud.com", Refused(Reason.NOT_VALID), "RFC 5321, 64 characters"),
    ("a@" + "b." * 130 + "com", Refused(Reason.TOO_LONG), "254 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "source"), ROWS, ids=[ascii(row[0][:40]) for row in ROWS])
def test_reads_addresses_as_people_give_them(text, expected, source):
    assert expected == email.read(text), source


def test_every_reason_is_shown_by_a_row():
    assert set(Reason) == {row[1].reason for row in ROWS if not isinstance(row[1], Understood)}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (MARLA, True),
        ("Cloud9@cloud.com", True),
        ("a@" + "b" * 248 + ".com", True),
        ("a@" + "b" * 249 + ".com", False),
        ("cloud9@Cloud.com", False),
        ("cloud9@cloud", False),
        ("cloud9@cloud.", False),
        ("cloud9 @cloud.com", False),
        ("cloud9@cloud.com\n", False),
        ("a@b@cloud.com", False),
        ("", False),
        (None, False),
        (9, False),
    ],
)
def test_valid_wants_the_shape_and_the_length(value, expected):
    assert expected is email.valid(value)
