"""How people say yes and no in Polish: every phrase under the reason why it is listed. English is heard as well.

Unlisted on purpose, at "Czy wysłać?": ok, dobrze, niech będzie ("I have read it"), jasne, pewnie (irony, or "probably"), "proszę wysłać" (what to
do, with no word that agrees to it). "No" alone is a colloquial yes in Polish and a no in English: neither.
"""

from __future__ import annotations

from conversations.answers.consent import Assent, listed
from conversations.answers.contact_preference import Wish, wishes

_YES = {
    "says yes, to any question": "tak",
    "says yes and leaves no doubt": "oczywiście, jak najbardziej, zdecydowanie tak, absolutnie tak",
    "agrees in so many words": "zgadzam się, zgoda, akceptuję",
    "permits in so many words": "wyrażam zgodę, daję zgodę, udzielam zgody, macie moją zgodę, ma pani moją zgodę, ma pan moją zgodę",
}
_POLITE = {
    "is polite": "proszę, proszę bardzo, dziękuję, dzięki, dziękuję bardzo, dzięki wielkie, poproszę",
    "greets": "cześć, hej, witam, dzień dobry",
}
_BESIDE_YES = {
    **_POLITE,
    "approves, which is too little alone": "ok, okej, dobrze, w porządku, super, świetnie, chętnie",
    "says to do what was asked": (
        "wyślij, wyślij to, wysyłaj, wysyłaj to, wysyłajcie, wyślijcie, proszę wysłać, proszę to wysłać, może pani wysłać, pokaż, pokaż oszacowanie, pokaż mi oszacowanie,"
        " proszę pokazać oszacowanie"
    ),
    "says to what one agrees": "na to",
}
_NO = {
    "says no, to any question": (
        "nie, nie nie, absolutnie nie, zdecydowanie nie, na pewno nie, oczywiście że nie, raczej nie, nigdy, w żadnym razie, w życiu, skądże, no nie, no to nie"
    ),
    "does not want it": (
        "nie chcę, nie chciałbym, nie chciałabym, nie potrzebuję, nie trzeba, wolę nie, wolałbym nie, wolałabym nie, nie jestem zainteresowany,"
        " nie jestem zainteresowana, nie sądzę, nie wydaje mi się"
    ),
    "does not want it done": (
        "nie wysyłaj, nie wysyłajcie, nie wysyłać, proszę nie wysyłać, nie wysyłamy, nie przekazuj, nie przekazujcie, nie przekazywać, nie udostępniaj"
    ),
    "refuses": "nie zgadzam się, nie wyrażam zgody, nie akceptuję, nie ma zgody, bez zgody, nie daję zgody, odmawiam, nie potwierdzam",
    "does not want it now": "nie teraz, nie dziś, nie dzisiaj, nie tym razem",
    "gives it up": (
        "zostaw, zostaw to, zostawmy to, rezygnuję, jednak nie, zmieniłem zdanie, zmieniłam zdanie, rozmyśliłem się, rozmyśliłam się, dajmy spokój, daj spokój"
    ),
}
_BESIDE_NO = {
    **_POLITE,
    "speaks of what was asked": (
        "tego, nic, nikomu, to, moich danych, danych, wysyłać, tego wysyłać, nic wysyłać, żeby to wysyłać, na to, się na to"
    ),
    "makes it firmer or softer": "ja, jednak, przepraszam, niestety, bardzo, na razie, teraz, w ogóle, naprawdę, sorki, sory, wcale, już, raczej",
}
_FINE = {
    "says that it is right": (
        "zgadza się, wszystko się zgadza, zgadza się wszystko, to się zgadza, dokładnie, poprawne, poprawnie, wszystko poprawnie, wszystko poprawne, prawidłowo, potwierdzam,"
        " tak jest, to prawda, prawda, dane się zgadzają, wszystko prawidłowo, wszystko się zgadza jest ok, bez zmian"
    ),
    "is content with it": (
        "ok, okej, oki, dobrze, jest dobrze, wszystko dobrze, w porządku, wszystko w porządku, jest w porządku, wszystko ok, jest ok, wszystko jest ok, super, świetnie,"
        " idealnie, gra, wszystko gra, git, pasuje, wszystko pasuje, mi pasuje, jasne, pewnie, zgoda, bez zarzutu, spoko, może być, wygląda dobrze, wszystko wygląda dobrze"
    ),
    "goes on": "wyślij, wysyłaj, wysyłajcie, dalej, kontynuuj, idziemy dalej, lecimy, następne, jedziemy",
}
_BESIDE_FINE = {
    "is about all of it": "wszystko, wszystko jest, jest, to, dla mnie, jak dla mnie, dane, tu, tutaj, u mnie, z mojej strony",
}

ASSENT = Assent(
    yes=listed(_YES),
    beside_yes=listed(_BESIDE_YES),
    no=listed(_NO),
    beside_no=listed(_BESIDE_NO),
    fine=listed(_FINE),
    beside_fine=listed(_BESIDE_FINE),
    homographs=listed({"is a colloquial yes": "no"}),
)

CONTACT = wishes(
    {
        Wish.EMAIL: (
            "tylko email, tylko mail, tylko emailem, tylko mailem, tylko mailowo, tylko przez email, tylko na email, tylko na maila, emailem, mailem, mailowo,"
            " wolę email, wolę mail, wolę maila, lepiej email, lepiej mail, lepiej mailem, email zamiast, mail zamiast"
        ),
        Wish.TEXT: "tylko sms, tylko smsem, tylko smsy, smsem, wolę sms, wolę smsy, lepiej sms, sms zamiast, przez sms",
        Wish.EITHER: "emailem lub smsem, mailem lub smsem, smsem lub mailem, mailem albo smsem, email lub sms, mail lub sms, sms lub mail",
        Wish.NO_CALLS: (
            "nie dzwoń, nie dzwońcie, nie dzwonić, proszę nie dzwonić, bez telefonów, bez telefonu, bez dzwonienia, żadnych telefonów, nie przez telefon,"
            " nie telefonicznie, nie chcę telefonów, nie chcę rozmów"
        ),
        Wish.OTHERWISE: "nie mailem, nie emailem, nie mailowo, nie smsem, bez maili, bez emaili, bez smsów",
    }
)
