import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conversations.answers import consent
from conversations.answers.consent import Consent
from conversations.languages import assent

YES = [
    ("yes", "brief"), ("Yes", "phone keyboard"), ("YES!!!", "chat"), ("yes.", "chat"), (" yes \n", "phone keyboard"),
    ("yes I agree", "brief"), ("Yes, I agree – send", "conversation.md, the button"), ("I agree", "brief"),
    ("agreed", "brief"),
    ("agree", "chat"), ("yes please", "brief"), ("yep", "brief"), ("yeah", "chat"), ("ok yes send it", "brief"),
    ("yes of course", "chat"), ("yes 👍", "chat"), ("yesss", "chat"), ("I do", "an answer to Do you agree"),
    ("I consent", "form habit"), ("I give my consent", "form habit"), ("yes i aggree", "keyboard slip"),
    ("yes, that's fine", "chat"), ("yes that's right", "chat"), ("absolutely", "chat"), ("of course", "chat"),
    ("yes please do", "chat"), ("yes, go ahead", "chat"), ("of course, go ahead", "chat"), ("Yes, show my estimate", "the button"),
    ("yes please go ahead and send it", "chat"), ("Hi, yes please", "chat"), ("by all means", "chat"), ("aye", "Scottish"),
    ("yes yes", "chat"), ("ｙｅｓ", "full-width keyboard"), ("tak", "Polish"),
    ("send it", "tells to send"), ("go ahead", "tells to send"), ("please do", "tells to send"),
    ("Please send my details to the agency.", "tells to send"),
    ("ok, send it over", "tells to send"), ("proszę wysłać", "Polish, tells to send"), ("anfonwch o", "Welsh, tells to send"),
    ("affirmative", "chat"), ("yes they can contact me", "chat"), ("yes dear", "chat"), ("yas", "keyboard slip"),
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
    ("oczywiście", "Polish, of course"),
    ("jak najbardziej", "Polish, absolutely"),
    ("Tak, pokaż oszacowanie", "the button"),
    ("wrth gwrs", "Welsh, of course"),
    ("Ydw, dangoswch fy amcangyfrif", "the button"),
]  # fmt: skip
NO = [
    ("not yet", "not now"), ("I never agreed", "negated"), ("nobody agrees", "negated"), ("never mind", "gives it up"),
    ("no", "chat"), ("No thanks", "chat"), ("nope", "chat"), ("I don't agree", "chat"), ("I do not agree", "chat"),
    ("don't send", "conversation.md, the button"), ("No, don't send", "conversation.md, the button"), ("never", "chat"),
    ("absolutely not", "chat"), ("nie", "Polish"), ("nie zgadzam się", "Polish"), ("nac ydw", "Welsh"),
    ("no no no", "chat"), ("no, thanks a lot", "chat"), ("no, definitely not", "chat"), ("I don't think so", "chat"),
    ("I'd rather not", "chat"), ("not now thanks", "chat"), ("don't send it", "chat"), ("leave it", "chat"),
    ("I've changed my mind", "chat"), ("nah you're alright", "chat"), ("no I'm good thanks", "chat"), ("naw", "Scottish"),
    ("please don't share my details with anyone", "chat"), ("no thank you very much", "chat"), ("not interested", "chat"),
    ("no sorry, I've changed my mind", "chat"), ("I do not want to go ahead", "chat"), ("👎🏾", "emoji"),
    ("zmieniłam zdanie", "Polish"), ("nie teraz", "Polish"), ("oczywiście, że nie", "Polish"), ("wolałbym nie", "Polish"),
    ("nie, dziękuję bardzo", "Polish"), ("no to nie", "Polish"), ("dim diolch", "Welsh"), ("wrth gwrs ddim", "Welsh"),
    ("well gen i beidio", "Welsh"), ("dwi wedi newid fy meddwl", "Welsh"), ("ddim heddiw, diolch", "Welsh"),
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
    ("yes 🙄", "irony"), ("yes 🤷", "doubt"),
    ("yes...", "doubt"), ("yes…", "doubt"), ("yes no", "contradiction"), ("no yes", "contradiction"),
    ("yes and no", "contradiction"), ("yeah right", "irony"), ("aye well", "doubt"), ("send it to my email", "another wish"),
    ("send it later", "not now"),
    ("go ahead but no calls", "condition"), ("send the estimate first", "another wish"),
    ("send it to me", "another wish"), ("send to me", "another wish"), ("pass this", "refuses, perhaps"),
    ("how do I send it", "question"), ("I'll send it", "whose deed"), ("show me the estimate", "another wish"),
 ("yeah no", "British no"), ("no yeah", "British yes"),
    ('"yes"', "quoted"), ("yes, what does it mean", "question"), ("do you agree", "echo"),
    ("what do I agree to?", "question"), ("I agree to the estimate only", "condition"),
    ("yes to email, no calls", "condition"),
    ("yes but only email", "condition"), ("yes as long as it's free", "condition"),
    ("yes, but call after 5", "condition"),
    ("yes later", "not now"), ("I would agree if", "condition"), ("I don't know", "doubt"),
    ("I think so", "doubt"), ("yes I think", "doubt"), ("probably yes", "doubt"), ("I can't say yes", "negation"),
    ("don't say yes", "negation"),
    ("yes my arse", "swearing"),
    ("I agree with nothing", "negation"), ("hello", "chat"), ("Marla Singer", "another question's answer"),
    ("all correct", "the review's answer"), ("that's right", "the review's answer"), ("no problem", "which of them"),
    ("yes 1", "a number in it"), ("yes\nbut no calls", "second line"), ("ye\u200bs", "hidden character"),
    ("yes\u202eon", "bidi override"), ("y\u0336e\u0336s\u0336", "struck through"), ("yes\x00", "NUL"),
    ("yes\ud83d", "lone surrogate"),
    ("", "core"), ("   ", "core"), ("😊", "issue 2, emoji"), ("yes " * 1000, "4,000 characters"),
    ("tak?", "Polish question"),
    ("tak, ale bez telefonów", "Polish condition"), ("ydw ond dim galwadau", "Welsh condition"),
    ("tak, oczywiście, że nie", "Polish contradiction"),
    ("jasne", "Polish irony, perhaps"),
    ("akceptuję warunkowo", "Polish condition"),
    ("tak, akceptuję, ale bez telefonów", "Polish condition"),
    ("nie wiem", "Polish doubt"), ("no, it's 4 bedrooms", "correction"), ("no marketing", "condition"), ("no calls", "condition"),
    ("no worries", "which of them"), ("no, that's not my number", "correction"), ("I don't mind", "doubt"),
    ("not sure", "doubt"),
    ("let them email me", "by email only, perhaps"), ("they can ring me", "no word of sending"), ("that's fine",
    "approval only"),
    ("no, go ahead", "contradiction"), ("no, send it", "contradiction"), ("no, I mean yes", "contradiction"),

    ("don't know", "doubt"), ("no rush", "chat"), ("yes, 4 bedrooms", "correction"), ("yes my wife says", "condition"),
    ("nie tak", "Polish negation"),
    ("no tak", "Polish yeah, English no"),
    ("cytunaf os", "Welsh condition"),
    ("cytunaf ond dim galwadau", "Welsh condition"),
    ("ni chytunaf", "Welsh negation"),
    ("nid ydw i", "Welsh negation"),
    ("dw i ddim yn siŵr", "Welsh doubt"),
    ("ydw, peidiwch", "Welsh contradiction"),
    ("tak, nie wysyłaj", "Polish contradiction"),
]  # fmt: skip
LANGUAGE = {"Polish": "pl", "Welsh": "cy"}
"""The chat's language of a row by its source; English where it says nothing."""
ROWS = (
    [(text, Consent.YES, source) for text, source in YES]
    + [(text, Consent.NO, source) for text, source in NO]
    + [(text, Consent.UNCLEAR, source) for text, source in UNCLEAR]
)


