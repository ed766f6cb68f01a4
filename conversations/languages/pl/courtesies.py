"""Words of courtesy in Polish. Alternatives with ``|`` between, in plain words."""

from __future__ import annotations

from conversations.languages.courtesies import Courtesies

COURTESIES = Courtesies(
    thanks="dzieki|dziekuje",
    beside_thanks="bardzo|wielkie|za|pomoc",
    byes="nara|papa|pa|narazie|widzenia|zobaczenia",
    beside_byes="czesc|do",
    later="pozniej|nie teraz|jutro|potem|wieczorem|zajet[ya]|chwil\\w+|moment|minut\\w*",
    here="(?:(?:halo|hallo|czy) )*(?:(?:jest|jestes|jestescie) (?:tam|tu)(?: ktos)?|(?:tam|tu) (?:jestes|jestescie)|(?:jest )?(?:tam |tu )?ktos(?: tam| tu)?)",
    same="(?:(?:tak|to) )*(?:jak (?:wczesniej|poprzednio|ostatnio|przedtem|wyzej)|(?:(?:ten|ta|taki|taka) )?sam\\w*(?: \\w+)?(?: (?:co|jak) \\w+)?|to samo(?: co \\w+)?)",
    has_none="(?:nie|nigdy nie) (?:mam|uzywam|posiadam|korzystam)",
    does_not_know="nie (?:wiem|pamietam|znam)|zapomnial\\w*",
    no_postcode="now[ey] (?:budownictwo|budowa|dom|budynek|osiedle)|(?:nie ma|brak|bez)(?: jeszcze)? kodu|kodu jeszcze",
    nearby="w poblizu|najblizsz\\w*|obok|przyblizon\\w*|budowy",
    counts="licz\\w+|wlicz\\w+|zalicz\\w+",
    room="pokoj\\w*|pokoi\\w*|sypialni\\w*|poddasz\\w*|strych\\w*|gabinet\\w*|salon\\w*|piwnic\\w*|lozk\\w*",
)
