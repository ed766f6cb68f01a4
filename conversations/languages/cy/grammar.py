"""What people type in Welsh: names of questions, small words. In lower case, without accents."""

from __future__ import annotations

ASKS = (
    r"(pam|beth|be|pwy|sut|pryd|ble|lle|pa|sawl|faint|am faint|i beth|gyda phwy|efo ph?wy|ydyr?|ydir?|ywr?|ydych|ydach|dych|dach"
    r"|wyt|allwch|allech|alla|allaf|allai|ga i|gai|gaf|gawn|fydd|fyddwch|fydda|wnewch|ai|oes (rhaid|tal|cost|gost|ffi|angen|modd"
    r"|unrhyw|rhywun)|oes na|\w+ neu \w+|(?:y?dan|y?dyn|ydyn) ni|dwin (?:gallu|cael)|a oes|a ywr?|a fydd|a allaf|hoffwn|(dw i|dwi|rwyn|rydw i) (eisiau|isio|isho|moyn|am) (siarad|gwybod|wybod|gofyn)"
    r"|ffoniwch|ffonia|galwch|why|what|who|how|is|are|can|do|does|will)\b"
)
CHANGES = (
    r"\b(newid|newidiwch|newidia|anghywir|cywirwch|cywiro|gywiro|camgymeriad|gamgymeriad|gwall|wall|rong|wrong|change|typo"
    r"|gwahanol|wahanol|ddim yn wir|diweddaru|ddim yn gywir|nid ywn gywir|ddim yn iawn|nid ywn iawn)\b"
)

OTHERS = (
    r"(?:(?:a|ac|hefyd|rwan|nawr|mae|gen|gyda|gan|i|fi|ni|ga|gawn|dwi|dw|eisiau|isio|moyn|hoffwn|allai|wneud|neud|gneud|gwneud|cael"
    r"|prisio|pris|brisio|am|ar|ei|yn) )*"
    r"(?:ty|dy|nhy|thy|fflat|eiddo|un|byngalo|bwthyn) (?:arall|gwahanol)\b"
)

BACKS = (
    r"(?:(?:ga i|gai|gaf i|alla i|allai|plis|sori|dwi|dw i|rwyn|eisiau|isio|isho|moyn|am|angen|na|o) )*"
    r"(?:(?:mynd|ewch|dos|cer|awn|symud) (?:yn ol|nol|n ol)|yn ol|nol|y cwestiwn (?:blaenorol|diwethaf))\b"
)
SMALL = """y yr r i at ar o am fy ei eich yn mae plis diolch sori cwestiwn gwestiwn cwestiynau cam eto ir newid os gwelwch dda""".split()

SHORT = {
    "be": "beth", "di": "ydi", "dio": "ydi o", "ma": "mae", "dachi": "dach chi", "dychi": "dych chi", "ydachi": "ydach chi",
    "ydychi": "ydych chi", "wti": "wyt ti", "gai": "ga i", "allai": "alla i", "neud": "gwneud",
    "sgen": "oes gen", "sgenti": "oes gen ti", "sgynnoch": "oes gynnoch", "odd": "oedd", "isho": "isio", "isie": "isio",
}  # fmt: skip

# With the mutations that they are named in: "fy nghyfenw", "ei god post".
MENTIONS = {
    "sale_or_let": ("gwerthu neu osod", "gwerthu", "werthu", "gosod", "osod", "rhent", "rent", "rhentu"),
    "name": ("enw", "cyfenw", "nghyfenw", "gyfenw", "chyfenw", "enw cyntaf"),
    "phone": ("ffon", "rhif ffon", "rif ffon", "rhif", "rif", "ffon symudol", "rhif symudol", "symudol", "mobeil", "phone"),
    "email": ("e bost", "ebost", "email", "cyfeiriad e bost", "cyfeiriad ebost", "nghyfeiriad e bost", "nghyfeiriad ebost",
              "chyfeiriad e bost", "chyfeiriad ebost", "gyfeiriad e bost", "gyfeiriad ebost"),
    "address": ("cyfeiriad", "nghyfeiriad", "gyfeiriad", "chyfeiriad", "stryd", "rhif y ty", "rhif ty", "enwr ty", "address"),
    "postcode": ("cod post", "god post", "nghod post", "chod post", "cod", "postcode"),
    "bedrooms": ("ystafelloedd gwely", "ystafell wely", "stafelloedd gwely", "stafell wely", "llofftydd", "lofftydd", "llofft",
                 "gwelyau", "bedrooms"),
    "title": ("teitl", "deitl", "nheitl", "theitl"),
    "message": ("neges", "message"),
    "appointment": ("apwyntiad", "pryd", "amser"),
    "property_type": ("math", "fath", "math o eiddo", "fath o eiddo", "math o dy", "fath o dy", "type"),
}  # fmt: skip

