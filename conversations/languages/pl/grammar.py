"""What people type in Polish: phrases, names of questions, topics, small words. In lower case, without accents."""

from __future__ import annotations

from conversations.intents import Intent, Topic
from conversations.languages.catalogue import only

PHRASES = {
    Intent.BACK: ("cofnij", "cofnij się", "wróć", "wracam", "do tyłu", "poprzednie", "poprzednie pytanie", "back"),
    Intent.WHY: ("czemu", "po co", "po co to", "dlaczego pytasz", "po co wam to", "dlaczego to potrzebne", "why"),
    Intent.HELP: ("pomoc", "help", "jak to działa", "co to jest"),
    Intent.CANCEL: ("anuluj", "stop", "przerywam", "koniec", "wyjdź", "rezygnuję", "zatrzymaj", "cancel"),
    Intent.RESTART: (
        "zacznij od początku",
        "od początku",
        "zacznijmy od nowa",
        "od nowa",
        "start",
        "zacznij",
        "zaczynamy",
        "jeszcze raz od początku",
    ),
    Intent.RESUME: ("dalej", "kontynuuj rozmowę", "jedziemy dalej"),
    Intent.PRIVACY: ("prywatność", "polityka prywatności", "rodo", "gdpr", "privacy"),
    Intent.WITHDRAW: (
        "cofam zgodę",
        "wycofuję zgodę",
        "wycofaj",
        "wycofaj zgodę",
        "wycofuję się",
        "withdraw",
        "chcę wycofać zgodę",
        "chcę się wycofać",
        "proszę wycofać zgodę",
        "chcę cofnąć zgodę",
    ),
    Intent.DELETE: (
        "usuń",
        "usuń moje dane",
        "usuń wszystko",
        "skasuj",
        "skasuj moje dane",
        "skasuj wszystko",
        "delete",
    ),
    Intent.CLEAR: ("usuń wiadomości", "usuń te wiadomości", "skasuj wiadomości", "wyczyść czat", "wyczyść historię"),
    Intent.MY_DATA: ("moje dane", "co o mnie wiesz"),
    Intent.TALK: ("chcę rozmawiać z człowiekiem", "człowiek", "konsultant", "kontakt", "rozmowa z człowiekiem"),
    Intent.ANOTHER: ("kolejna", "następna", "druga nieruchomość", "kolejna nieruchomość"),
    Intent.NO_REMINDER: ("bez przypomnień", "nie przypominaj mi"),
    Intent.SKIP: ("pomijam", "dalej bez tego", "wolę nie mówić"),
    Intent.KEEP: ("zostaw", "bez zmian", "nie zmieniaj"),
    Intent.LANGUAGE: ("język", "language", "zmień język"),
}

