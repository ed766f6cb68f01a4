"""What people put around their name in Polish: alternatives of patterns, matched whatever their case."""

from __future__ import annotations

from conversations.answers.name_frame import NamePhrases

NAMES = NamePhrases(
    greetings=(
        r"(?:cześć|dzień dobry|hej|witam)(?:[\s,.!]+tu(?:taj)?)?|no wi+ec|wi[ęe]c",
        r"tak(?=[,.!:;-]| \S+ \S|(?-i: [a-z]))",
    ),
    introductions=(
        r"(?:imi[eę](?: i nazwisko)?|nazwisko) \w{2,20} to|(?:tu )?m[óo]wi(?= \S+ \S)|przy telefonie|z tej strony",
        r"nazywam si[ęe]|mam na imi[ęe]|(?:prosz[ęe] |mo[żz]\w+ )?(?:mi )?m[óo]w(?:i[ćc])?(?: mi| do mnie)|jestem",
        r"tutaj|tu(?= \w+ \w+(?:sk[ia]|ck[ia]|dzk[ia]|wicz|czyk|[aie]k)\b)|(?:moje |to moje )?dane(?: osobowe)?(?: to|:)",
        r"(?:moje )?imi[ęe](?: i nazwisko)?(?: to|:| -|=)?|(?:moje )?nazwisko(?: to)?",
    ),
    farewells=(r"przy telefonie|dzi[ęe]kuj[ęe]|dzi[ęe]ki|pozdrawiam|prosz[ęe]|z tej strony",),
    first=(r"(?:mam na |moje )?imi[ęe](?! i nazwisko)(?: to)?",),
    last=(r"(?:moje )?nazwisko(?: to)?",),
    joints=("i",),
    possessives=("moje",),
    tells=frozenset({"nazywam", "imie", "nazwisko"}),
    no_name=(r"[^\W\d_]{2}ę",),
    reserves=frozenset({"ale"}),
    beside=(r",? w imieniu\b.*$",),
    spelt=(r",? (?:pisane |pisze sie |pisze się )?przez [^\W\d_]{1,2}\b[^.,;]*(?=[.,;]|$)",),
    spells=(r"przez\b",),
)
