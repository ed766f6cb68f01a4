"""What people type in Polish: names of questions, small words. In lower case, without accents."""

from __future__ import annotations

ASKS = (
    r"(czy|co|do czego|kto|kogo|komu|kim|z kim|jak|kiedy|gdzie|dlaczego|czemu|po co|na co|po ki\w+|ile|jaki|jaka|jakie|skad|ktory"
    r"|ktora|ktore|moge"
    r"|mozna|da sie|musze|trzeba|\w+cie|jestes|prosze o|zadzwoncie|oddzwoncie"
    r"|(chce|chcialbym|chcialabym|wole) (po)?(rozmawiac|gadac|wiedziec|zapytac|spytac))\b"
)
CHANGES = (
    r"\b(zmien|zmienic|zmiana|zle|zly|zla|blad|bledny|bledne|bledna|popraw|poprawic|poprawka|pomylka|pomylilem|pomylilam"
    r"|literowka"
    r"|inn[aey]|nie (?:ten|ta|to|takie?|taka)|(?:sie )?nie (?:zgadza|pasuje)|niezgodn\w*|oprocz|poza|niepoprawn\w*|nieprawidlow\w*)\b"
)

OTHERS = (
    r"(?:(?:a|i|to|teraz|tez|czy|chce|chcemy|chcial\w*|moge|mozna|mam|mamy|prosze|wycen\w*|sprawdz\w*|zrob\w*|o|na|dla) )*"
    r"(?:jeszcze jed\w+|kolejn\w+|inn\w+|drug\w+|nastepn\w+) (?:\w+ )?(?:dom\w*|mieszkan\w+|nieruchomos\w+|kawalerk\w+)\b"
)

BACKS = (
    r"(?:(?:czy|moge|mozna|mozemy|prosze|chce|chcialbym|chcialabym|musze|przepraszam|sorry|nie|ok|o) )*"
    r"(?:(?:cofnij|cofnac|cofnijmy|cofam|wroc|wrocic|wrocmy|wracam|wracaj) ?(?:sie|mnie)?|wstecz|do tylu"
    r"|poprzednie (?:pytanie|pytania))\b"
)
SMALL = """do o na w sie to moj moja moje moj prosze dzieki dziekuje przepraszam pytanie pytania pytan krok kroki krokow jeszcze raz
    z powrotem zmien zmienic mojego mojej chce""".split()

SHORT = {"nr": "numer", "tel": "telefon", "nwm": "nie wiem", "dlacz": "dlaczego", "kaski": "kasy", "kom": "komorka"}

MENTIONS = {
    "sale_or_let": ("sprzedaz czy wynajem", "sprzedaz", "sprzedazy", "wynajem", "wynajmu"),
    "name": ("imie i nazwisko", "imie", "nazwisko", "imienia", "nazwiska", "imieniu", "nazwisku", "imieniu i nazwisku"),
    "phone": ("telefon", "numer telefonu", "numer", "komorka", "telefonu", "numeru", "numeru telefonu", "numerze",
              "numerze telefonu"),
    "email": ("e mail", "email", "mail", "adres e mail", "adres email", "adres mailowy", "maila", "mailu", "e maila", "e mailu",
              "adresie e mail"),
    "address": ("adres", "ulica", "ulice", "numer domu", "adresu", "adresie", "nazwa ulicy"),
    "postcode": ("kod", "kod pocztowy", "kodu", "kodzie", "kodu pocztowego", "kodzie pocztowym", "postcode"),
    "bedrooms": ("sypialnie", "sypialni", "sypialnia", "pokoje", "pokoi", "liczba sypialni", "liczbe sypialni"),
    "title": ("tytul",),
    "message": ("wiadomosc",),
    "appointment": ("termin", "kiedy", "wizyta"),
    "property_type": ("rodzaj", "typ", "rodzaju", "typu", "rodzaj nieruchomosci", "typ nieruchomosci"),
}  # fmt: skip

CALLED = ("polish", "polski", "po polsku", "pwyleg", "bwyleg", "yn bwyleg")
"""Names of the language, in any of the languages."""