_COSTS = r"darmo\w*|bezplatn\w*|gratis\w*|kosztuj\w*|plac[ei]\w*|zaplac[ei]\w*|bulic|haczyk\w*|zobowiaz\w*"
"""Words of questions about what something costs, or commits one to."""
_FUNCTION = (
    r"a|i|no|czy|ale|ja|cos|tu|tutaj|musze|trzeba|bede|bedzie|mam|nie|za|to|ta|te|ten|tym|ile|mi|mnie|nas|na|jest|sa|jakis|jakies|w"
    r"|ogole|gdzie|ze|nadzieje|tak|do|czegos|ok|jak|moge|jeszcze|wszystko|prosze|co|jesli"
)
"""Words that say nothing of what a question is about."""
_THIS = r"wycen[aey]|oszacowani[ea]|usluga|czat|formularz|pytania|pytan|rozmowa"
"""What this chat is called."""
_ABOUT_THIS = rf"{_FUNCTION}|{_THIS}|calkiem|zupelnie|calkowicie|koniec"
_TAKES_LONG = r"dlugo|trwa|potrwa|zajmie|zajmuje|duzo"
_OF_THIS = rf"{_FUNCTION}|{_THIS}|czasu|minut|zostalo|konca|tego|tych|tyle|sporo|dostane"
TOPICS = {
    Topic.BEREAVED: (
        r"\b(zmarl[aiy]?|umarl[aiy]?|nie zyj[ea]|odszedl|odeszl[aiy]|po (zmarl\w+|smierci)|pogrzeb\w*|w zalobie"
        r"|strac(ilem|ilam|ilismy) (mame|tate|matke|ojca|meza|zone|babcie|dziadka))\b"
    ),
    Topic.NO_CALLS: (
        r"\b(nie dzwon\w*|(nie chce|bez|zadnych) (zadnych )?(telefonow|telefonu|rozmow\w*|dzwonienia)|nie chce (zeby|aby)\w* (\w+ ){0,3}?dzwon\w*"
        r"|tylko (przez )?(e ?mail\w*|mail\w*|sms\w*)|(e ?mailem|mailem|mailowo|smsem|sms) (tylko|zamiast)|(lepiej|wole) (e ?mail\w*|mail\w*|sms\w*))\b"
    ),
    Topic.FREE: only(_COSTS, _ABOUT_THIS),
    Topic.FOR_AGENCY: (
        rf"\b(?:{_COSTS}|koszt\w*|oplat\w*|platn\w*|prowizj\w*|cennik\w*|abonament\w*|rachun\w*|podat\w*|procent\w*|ile (?:\w+ ){{0,2}}?(?:bierzecie|wezmiecie|liczycie)"
        r"|prawnik\w*|solicitor\w*|notariusz\w*|epc|certyfikat\w*|kredyt\w*|hipote\w*|przeprowadzk\w*|najemc\w*|lokator\w*|kupc\w*"
        r"|kupuj\w*|ofert\w*|umow[aey]|aukcj\w*|licytacj\w*|rzeczoznawc\w*)\b"
        r"|\b(przyjedzie\w*|przyjdzie\w*|obejrz\w*|ogladaj\w*) (\w+ ){0,3}?(ktos|obejrzec|zobaczyc|dom|mieszkanie|na miejscu)\b|\bktos (\w+ )?(przyjedzie|przyjdzie|obejrzy|wpadnie)\b"
    ),
    Topic.NEXT: (
        r"^(i |a |no |to )*co teraz$|\bco (dalej|potem|teraz bedzie|bedzie dalej)\b"
        r"|\bkiedy (\w+ )?(zadzwoni\w*|sie odezwi\w*|odezwi\w*|oddzwoni\w*|skontaktuj\w*|bedziecie dzwonic|bede wiedziec)\b"
        r"|\bkiedy (\w+ ){0,3}?(dostan\w*|zobacz\w*|poznam|dowiem|wycen[ay]|wynik\w*|(za|od|)?dzwoni\w*|odezw\w*|skontakt\w*)\b"
        r"|\bco (sie |bedzie )?(stanie|stalo|dzieje|bedzie|nastapi) (sie )?(jak|jesli|jezeli|gdy|po|kiedy|potem|pozniej|dalej)\b(?! (nie|odm\w*)\b)"
    ),
    Topic.CHANGE_MIND: (
        r"\b(moge|mozna|jesli|jezeli|gdy|czy) (\w+ ){0,2}?(zmieni\w*|rozmysl\w*) (\w+ )?(zdanie|decyzje|sie)\b"
        r"|\b(zmieni\w+|zmienic) (zdanie|decyzje)\b|\b(wycofac|cofnac|odwolac) (sie|zgode|moja zgode)\b"
        r"|\b(moge|mozna|da sie|czy) (\w+ ){0,3}?(zrezygnowac|wycofac|odwolac|anulowac|rozmyslic)\b"
        r"|\b(jak|jesli|gdy|jezeli|co gdy) (\w+ ){0,2}?(zrezygnuj\w*|rozmysl\w*|wycof\w*|odwidzi)\b"
    ),
    Topic.WHO_SEES: (
        r"^(czy|co|kto|gdzie|jak|komu)\b.*\b(dane|danych|danymi|numer|informacj\w+)\b.*\b(bezpieczn\w+|udostep\w+"
        r"|sprzeda\w+|przekaz\w+|trzyma\w*|przechow\w*|chron\w+)\b|\bkto (to |te dane |moje dane )?(widzi|zobaczy"
        r"|dostanie|dostaje|przeczyta|ma dostep)\b"
        r"|\b(bezpieczn[ey]|poufne|spam\w*|ochrona danych|ochrony danych)\b"
        r"|\bco (sie )?(z|robicie z|zrobicie z|stanie z|dzieje z) (moimi |moim |tymi )?(danymi|numerem|odpowiedziami)\b"
        r"|\b(przekazujecie|przekazecie|udostepniacie|udostepnicie|sprzedajecie|sprzedacie) (komus )?(moje |te )?(dane"
        r"|informacje)\b"
        r"|\b(komu|gdzie) (to|je|moje dane|te dane) (trafi\w*|pojd\w*|wys\w*|ida|przekaz\w*|udostepn\w*|daje\w*|dacie"
        r"|sprzeda\w*)\b"
        r"|\bkto (\w+ ){0,3}?(widz\w*|zobacz\w*|czyta\w*|przeczyt\w*|dosta\w*|otrzym\w*|ma dostep|mial dostep|dostep)\b"
        r"|\b(komu|dokad|gdzie) (\w+ ){0,3}?(trafi\w*|pojd\w*|wys[yl]\w*|wysl\w*|przekaz\w*|podaj\w*|udostep\w*|daje\w*|dacie|dasz|ida|idzie|laduj\w*|wyladuj\w*)\b"
        r"|(?<!bez )\b(spam\w*|reklam\w*|telemarketing\w*)\b"
        r"|^((a|ale|no|i) )?co (\w+ ){0,4}?(danymi|danych|numerem|informacjami|odpowiedziami|adresem|mailem)\b"
        r"|^((a|ale|no|i) )?(czy|na ile|jak) (\w+ ){0,4}?(poufn\w*|prywatn\w*|anonimow\w*|bezpieczn\w*|chronion\w*)\b"
        r"|\b(sprzeda\w*|przekaz\w*|udostep\w*|oddaj\w*) (\w+ ){0,2}?(dane|danych|numer|dalej|komus|innym|firmom|osobom trzecim)\b"
    ),
    Topic.ACCURATE: (
        r"\bna jakiej podstawie\b|\b(dokladn\w*|wiarygodn\w*|precyzyjn\w*|rzeteln\w*)\b|\bskad (ta|ten|to|te|macie|masz|sa|bierz\w*|to wiadomo|wiecie)\b"
        r"|\bjak (to |jest to )?(liczycie|liczone|obliczane|wyliczane|wyliczacie)\b"
        r"|\b(za|zbyt|bardzo) (malo|nisk\w*|wysok\w*|duzo)\b|\bwart[ey] (wiecej|mniej)\b"
        r"|\b(oficjaln\w+|orientacyjn\w+|zgaduj\w*|z kosmosu|z sufitu|wyssan\w*)\b"
        r"|\bna ile (to |jest |ta \w+ )?(\w+ )?(pewn\w*|realn\w*|prawdziw\w*|dobr\w*|trafn\w*)\b"
        r"|\b(mozna|moge|warto|da sie) (\w+ ){0,3}?(ufac|zaufac|wierzyc|polegac)\b"
        r"|\b(jak|skad) (\w+ ){0,3}?(wylicz\w*|oblicz\w*|licz\w*|wyceni\w*|szacuj\w*|ustal\w*|wiecie|wiesz|bierze\w*|wzie\w*)\b"
        r"|\b(pewn|realn|prawdziw|wiarygodn)\w{1,3} (cen|kwot|wycen|wartos)\w*|\b(cen|kwot|wycen|wartos)\w* (\w+ )?(jest |bedzie )(pewn|realn|prawdziw|wiarygodn|trafn)\w*"
    ),
    Topic.HOW_LONG: (
        rf"{only(_TAKES_LONG, _OF_THIS)}"
        r"|\b(dokoncz\w*|skoncz\w*|wroc\w*|wypelni\w*|odpowie\w*) (\w+ ){0,2}?(pozniej|potem|jutro|wieczorem|kiedy indziej)$"
        r"|\bile (jeszcze )?(tych |jest )?pytan\b|\bile (to )?jeszcze$|\bkiedy (to )?(sie |bedzie )?(skonczy|koniec)$"
        r"|\b(zaraz|juz|prawie|niedlugo) (\w+ )?koniec$|\bszybko (to )?(pojdzie|idzie|bedzie)$"
    ),
    Topic.WHO_ARE_YOU: (
        r"\bkto (za tym|za wami|za toba) stoi\b|\bkto (to|tu) (pisze|prowadzi|jest)\b|"
        r"\b(rozmawiam|pisze|gadam) z (robotem|botem|czlowiekiem|automatem|maszyna|kims)\b|\b(kim (ty )?jestes"
        r"|jestes (prawdziw\w*|czlowiekiem|botem|robotem|osoba|automatem|komputerem|maszyna)"
        r"|czy to (jest )?(bot|robot|oszustwo|czlowiek|scam|automat|sciema)|z kim (ja )?(rozmawiam|pisze))\b"
        r"|^((a|ale|no|i|hej) )?kto ((ty|to|tu|jest)( jest| pyta| pisze| po drugiej stronie)?$|(mnie |sie )?pyta\b)|\bkim (\w+ )?jestes\w*\b"
        r"|\bco to (jest )?za (firm\w*|biur\w*|stron\w*|bot\w*|agencj\w*|program|jed\w*)\b|\b(jaka|ktora) (\w+ )?(firma|agencja)\b"
        r"|\b(sztuczn\w* inteligencj\w*|chat ?gpt|ai|zyw\w+ czlowiek\w*)\b"
        r"|^((a|ale|no|hej|czy) )*(ty|to|jestes\w*|wy|rozmawiam|pisze|gadam|odpowiada)\b (\w+ ){0,3}?(bot\w*|robot\w*|automat\w*|maszyn\w*|komputer\w*|czlowiek\w*|scam\w*|oszust\w*|sciem\w*|przekret|legaln\w*|prawdziw\w*)\b"
    ),
    Topic.CURIOUS: (
        r"\b(tylko (jestem )?ciekaw\w*|z (czystej )?ciekawosci|tylko (patrze|ogladam|sprawdzam|pytam))\b"
        r"|\bnie (planuje|zamierzam|chce na razie|chce teraz|mam zamiaru) (sprzedawac|sprzedac"
        r"|wynajmowac)\b(?!.*\b(wynaj\w*|najem)\b)"
        r"|\b(tylko|jedynie) (\w+ ){0,2}?(wiedziec|sprawdzic|zobaczyc|zorientowac|ciekaw\w*|patrz\w*|oglad\w*|sprawdzam|pytam|przegladam|rozgladam)\b"
        r"|\bz ciekawosci\b"
    ),
    Topic.NOT_MINE: (
        r"\bnie (jest )?(moj|moja|moje|nasz|nasza|nasze) (dom|domu|mieszkanie|nieruchomosc)\b|\bto nie (jest )?(moj|moje|moja)\b"
        r"|\bw imieniu\b|\bnie jestem wlascicielem\b|\bnie jestem wlascicielka\b"
        r"|\b(dom|domu|mieszkanie|nieruchomosc) (mojej |mojego |moich )?(mamy|matki|taty|ojca|rodzicow|babci|dziadka"
        r"|dziadkow|brata"
        r"|siostry|syna|corki|tesciow|tesciowej|kolegi|kolezanki|znajomych|sasiada)\b"
        r"|\b(dom|domu|mieszkanie|mieszkania|nieruchomosc|chata) (jest |nalezy do |po |mojej |mojego |moich |tez ){0,3}(mamy|matki|taty|ojca|rodzicow|babci|dziadk\w+|brata|siostry|syna|corki|tesci\w+|ciotki|cioci|wujka|zony|meza|kolegi|kolezanki|znajom\w+|sasiad\w+)\b"
    ),
    Topic.WHY_PHONE: (
        r"\b(po co|dlaczego|czemu|na co)\b.*\b(numer|numeru|telefon|telefonu)\b"
        r"|\b(bedziecie|bedziesz|bedzie ktos|ktos bedzie) (do mnie )?dzwonic\b|\b(zadzwonicie|zadzwoni ktos|ktos zadzwoni)\b"
        r"|\b(bedziecie|bedziesz|bedzie|beda|zamierzacie|kto|ile razy) (\w+ ){0,3}?(dzwonic|dzwonil\w*|wydzwani\w*|nekac|nagabywac|zadzwoni|zawracac)\b"
    ),
    Topic.TALK: (
        r"\bz (kims|czlowiekiem|konsultantem|agentem|kims innym|prawdziw\w+ \w+) (po)?(rozmawiac|gadac)\b|\bgodziny (otwarcia|pracy)\b"
        r"|\bgdzie (jest|sa|macie|jestescie|znajduje sie|miesci sie) (wasze |wasz |to )?(biuro|oddzial)\b"
        r"|\b(jaki|jakie|jaka|podaj\w*|podacie) (jest |macie |mi )?(wasz|twoj|swoj)e? (numer|telefon|adres|e ?mail|mail)\w*\b"
        r"|\b(jestescie|kiedy|biuro jest|biuro) (otwart\w+|czynn\w+|otwierac\w*)\b|"
        r"\b(polacz|polaczcie|przelacz|przelaczcie) mnie\b|\b(porozmawiac|pogadac|rozmawiac) z (kims|czlowiekiem"
        r"|konsultantem|biurem|osoba|zywym|prawdziw\w*|agentem|ludzmi)\b"
        r"|\b(zadzwoncie|oddzwoncie|prosze (zadzwonic|o (telefon|kontakt)))\b"
        r"|\b(niech|moze|moglby|czy) (\w+ )?ktos (\w+ ){0,2}?((za|od)dzwoni\w*|pomoc|pomoze)\b"
        r"|\b(dajcie|daj|dac|chce|wole|potrzebuje) (\w+ ){0,3}?(czlowieka|czlowiekiem|konsultant\w*|zywego|agent\w*|pracownik\w*)\b"
        r"|\bwole (\w+ ){0,2}?(przez telefon|telefonicznie|zadzwonic|osobiscie)\b|\b(za|od)dzwon(cie)? do mnie\b"
        r"|\b(macie|podacie|jest|znacie) (\w+ )?(numer|telefon|infolini\w*)\b(?! (na|do) (mnie|gmail))"
        r"|\b(o ktorej|do ktorej|kiedy|w jakich godzinach) (\w+ )?(otwart\w*|otwier\w*|zamyka\w*|czynn\w*|pracuj\w*)\b"
        r"|\b(po)?(rozmawiac|gadac|mowic) (\w+ )?z (\w+ )?(kims|czlowiek\w*|konsultant\w*|agent\w*|osoba|ludzmi|pracownik\w*)\b"
    ),
    Topic.WHY: (
        r"^((ale|a|i|no) )*(dlaczego|czemu|po co|na co|do czego)\b|\bco (bedzie |sie stanie )?(jesli|jezeli|jak) (nie|odmowie)\b"
        r"|^((czy|a|ale|no) )*(musze|trzeba|mam) (\w+ )?(podawac|podac|odpowiadac|odpowiedziec|pisac|mowic)\b"
        r"|\bczy (to |jest |to jest )?(konieczn\w*|obowiazkow\w*|wymagan\w*|niezbedn\w*|potrzebn\w*)\b"
        r"|\b(po co|czemu|dlaczego|na co|do czego|z jakiej racji) (\w+ ){0,2}?(wam|ci|to|pytacie|pytasz|potrzeb\w*|mam|chcecie|chcesz|sluzy)\b"
    ),
    Topic.DELETE: (
        r"\b(usun|usuncie|skasuj|skasujcie|wykasuj\w*) (to|moje|mnie|wszystko|te)\b|\bzapomnij(cie)? o mnie\b"
        r"|\b(usuniecie|usuniecia) (moich )?danych\b"
        r"|\b(usunac|skasowac|wykasowac|wymazac) (\w+ ){0,2}?(to|moje|mnie|wszystko|te|dane)\b"
    ),
    Topic.AGAIN: (
        r"\bile (to |ono )?(bylo|wyszlo)\b|\bpowtorz(yc|cie)?\b|(?<!nie )\b((wyslij|pokaz|podaj|przeslij|powiedz)(cie)?|(wy|prze)slac|pokazac|podac)( \w+){0,4} (jeszcze raz|ponownie|znowu)\b"
        r"|\bjeszcze raz (wyslij|pokaz|podaj|przeslij|powiedz)|\bjak(a|ie) (to )?byl[ao] (ta |to )?(cena|kwota|wycena|pytanie)\b"
    ),
}

