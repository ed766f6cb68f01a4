import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers import consent
from conversations.answers.consent import Consent

YES = [
    ("yes", "brief"), ("Yes", "phone keyboard"), ("YES!!!", "chat"), ("yes.", "chat"), (" yes \n", "phone keyboard"),
    ("yes I agree", "brief"), ("Yes, I agree – send", "conversation.md, the button"), ("I agree", "brief"),
    ("agreed", "brief"),
    ("agree", "chat"), ("yes please", "brief"), ("yep", "brief"), ("yeah", "chat"), ("ok yes send it", "brief"),
    ("yes of course", "chat"), ("yes 👍", "chat"), ("yesss", "chat"), ("I do", "an answer to Do you agree"),
    ("I consent", "form habit"), ("I give my consent", "form habit"), ("yes i aggree", "keyboard slip"),
    ("yes, that's fine", "chat"), ("yes yes", "chat"), ("ｙｅｓ", "full-width keyboard"), ("tak", "Polish"),
    ("tak, zgadzam się", "Polish"), ("wyrażam zgodę", "Polish"), ("ydw", "Welsh"), ("Rwy'n cytuno", "Welsh"),
    ("cytunaf", "Welsh review"),
    ("ydw wrth gwrs", "Welsh review"),
    ("rwy'n rhoi fy nghaniatâd", "Welsh review"),
    ("ydw, anfonwch o", "Welsh review"),
    ("ydw, diolch", "Welsh review"),
    ("tak, oczywiście", "Polish review"),
    ("tak, akceptuję", "Polish review"),
    ("tak, proszę wysłać", "Polish review"),
    ("akceptuję", "Polish review"),
]  # fmt: skip
NO = [
    ("no", "chat"), ("No thanks", "chat"), ("nope", "chat"), ("I don't agree", "chat"), ("I do not agree", "chat"),
    ("don't send", "conversation.md, the button"), ("No, don't send", "conversation.md, the button"), ("never", "chat"),
    ("absolutely not", "chat"), ("nie", "Polish"), ("nie zgadzam się", "Polish"), ("nac ydw", "Welsh"),
    ("no no no", "chat"),
    ("Nac ydw, peidiwch ag anfon", "Welsh review"),
    ("nac ydw diolch", "Welsh review"),
    ("nag ydw", "Welsh review"),
    ("peidiwch ag anfon", "Welsh review"),
    ("dw i ddim yn cytuno", "Welsh review"),
    ("dydw i ddim yn cytuno", "Welsh review"),
    ("nid wyf yn cytuno", "Welsh review"),
    ("na, dw i ddim yn cytuno", "Welsh review"),
    ("Nie, nie wysyłaj", "Polish review"),
    ("nie wyrażam zgody", "Polish review"),
    ("nie wysyłajcie", "Polish review"),
    ("nie chcę", "Polish review"),
    ("nie akceptuję", "Polish review"),
    ("nie, dziękuję", "Polish review"),
    ("nie, nie zgadzam się", "Polish review"),
    ("nie, nie, nie", "Polish review"),
    ("na, dim diolch", "Welsh review"),
    ("na na", "Welsh review"),
]  # fmt: skip
UNCLEAR = [
    ("yes but no marketing", "issue 4"), ("maybe", "issue 4"), ("agree? no", "issue 4"), ("yes?", "brief"),
    ("yes if you don't call", "brief"), ("not yes", "brief"), ("I suppose", "brief"), ("yes I suppose", "doubt"),
    ("ok", "I have read it, perhaps"), ("okay", "I have read it, perhaps"), ("fine", "I have read it, perhaps"),
    ("sure", "I have read it, perhaps"), ("k", "I have read it, perhaps"), ("iawn", "Welsh for ok"),
    ("y", "text speak for why"), ("👍", "seen, perhaps"), ("✅", "seen, perhaps"), ("yes 👎", "contradiction"),
    ("yes 🙄", "irony"), ("yes 🤷", "doubt"), ("send it", "no word of agreement"), ("go ahead", "no word of agreement"),
    ("yes...", "doubt"), ("yes…", "doubt"), ("yes no", "contradiction"), ("no yes", "contradiction"),
    ("yes and no", "contradiction"), ("yeah right", "irony"), ("yeah no", "British no"), ("no yeah", "British yes"),
    ('"yes"', "quoted"), ("yes, what does it mean", "question"), ("do you agree", "echo"),
    ("what do I agree to?", "question"), ("I agree to the estimate only", "condition"),
    ("yes to email, no calls", "condition"),
    ("yes but only email", "condition"), ("yes as long as it's free", "condition"),
    ("yes, but call after 5", "condition"),
    ("yes later", "not now"), ("not yet", "not now"), ("I would agree if", "condition"), ("I don't know", "doubt"),
    ("I think so", "doubt"), ("yes I think", "doubt"), ("probably yes", "doubt"), ("I can't say yes", "negation"),
    ("I never agreed", "negation"), ("don't say yes", "negation"), ("nobody agrees", "negation"),
    ("yes my arse", "swearing"),
    ("I agree with nothing", "negation"), ("hello", "chat"), ("Marla Singer", "another question's answer"),
    ("all correct", "the review's answer"), ("that's right", "the review's answer"), ("no problem", "which of them"),
    ("yes 1", "a number in it"), ("yes\nbut no calls", "second line"), ("ye\u200bs", "hidden character"),
    ("yes\u202eon", "bidi override"), ("y\u0336e\u0336s\u0336", "struck through"), ("yes\x00", "NUL"),
    ("yes\ud83d", "lone surrogate"),
    ("", "core"), ("   ", "core"), ("😊", "issue 2, emoji"), ("yes " * 1000, "4,000 characters"),
    ("tak?", "Polish question"),
    ("tak, ale bez telefonów", "Polish condition"), ("ydw ond dim galwadau", "Welsh condition"),
    ("no to nie", "Polish, contradiction"),
    ("oczywiście", "Polish, no word of agreement"),
    ("oczywiście, że nie", "Polish negation"),
    ("tak, oczywiście, że nie", "Polish contradiction"),
    ("jasne", "Polish irony, perhaps"),
    ("akceptuję warunkowo", "Polish condition"),
    ("tak, akceptuję, ale bez telefonów", "Polish condition"),
    ("nie wiem", "Polish doubt"),
    ("nie tak", "Polish negation"),
    ("proszę wysłać", "Polish, no word of agreement"),
    ("no tak", "Polish yeah, English no"),
    ("wrth gwrs", "Welsh, no word of agreement"),
    ("wrth gwrs ddim", "Welsh negation"),
    ("cytunaf os", "Welsh condition"),
    ("cytunaf ond dim galwadau", "Welsh condition"),
    ("ni chytunaf", "Welsh negation"),
    ("nid ydw i", "Welsh negation"),
    ("anfonwch o", "Welsh, no word of agreement"),
    ("dw i ddim yn siŵr", "Welsh doubt"),
    ("ydw, peidiwch", "Welsh contradiction"),
    ("tak, nie wysyłaj", "Polish contradiction"),
]  # fmt: skip
ROWS = (
    [(text, Consent.YES, source) for text, source in YES]
    + [(text, Consent.NO, source) for text, source in NO]
    + [(text, Consent.UNCLEAR, source) for text, source in UNCLEAR]
)