HINTS = frozenset(
    (
        "dzien dobry czesc dziekuje prosze chce chcialbym chcialabym sprzedac wynajac sprzedaz wynajem mieszkanie domu jest moje "
        "moj moja mam sypialnie pokoje jak ile czy kiedy dlaczego nie sie potrzebuje ulica numer telefonu kosztuje wartosc polsku"
    ).split()
)
"""Common words that only it has."""

SAME = {
    "pan": "ty", "pani": "ty", "jestescie": "jestes", "chcialbym": "chce", "chcialabym": "chce", "moge": "mozna", "moglbym": "mozna", "moglabym": "mozna", "czemu": "dlaczego", "trzeba": "musze",
    "darmo": "darmowe", "darmowa": "darmowe", "darmowy": "darmowe", "bezplatna": "bezplatne", "mejla": "maila", "mejlem": "mailem", "emaila": "maila", "emailem": "mailem",
    "potem": "pozniej", "zaplacic": "placic", "calkiem": "", "calkowicie": "", "pogadac": "porozmawiac", "rozmawiac": "porozmawiac", "wam": "ci", "waszymi": "wasze", "skasuj": "usun", "skasujcie": "usuncie", "wykasuj": "usun",
    "jakas": "", "jakis": "", "jakies": "",
}  # fmt: skip
"""Words that mean what another does, where a topic is told: a question is compared in the words on the right."""

WISHING = frozenset(
    "chce chcemy chcialbym chcialabym chcielibysmy prosze prosilbym prosilabym prosimy czy moge mozemy mozesz mozecie mozna wole wolalbym wolalabym ja".split()
)
"""Words, as topics are told, that may begin a wish without saying which."""

FILLERS = frozenset(
    """czy to ta ten a no i wiec prosze tak ok okej dobrze dzien dobry hej czesc przepraszam dzieki ja mi jest wlasciwie serio sumie ale zgoda zgadzam tu mnie sie""".split()
)
"""Words that say nothing of what a question is about."""

EVERYDAY = """
    aby auto autobus bajer bateria bieda bola bolec boli brzuch brzydko budynek byle cicha cicho cieknie cieplo
    cisza corka czas dach dachu deszcz dlatego dobra dobranoc dokument dosc drzwi duza duzy dzieci dziwne ekran
    fajna fajnie fajny gleboki glodny glosno glowa glupi goraco goscie gotowa gotuje gramy grube gruby herbata humor
    impreza jakos jasno jedzenie katar kawa kawe kawy kino klucze kocham kolacja kolana korek korku kot kota krzycza
    ksiazka ktora kuchnia kwiaty ladna ladnie ladny lampa lata lato lazienka leci leje lekarz listonosz listwy
    lodowka lubie mala mecz mezem mgla miasto mila milego mily morze mozemy mroz muzyka myslec nam narzekac nas
    nauczyciel niech niedziela niewazne niezle noc nocy noga nogi nowe nuda nudno obiad obiecuje ochota oczy ogien
    ojej okna okno okulary oraz pada padac padam palce panie park parking pelna pelny piatek piec pieknie pies pilka
    piwo placze plaza plecy pociag podloga pogoda pojecia poludnie poniedzialek poranek pozdrowienia pozno praca
    prace prad pranie problem prosto przyjaciel przyszedl psa psem ptaki rece rower ryba samochod schody sciana
    serce siedze slaby slonce smiac smieci smieszny smutno snieg sobota spozni sroda srodek stara stary stoje
    straszny strych stygnie swiat swieci syn sypie szczeka szkola telewizja trawa trudno tydzien upal urlop urodziny
    wakacje wczoraj wesoly wiatr wichura wieczor wieje wilgoc wino wiosna wisi woda wode wojna wreszcie wszedzie
    zaden zadna zajety zakupy zapomnialem zasieg zasypiam zdrowie zegar zepsuty zima zimno zimny zle zly zmeczony
    znowu zupa zupe zwierze zycie
"""
"""Words of talk that are in none of the lists and sentences here, nor in the examples of topics."""
ALSO_NAMES = """
    alojzy antoni blanka cezary ida ignacy jeremi jerzy kim konstanty ksawery maciej maurycy mieszko nicole wincenty
"""
"""Words of talk that people are called as well."""