CONCEPTS = {
    Topic.FOR_AGENCY: (
        r"plac[ei]|zaplac|doplac|oplac|koszt|oplat|darm|bezplat|prowizj|rachun|faktur|cennik|gratis",
        r"ile|kas[ay]|pieni\w+|zloty\w*|funt\w*|cos",
    ),
    Topic.WHO_SEES: (
        r"dan(?:e|ych|ymi)\b|bezpiecz|prywat|poufn|spam|reklam|udostep|przekaz|przechow|rodo|zobaczy\b|przeczyta\b|wyciek\w*|wyplyn\w*",
        r"kto|komu|widz\w*|zobacz\w*|oglad\w*|czyta\w*|dostep\w*|dost\w*|trafi\w*|trzyma\w*|potem|numer\w*",
    ),
    Topic.WHY_PHONE: (
        r"wydzwan|nek(?:ac|al)|nagab|dzwonic|dzwonil|bedziecie dzwon|telefonami|zadzwonicie",
        r"dzwon\w*|telefon\w*|numer\w*|meczy\w*",
    ),
    Topic.ACCURATE: (
        r"dokladn|wiarygod|rzeteln|(?:za)?ufa[cm]|wierz|(?:wy|ob)licz|szacuj|rzeczoznaw|trafn|podstaw|zgadyw|wyssan",
        r"realn\w*|skad|licz\w*|cen\w*|wycen\w*|sens\w*",
    ),
    Topic.HOW_LONG: (
        r"do konca pytan|ile pytan",
        r"koni?ec|zosta\w*|pytan\w*|skoncz\w*",
    ),
    Topic.WHO_ARE_YOU: (
        r"bot\b|botem|robot|maszyn|automat\b|automatem|komputer|sztuczn|oszust|scam|sciem|kim\b|przekret|gpt",
        r"jestes\w*|firm\w*|czlowiek\w*|prawdziw\w*|zyw\w*|kto|wy|ty|agencj\w*",
    ),
    Topic.TALK: (
        r"rozmaw|porozmaw|pogad|konsultan|polacz|oddzwon|biur\w*|infolin|spotka",
        r"czlowiek\w*|ktos|kims|kogos|zadzwon\w*|pracownik\w*|otwart\w*|godzin\w*|gada\w*|osobi\w*|agent\w*",
    ),
    Topic.NEXT: (
        r"co dalej|nastepn|co potem",
        r"dalej|potem|kiedy|stanie|bedzie|teraz",
    ),
    Topic.CHANGE_MIND: (
        r"rozmysl|wycof|zrezygn|odwol|zmieni\w* zdanie|zaluj|pozaluj",
        r"anul\w*|zdanie|zmieni\w*|cofn\w*",
    ),
    Topic.WHY: (
        r"dlaczego|czemu|po co|po ki\w+|po jaki\w*|na co|w jakim celu|z jakiej racji|koniecz|obowiazk",
        r"wam|musz\w*|trzeba|potrzeb\w*|sluzy|wazne",
    ),
    Topic.DELETE: (
        r"usun|skasow|wykasow|kasuj|wymaz",
        r"zapomn\w*|dane",
    ),
}
"""Beginnings of words that tell what a question is about, and words that hint at it."""

# And of a request: "I'd like to talk to somebody".
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

CALLED = frozenset({"polski", "po polsku", "polish", "pwyleg", "yn bwyleg", "speak polish", "mow po polsku"})
"""How people name the language, in any of the languages."""

HINTS = frozenset(
    (
        "dzien dobry czesc dziekuje prosze chce chcialbym chcialabym sprzedac wynajac sprzedaz wynajem mieszkanie domu jest moje "
        "moj moja mam sypialnie pokoje jak ile czy kiedy dlaczego nie sie potrzebuje ulica numer telefonu kosztuje wartosc polsku"
    ).split()
)
"""Common words that only it has."""