@pytest.mark.parametrize(("text", "expected", "source"), ROWS, ids=[ascii(row[0][:40]) for row in ROWS])
def test_only_a_clear_yes_is_consent(text, expected, source):
    assert expected is consent.read(text), source


@given(
    st.sampled_from([text for text, _ in YES]),
    st.sampled_from(
        ["but", "if", "not", "no", "except", "unless", "only", "maybe", "?", "without calls", "ale", "ond", "n't", "jk"]
    ),
    st.sampled_from(["{doubt} {yes}", "{yes} {doubt}", "{yes}, {doubt} marketing", "{doubt}, {yes}", "{yes}\n{doubt}"]),
)  # fmt: skip
def test_a_yes_with_a_doubt_beside_it_is_no_consent(yes, doubt, shape):
    assert consent.read(shape.format(yes=yes.strip(), doubt=doubt)) is not Consent.YES


@given(st.text(alphabet=st.characters(), max_size=200))
def test_never_raises_and_no_other_text_consents_by_chance(text):
    if consent.read(text) is Consent.YES:
        # Whatever is found must begin with a letter of a word that says yes; accents are nothing to go by ("ÌE").
        letters = unicodedata.normalize("NFKD", text).casefold()
        assert any(letter in letters for letter in "yaitzwcrdo")
