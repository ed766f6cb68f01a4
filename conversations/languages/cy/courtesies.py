"""Words of courtesy in Welsh. Alternatives with ``|`` between, in plain words."""

from __future__ import annotations

from conversations.languages.courtesies import Courtesies

COURTESIES = Courtesies(
    thanks="diolch",
    beside_thanks="yn|fawr|iawn|i|ti|chi|am|hynny|hynna|hyn|hwn|y|cymorth",
    byes="hwyl",
    beside_byes="fawr|am|y|tro",
    later="wedyn|nes ymlaen|yfory|fory|heno|ddim (?:nawr|rwan)|prysur|munud|eiliad",
    here="(?:(?:helo|oes|wyt|dach|ydych|ydach) )*(?:ti|chi|chin|rhywun|rywun|unrhyw un) (?:yna|yma)(?: o hyd)?",
    same="(?:mae )?(?:fel|yr un \\w+(?: a)?) (?:or blaen|o r blaen|cynt|gynt)",
    has_none="(?:does|sdim|sgen i|sgen|nid oes) (?:gen i |gyda fi )?ddim|ddim yn (?:defnyddio|iwsio)",
    does_not_know="dim (?:syniad|clem)|d?dim yn (?:gwy?bod|cofio|siwr)|(?:dw|dwn|wn) i ddim$",
    no_postcode="(?:ty|tai|adeilad|stad) newydd|(?:dim|heb)(?: y)? g?[ck]?od post",
    nearby="gerllaw|agosaf|bras|safle",
    counts="[cg]yfri\\w*|gyfrif\\w*",
    room="y?stafell\\w*|l?lofft\\w*|atig|swyddfa|lolfa|stydi|gwely",
)
