"""How people say yes and no in Polish: every phrase under the reason why it is listed. English is heard as well.

Unlisted on purpose, at "Czy wysłać?": ok, dobrze, niech będzie ("I have read it"), jasne, pewnie (irony, or "probably"), "proszę wysłać" (what to
do, with no word that agrees to it). "No" alone is a colloquial yes in Polish and a no in English: neither.
"""

from __future__ import annotations

from conversations.answers.consent import Assent, listed
from conversations.answers.contact_preference import Wish, wishes
from conversations.answers.refusal import Part, refusing

_YES = {
    "says yes, to any question": "tak",
    "says yes and leaves no doubt": "oczywiście, oczywiście że tak, jak najbardziej, zdecydowanie tak, absolutnie tak",
    "agrees in so many words": "zgadzam się, zgoda, akceptuję",
    "permits in so many words": "wyrażam zgodę, wyrażam zgodę na wysłanie, możecie wysłać, możecie to wysłać, może pan wysłać, może pani wysłać, daję zgodę, udzielam zgody, macie moją zgodę, ma pani moją zgodę, ma pan moją zgodę",
}
_POLITE = {
    "is polite": "proszę, proszę bardzo, bardzo proszę, dziękuję, dzięki, dziękuję bardzo, dzięki wielkie, poproszę",
    "greets": "cześć, hej, witam, dzień dobry",
}
_BESIDE_YES = {
    **_POLITE,
    "approves, which is too little alone": "ok, okej, dobrze, w porządku, super, świetnie, chętnie",
    "says to do what was asked": (
        "wyślij, wyślij to, wysyłaj, wysyłaj to, wysyłajcie, wyślijcie, proszę wysłać, proszę to wysłać, pokaż, pokaż oszacowanie, pokaż mi oszacowanie,"
        " proszę pokazać oszacowanie"
    ),
    "says to what one agrees": "na to",
}
_NO = refusing(
    {
        Part.NO: "nie dziękuję, nie dzięki, no to nie, nie trzeba, skądże, w życiu, ok nie, nie bo, nie ponieważ, więc nie, ja podziękuję, to podziękuję, brak zgody, broń boże nie",
        Part.REFUSAL: (
            "odmówi*, odmow*, odmówić, innym razem, kiedy indziej, odrzuca*, rezygn*, zrezygn*, zostaw, zostawcie, zostawmy, zostawiam, dajmy spokój, daj spokój, dajcie spokój, dajmy sobie spokój, zmienił* zdanie, rozmyśli*, wycofuj*, wstrzyma*, sprzeciw*, wykluczone,"
            " prywatn*, dla siebie, u siebie, przeciw, przeciwny, przeciwna, niechętn*, mówię nie, odpuszcz*, odpuść"
        ),
        Part.NEGATION: "odmawia*, nie, no nie, nigdy, nikomu, nikt, nic, żaden, żadna, żadnej, żadnego, żadne, żadnych, żadnym, żadnymi, ani, bez",
        Part.ACT: (
            # What was asked.
            "wysył*, wyśl*, wysłać, wysłał*, przesył*, prześl*, przesłać, przekaz*, udostępn*, poda*, dziel*, udziel*, ujawn*, rób, robić, róbcie, rób*, zrób*, kontakt*, używ*, wykorzyst*, przetwarz*, dostan*, dosta*,"
            # Agreeing to it.
            " zgadzam, zgadzamy, zgadzać, zgod*, zgody, godz*, zgodzi*, akcept*, pozwal*, pozwol*, wyraż*, wyrazi*, potwierdz*, daj*, dać, dam, ok, okej, dobrze, odpowiada, pasuje, interes*, zainteresowan*, gotow*, kontaktował*, korzyst*, skorzyst*, przekonan*, zamierza*, planuj*, podoba"
        ),
        Part.NAMED: "numer*, telefon*, mail*, email*, adres*, nazwisk*, imi*",
        Part.AROUND: (
            # Who, what and to whom.
            "ja, mi, mnie, mną, my, nam, nas, mój, mojego, moje, mojej, moich, moim, moja, się, sobie, to, tego, temu, tej, ten, tych, tym, wam, was, wy, wasz*, im, nich, nim, pan, pani, państw*, nikogo, nikim, dan*, informacj*,"
            " szczegół*, osobow*, agen*, biur*, firm*, obc*, ludzi*, niczego, cokolwiek,"
            # What joins them.
            " mam, mamy, ochoty, lepiej, koniec, muszę, musim*, chc*, chciał*, potrzeb*, życz*, macie, mają, mieli, ufam, mówi, brzmi, zachow*, siebie, swoich, ktoś, opcji, takiej, pozorem, pod, ze, mąż, żona, na, do, z, w, we, dla, od, po, o, i, a, że, żeby, aby, by, bym, byście, jest, jestem, będę, będzie, być, był*, została, zostały, zostało, ma, mowy, dalej,"
            # How firmly, when.
            " jednak, raczej, chyba, może, wcale, w ogóle, ogóle, naprawdę, absolutnie, zdecydowanie, stanowczo, kategorycznie, pewno, oczywiście, sądzę, myślę, wydaje, razie, wypadku, wolę, wolał*, teraz, dziś, dzisiaj,"
            " jutro, razem, narazie, póki co, no raczej, chwil*, moment*, jeszcze, już, tak od razu, razu, ostatecznie, mówię, powiedział*, odpowiedź, zdecydował*, decyzja,"
            # To be polite.
            " przepraszam, wybacz*, sorki, sory, sorry, niestety, bardzo, proszę, dziękuję, dzięki, wielkie, przykro, cześć, hej, witam, dzień dobry, propozycj*, za propozycję, za"
        ),
        Part.BUT: "ale, lecz",
        Part.TURN: "oprócz, poza, chyba że, jeśli, jeżeli, dopóki, zaczekaj, czekaj, poczekaj*, źle, błąd, błędn*, zmień*, popraw*, pomył*, powinno, zamiast, pytanie, czy, nie mówię",
    }
)
_FINE = {
    "says that it is right": (
        "zgadza się, wszystko się zgadza, zgadza się wszystko, to się zgadza, dokładnie, poprawne, poprawnie, wszystko poprawnie, wszystko poprawne, prawidłowo, potwierdzam,"
        " tak jest, to prawda, prawda, dane się zgadzają, wszystko prawidłowo, wszystko się zgadza jest ok, bez zmian"
    ),
    "is content with it": (
        "ok, okej, oki, dobrze, jest dobrze, wszystko dobrze, w porządku, wszystko w porządku, jest w porządku, wszystko ok, jest ok, wszystko jest ok, super, świetnie,"
        " idealnie, gra, wszystko gra, git, pasuje, wszystko pasuje, mi pasuje, jasne, pewnie, zgoda, bez zarzutu, spoko, może być, wygląda dobrze, wszystko wygląda dobrze"
    ),
}
_ONWARD = {"goes on": "wyślij, wysyłaj, wysyłajcie, dalej, kontynuuj, idziemy dalej, lecimy, następne, jedziemy"}
_BESIDE_FINE = {
    "is about all of it": "wszystko, wszystko jest, jest, to, dla mnie, jak dla mnie, dane, tu, tutaj, u mnie, z mojej strony",
}

_TAKES = {"does what was suggested": "zmień, popraw, proszę zmienić"}
_KEEPS = {
    "stays with what was typed, or says that it is wrong": "źle, zostaw, nie zgadza się, się nie zgadza, niedobrze, nie dobrze, nieprawda, nie potwierdzam, nie w porządku, niepoprawne"
}
_HEDGES = {"takes a yes back, in part at least": "oprócz, poza, prawie, ale"}
_NOTHING = {"says that there is nothing to say": "nie, nic, brak"}
_BESIDE_NOTHING = {"may stand beside that": "dziękuję, dzięki"}

ASSENT = Assent(
    yes=listed(_YES),
    beside_yes=listed(_BESIDE_YES),
    fine=listed(_FINE),
    onward=listed(_ONWARD),
    beside_fine=listed(_BESIDE_FINE),
    takes=listed(_TAKES),
    keeps=listed(_KEEPS),
    hedges=listed(_HEDGES),
    nothing=listed(_NOTHING),
    beside_nothing=listed(_BESIDE_NOTHING),
    no=(_NO,),
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