def language_of(text, source):
    named = next((code for name, code in LANGUAGE.items() if source.startswith(name)), None)
    own = {"tak, zgadzam się": "pl"} | {"Tak, pokaż oszacowanie": "pl", "Ydw, dangoswch fy amcangyfrif": "cy"}
    return named or own.get(text, "en")


@pytest.mark.parametrize(("text", "expected", "source"), ROWS, ids=[ascii(row[0][:40]) for row in ROWS])
def test_only_a_clear_yes_is_consent(text, expected, source):
    assert expected is consent.read(text, assent(language_of(text, source))), source


@pytest.mark.parametrize("language", ["cy", "pl"])
@pytest.mark.parametrize(("text", "source"), YES + NO, ids=[ascii(text[:40]) for text, _ in YES + NO])
def test_other_chats_hear_english_and_english_ones_only_that(language, text, source):
    if language_of(text, source) == "en":
        found, expected = consent.read(text, assent(language)), consent.read(text, assent("en"))
        # "No" alone is a colloquial yes in Polish: it is neither.
        assert found is expected or (language == "pl" and found is Consent.UNCLEAR and "no" in text.lower())
    else:
        assert consent.read(text, assent("en")) is not Consent.YES


@pytest.mark.parametrize("text", ["tak", "ie", "ydw", "zgoda", "cytuno", "nie", "na"])
def test_homographs_belong_to_the_language_of_the_chat(text):
    assert consent.read(text, assent("en")) is Consent.UNCLEAR


@given(st.sampled_from(["en", "cy", "pl"]), st.text(alphabet=st.characters(), max_size=200))
def test_never_raises_and_no_other_text_consents_by_chance(language, text):
    if consent.read(text, assent(language)) is Consent.YES:
        said = {word for phrase in assent(language).yes | assent(language).sends for word in phrase}
        letters = re.sub(r"(.)\1+", r"\1", unicodedata.normalize("NFKD", text).casefold())
        assert any(word in letters for word in said)


@pytest.mark.parametrize(
    "said", ["yes, Hartley & Rowe can call me", "give it to hartley and rowe", "yes HARTLEY  ROWE can ring"]
)
def test_the_agencys_name_is_one_word_of_a_yes(said):
    assert consent.read(said, assent("en")) is Consent.UNCLEAR
    assert consent.read(consent.without_name(said, "Hartley & Rowe"), assent("en")) is Consent.YES
    assert consent.without_name(said, "") == said