CALLED = ("welsh", "cymraeg", "gymraeg", "yn gymraeg", "po walijsku", "walijski")
"""Names of the language, in any of the languages."""

HINTS = frozenset(
    (
        "helo shwmae bore prynhawn diolch eisiau isio moyn gwerthu osod gosod ty fflat dw dwi rydw rwyn ydw ydych ydi ydy mae beth pryd sut pam "
        "faint fy eich chi ystafell wely cymraeg siarad oes gen cyfeiriad rhif ac"
    ).split()
)
"""Common words that only it has."""

SAME = {
    "ydi": "yw", "ydy": "yw", "ydyr": "yw", "ydir": "yw", "ywr": "yw", "di": "yw", "dir": "yw", "isio": "eisiau", "isho": "eisiau", "moyn": "eisiau",
    "dach": "ydych", "dych": "ydych", "ydach": "ydych", "dwi": "dw i", "rwyf": "dw i", "rwy": "dw i", "rwyn": "dw i", "dwin": "dw i", "efo": "gyda", "hefo": "gyda",
    "hwn": "o", "hyn": "o", "hwnna": "o", "hynna": "o", "hynny": "o", "e": "o", "fo": "o", "be": "beth", "nesa": "nesaf", "gwbod": "gwybod",
    "fedra": "alla", "fedar": "all", "fedrwch": "allwch", "ble": "lle", "sydd": "sy", "syn": "sy", "jyst": "dim ond", "nawr": "", "rwan": "",
    "fyddwch": "newch", "tekst": "tecst", "neges": "tecst", "chin": "chi", "maen": "mae o", "hynnyn": "o", "hynnan": "o", "hwnnan": "o", "in": "i", "on": "o", "swyddfar": "swyddfa", "ir": "i",
}  # fmt: skip
"""Words that mean what another does, where a topic is told: a question is compared in the words on the right."""

WISHING = frozenset(
    "dwi dw i in eisiau isio isho moyn hoffwn hoffen ga gawn ni allwn allwch allaf alla gallwn chi a ag well gen byddai".split()
)
"""Words, as topics are told, that may begin a wish without saying which."""

FILLERS = frozenset(
    """plis os gwelwch yn dda helo shwmae a ac y yr r n felly iawn oce sori diolch ie ai wir te ta yna na no wel cytuno ydw hollol tin""".split()
)
"""Words that say nothing of what a question is about."""

EVERYDAY = """
    afon araf athro awr awyren babi bach bachgen banad baned batri beic bellach benthyciad blin blinedig blino
    blwyddyn boeler braf brecwast brifo bwrdd bws bwthyn bwyd bwyta bysedd bysellfwrdd caffi canu car cath ceffyl
    cefn cerdded chwarae chwerthin ci cinio clem coffi cofio coginio coleg crio cur cwrw cwsg cyflym cymdogion
    cymydog cynnar cynnes dau ddoe deffro deintydd dig dillad dinas disgled drud dwbl eira eitha ennill falle
    ffenest fory gad gallu gardd glanhau glaw gliniadur gobeithio golchi gormod gorsaf grisiau gwaeth gwair gwefan
    gwin gwlad gwlyb gwynt gyrru handi haul hawdd hen heno heol hoffi hogan hogyn hwyl hwyr hyfryd jest llawr
    llonydd llyfr llygad lori mawr meddyg mynydd nadolig neis niwl nofio nos noson nyrs oer ola panad papur parsel
    pasg pell pen penblwydd pentre peth plant plentyn pnawn pob poen poeni poeth prysur pump radio rhedeg rhwng
    rhyngrwyd sbectol sbio sdim sgrin sgwennu siec sied signal siop siopa smwddio swper sych syniad tafarn technoleg
    tegell teimlo teledu tew tisio torri tost tre tref tren tri trio trist trydan tywydd wal wastad wythnos yfed
    ymddeol ynte ysgol
"""
"""Words of talk that are in none of the lists and sentences here, nor in the examples of topics."""
ALSO_NAMES = """
    allan beth chi dan gwyn mai morgan non
"""
"""Words of talk that people are called as well."""
MUTATIONS = {
    "f": ("b", "m"), "dd": ("d",), "g": ("c",), "b": ("p",), "d": ("t",), "l": ("ll",), "r": ("rh",), "ch": ("c",),
    "ph": ("p",), "th": ("t",), "ngh": ("c",), "mh": ("p",), "nh": ("t",), "ng": ("g",), "m": ("b",), "n": ("d",),
    "h": ("",), "": ("g",),
}  # fmt: skip
"""How Welsh words begin after some others, and how they begin by themselves: "funud" is "munud"."""
