import pytest

from conversations.answers import bedrooms
from conversations.answers.bedrooms import Reason
from conversations.answers.reading import Refused, Unclear, Understood


def ok(value, note="", kind=None):
    return Understood(value, note=note, also={"property_type": kind} if kind else {})


def which(reason, *values, note=""):
    return Unclear(reason, tuple(Understood(value, note=note) for value in values))


ROWS = [
    ("nice one cheers", Refused(Reason.NOT_A_NUMBER), "thanks"),
    ("nice one", Refused(Reason.NOT_A_NUMBER), "thanks"),
    ("good one mate", Refused(Reason.NOT_A_NUMBER), "thanks"),
    ("nice one mate, its 3", Understood(3), "thanks, and an answer"),
    ("nice one, 3 bed", Understood(3), "thanks, and an answer"),
    ("III", ok(3), "Roman, as some write it"),
    ("x3", ok(3), "a list"),
    ("none, its open plan", which(Reason.NONE, 0, note="studio"), "chat, with its reason"),
    ("none its a studio", ok(0, "studio"), "chat"),
    ("none of your business", Refused(Reason.NOT_A_NUMBER), "no number, and no studio"),
    ("3", ok(3), "guide's kind of number"),
    ("4", ok(4), "guide"),
    ("three", ok(3), "issue 4"),
    ("Three bedrooms please", ok(3), "chat"),
    ("3 beds 2 baths", ok(3), "issue 4"),
    ("4 bedrooms, 2 bathrooms, 1 reception", ok(4), "portal style"),
    ("3bed", ok(3), "phone keyboard"),
    ("3-bedroom", ok(3), "portal style"),
    ("3br", ok(3), "American style"),
    ("3 bedroms", ok(3), "keyboard slip"),
    ("3 double bedrooms", ok(3), "portal style"),
    ("3 doubles and a single", ok(4), "chat"),
    ("two doubles", ok(2), "chat"),
    ("3ish", ok(3), "chat"),
    ("it's 3", ok(3), "chat"),
    ("no, it's 4 bedrooms", ok(4), "conversation.md, a correction"),
    ("I have 3 kids and 4 bedrooms", ok(4), "chat"),
    ("1 or 2 bathrooms, 3 beds", ok(3), "chat"),
    ("٣", ok(3), "Arabic digits"),
    ("３", ok(3), "full-width keyboard"),
    ("3️⃣", ok(3), "emoji keycap"),
    ("🛏 3", ok(3), "emoji"),
    ("\u200b3\u200b", ok(3), "zero-width"),
    ("a couple", ok(2), "chat"),
    ("trzy", ok(3), "Polish"),
    ("3 sypialnie", ok(3), "Polish"),
    ("tair ystafell wely", ok(3), "Welsh"),
    ("pedair llofft", ok(4), "Welsh"),
    ("0", ok(0), "a studio in figures"),
    ("20", ok(20), "the most"),
    ("studio", ok(0, "studio"), "issue 4"),
    ("Studio flat", ok(0, "studio", "flat-maisonette"), "conversation.md"),
    ("bedsit", ok(0, "studio"), "British"),
    ("kawalerka", ok(0, "studio"), "Polish"),
    ("3 bed semi", ok(3, "", "semi-detached"), "issue 4"),
    ("3 bedroom semi in DE1 1JX", ok(3, "", "semi-detached"), "issue 4"),
    ("2 bed 1st floor flat", ok(2, "", "flat-maisonette"), "portal style"),
    ("3 bed bungalow", ok(3, "bungalow"), "conversation.md"),
    ("4 bed house", ok(4), "which kind is asked later"),
    ("4 bed plus annexe", ok(4, "annexe"), "conversation.md"),
    ("3 bed + 1 bed annexe", ok(3, "annexe"), "conversation.md"),
    ("3 plus study", ok(3, "study"), "chat"),
    ("6+", ok(6, "6 or more"), "button"),
    ("6 or more", ok(6, "6 or more"), "chat"),
    ("6+ bedrooms", ok(6, "6 or more"), "chat"),
    ("3 or 4", which(Reason.SEVERAL, 3, 4), "brief"),
    ("fiv", which(Reason.MISSPELT, 5), "keyboard slip"),
    ("3-4", which(Reason.SEVERAL, 3, 4), "range"),
    ("3/4", which(Reason.SEVERAL, 3, 4), "range"),
    ("three, maybe four", which(Reason.SEVERAL, 3, 4), "chat"),
    ("1 bed studio", which(Reason.SEVERAL, 0, 1), "which of them"),
    ("3 plus box room", which(Reason.BOX_ROOM, 3, 4, note="box room"), "issue 4, conversation.md"),
    ("3 bed and a boxroom", which(Reason.BOX_ROOM, 3, 4, note="boxroom"), "British"),
    ("3 and a loft room", which(Reason.BOX_ROOM, 3, 4, note="loft room"), "British"),
    ("3+1", which(Reason.BOX_ROOM, 3, 4, note="3+1"), "portal style abroad"),
    ("2.5", which(Reason.NOT_WHOLE, 2, 3), "half"),
    ("2 1/2", which(Reason.NOT_WHOLE, 2, 3), "half"),
    ("2½", which(Reason.NOT_WHOLE, 2, 3), "half"),
    ("three and a half", which(Reason.NOT_WHOLE, 3, 4), "half"),
    ("0.5", which(Reason.NOT_WHOLE, 0, 1), "brief"),
    ("none", which(Reason.NONE, 0, note="studio"), "brief"),
    ("-1", Refused(Reason.NEGATIVE), "brief"),
    ("minus two", Refused(Reason.NEGATIVE), "joke"),
    ("300", Refused(Reason.TOO_MANY), "brief"),
    ("21", Refused(Reason.TOO_MANY), "one more than the most"),
    ("three hundred", Refused(Reason.TOO_MANY), "joke"),
    ("", Refused(Reason.EMPTY), "core"),
    ("😊", Refused(Reason.EMPTY), "issue 2, emoji"),
    ("hello", Refused(Reason.NOT_A_NUMBER), "chat"),
    ("a few", Refused(Reason.NOT_A_NUMBER), "chat"),
    ("1 bathroom", Refused(Reason.NOT_A_NUMBER), "another thing"),
    ("12 High Street", Refused(Reason.NOT_A_NUMBER), "another question's answer"),
    ("07986000000", Refused(Reason.NOT_A_NUMBER), "another question's answer"),
    ("DE1 1JX", Refused(Reason.NOT_A_NUMBER), "another question's answer"),
    ("£300,000", Refused(Reason.NOT_A_NUMBER), "a price"),
    ("call me after 5", Refused(Reason.NOT_A_NUMBER), "a time"),
    ("semi", Refused(Reason.NOT_A_NUMBER), "another question's answer"),
    ("3" * 4096, Refused(Reason.NOT_A_NUMBER), "issue 2, 4,096 characters"),
    ("3 stafell wely", ok(3), "Welsh review"),
    ("dwy stafell wely", ok(2), "Welsh review"),
    ("tair neu bedair", which(Reason.SEVERAL, 3, 4), "Welsh review"),
    ("pedair neu bump", which(Reason.SEVERAL, 4, 5), "Welsh review"),
    ("mae gen i dair", ok(3), "Welsh review"),
    ("dim un", which(Reason.NONE, 0, note="studio"), "Welsh review"),
    ("dim ystafell wely", which(Reason.NONE, 0, note="studio"), "Welsh review"),
    ("un ar ddeg", ok(11), "Welsh review"),
    ("un ar ddeg ystafell wely", ok(11), "Welsh review"),
    ("tair a swyddfa", ok(3, "office"), "Welsh review"),
    ("mwy na 4", ok(4, "more than 4"), "Welsh review"),
    ("jedenaście", ok(11), "Polish review"),
    ("dwanaście", ok(12), "Polish review"),
    ("6 lub więcej", ok(6, "6 or more"), "Polish review"),
    ("ponad 4", ok(4, "more than 4"), "Polish review"),
    ("dwie i mały pokój", which(Reason.BOX_ROOM, 2, 3, note="small room"), "Polish review"),
    ("3 i gabinet", ok(3, "study"), "Polish review"),
    ("3 pokoje", which(Reason.ROOMS, 2, 3), "Polish review"),
    ("3-pokojowe", which(Reason.ROOMS, 2, 3), "Polish review"),
    ("1 pokój", which(Reason.ROOMS, 0, 1), "Polish review"),
    ("6 lub więcej pokoi", ok(6, "6 or more"), "Polish review"),
    ("3 pokoje, 2 sypialnie", ok(2), "Polish review"),
    ("3 rooms", ok(3), "chat"),
    ("bump", Refused(Reason.NOT_A_NUMBER), "an English word, a Welsh five"),
    ("100 pokoi", Refused(Reason.TOO_MANY), "joke"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "source"), ROWS, ids=[ascii(row[0][:40]) for row in ROWS])
def test_reads_bedrooms_as_people_count_them(text, expected, source):
    assert expected == bedrooms.read(text), source


def test_every_reason_is_shown_by_a_row():
    assert set(Reason) == {row[1].reason for row in ROWS if not isinstance(row[1], Understood)}


@pytest.mark.parametrize(
    ("value", "expected"), [(0, True), (20, True), (21, False), (-1, False), (True, False), ("3", False), (3.0, False)]
)
def test_valid_wants_a_whole_number_in_range(value, expected):
    assert expected is bedrooms.valid(value)
