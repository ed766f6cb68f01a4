"""Everyday words in English, Welsh and Polish: a message of nothing else ("dinner time", "bad signal") is nobody's name.

Unlike :mod:`conversations.answers.sentence_words` these are surnames as well, some of them: one beside a first name says
nothing. What is a first name too ("rose", "mark", "will") is left out, so that "rose field" stays somebody.
"""

from __future__ import annotations

import re
from functools import lru_cache

from conversations.answers.sentence_words import SMALL

_ENGLISH = frozenset(
    """
    abort above accept access accurate add ahead almost although attached automated avenue become behind between both
    broke btw built calculate choice comment company contact correct count cover crap dads decided difference edit eight
    enough exact exactly except exit explain facebook family fee fees five gave gmail goodbye google happens heya hidden
    hmm however ignore important include instructions joined kidding kids kinda knew language least log matter meant meet
    mum mums names nearly negative nine normal obvious okay omg option palaver pass perfect permission pls plus proper
    quit rate reach refuse remove safe saw secure sent several sign six sold somewhere sort straight suppose surname
    surveyor system tbh thought thx totally undecided undo unknown unsubscribe unsure used usually waste whatsapp whenever
    whether whichever withheld wtf yup zero called live thx guess passed study address three seven monthly income
    ground council purpose ex authority time wrong spelt number sound step hell bloody
    idiot brb sale potential die died age pint one two four
    fat smell day baby child toddler teen boy girl man men woman women wife husband partner son daughter mother father parent
    granny grandad nanny uncle auntie cousin twin pal buddy bloke chap lad lass mate neighbour boss colleague manager worker
    builder plumber electrician nurse carer doctor dentist teacher pensioner solicitor lawyer banker lender broker driver
    landlord seller buyer owner occupier vendor tenant lodger executor trustee homeowner stranger nobody student customer client
    agent caller sender user retired unemployed employed divorced divorcing separated separating widowed engaged pregnant
    disabled deaf blind breakfast lunch dinner supper tea coffee brew cuppa biscuit cake pizza curry beer wine pub gin food meal
    snack sandwich toast oven cooker fridge freezer kettle microwave dishwasher washer dryer hoover laundry ironing dishes
    washing cooking cleaning bath shower toilet loo bed sofa couch chair table desk door doorbell bell gate fence garden shed
    garage drive roof wall window floor ceiling stairs attic cellar kitchen lounge bathroom bedroom hallway porch conservatory
    extension boiler radiator heating car van bus train tram taxi bike plane boat ferry lorry motorway traffic jam roadworks
    station airport queue parking lift gym pool football match game telly film movie song music radio concert party wedding
    funeral holiday birthday anniversary christmas xmas easter halloween weekend monday tuesday wednesday thursday friday
    saturday sunday january february september october november december morning afternoon evening night midnight noon tonight
    second minute hour week fortnight month year season spring winter weather rain rainy snow snowy wind windy fog foggy
    sunshine heat freezing chilly boiling outside inside upstairs downstairs indoors outdoors abroad home house flat bungalow
    cottage terrace semi detached property building estate mortgage deposit equity release rent rental lease leasehold freehold
    deed survey valuation quote price cost value worth market asking cash money pound quid penny bank loan debt tax inheritance
    probate insurance invoice refund bargain discount cheap cheaper dear expensive pricey estimate figure number sum total
    percent offer deal contract agreement signature form paper phone mobile landline telephone call text message email mail post
    letter parcel delivery stamp card envelope signal reception battery charger charge screen keyboard keypad key button app
    website page link internet wifi broadband data laptop tablet computer camera photo picture video voice speaker headphones
    microphone password account login profile chat bot robot machine human person autocorrect typo spelling finger thumb hand
    arm leg foot head eye ear mouth nose tooth teeth back stomach headache cold flu glasses specs hospital surgery appointment
    meeting shift work job office school college uni class lesson homework exam nursery run dog cat puppy kitten horse fish bird
    hamster rabbit budgie walk walkies shop shopping tesco asda aldi lidl church beach park tired sleepy asleep awake knackered
    exhausted hungry thirsty starving ill sick poorly sore busy late early ready steady set done finished stuck lost confused
    bored annoyed angry mad cross fuming livid gutted sad happy glad chuffed pleased proud sorry scared worried nervous anxious
    stressed relaxed calm fine alright ok great brilliant fantastic amazing awesome lovely nice good better best bad worse worst
    awful terrible rubbish useless pointless pathetic stupid silly daft dumb thick clever smart bright funny weird odd strange
    dodgy fishy iffy shady sketchy suspicious legit genuine real fake false true honest fair unfair rude polite kind mean nosy
    nosey noseying nosing curious interested bothered fussed sure certain maybe perhaps possibly probably definitely absolutely
    seriously honestly literally basically actually really quite rather pretty very too so just only even still yet already
    again once twice always never sometimes often rarely soon later now then today tomorrow yesterday ago before after during
    while until since quick quickly fast slow slowly instant instantly immediate online offline free paid full empty half whole
    double triple single first third last next previous other another same different new old big small huge tiny long short tall
    wide narrow deep high low heavy light dark hot warm cool wet dry damp clean dirty loud quiet noisy hard soft easy peasy
    simple tough rough smooth black white red blue green yellow pink purple orange grey brown silver gold polish english welsh
    scottish irish british french german spanish foreign local national private public secret mystery anonymous confidential
    personal general current former recent start begin stop finish end pause wait hold hang carry continue proceed move go come
    leave stay arrive return bring take get give have make do say speak talk tell ask answer reply write type read listen hear
    see look watch find lose keep put send receive open close shut push pull press click tap drag drop pick choose select change
    swap switch turn twist fix break mend repair build knock ring buzz bang crash smash crack bounce jump hop skip jog sit stand
    lie sleep wake dream think know guess wonder remember forget learn teach understand believe trust doubt wish want need like
    love hate prefer mind care worry bother help try fail win beat play rest relax laugh cry scream shout whisper sing dance
    smile frown yawn sneeze cough eat drink cook wash brush shave dress wear buy sell pay spend save lend borrow owe earn let
    own share split downsize relocate upsize remortgage renovate refurbish redecorate decorate extend convert demolish inherit
    separate divorce marry retire emigrate compare research consider plan explore browse enquire query check test prove verify
    confirm cancel delete shoot fire aim hit miss kick throw catch chance luck bet piece slice bit lot load bunch pair couple
    few many most some any all none thing stuff place spot area region town city village road street lane way corner middle side
    top bottom front rear north south east west left right up down in out on off over under through across along around about
    near far away here there everywhere question reason idea opinion view point fact truth joke story news info information
    detail advice tip hint clue example problem issue trouble fault mistake error bug glitch delay emergency accident mess
    nonsense scam fraud spam con trick trap patience sense nerve attitude manners cheek brain heart soul world earth planet sun
    moon sea ocean hill sausage potato bean egg bread butter cheese milk sugar salt chocolate crisp apple banana lemon onion
    tomato chicken beef ball bat racket goal score team league cup trophy medal prize lottery ticket word sentence book
    newspaper magazine pen pencil ruler rubber scissors glue tape box bag bottle can tin jar mug plate bowl spoon fork knife foo
    bar lorem ipsum dolor blah etc peekaboo abracadabra hocus pocus hello hi hey hiya howdy greetings cheers thanks ta bye
    cheerio merry dash lol haha oops whoops jeez blimey crikey gosh darn heck flip bloody bugger sod dont doesnt didnt cant wont
    isnt arent wasnt werent havent hasnt hadnt shouldnt wouldnt couldnt gonna wanna gotta innit dunno yeah yep nope nah dos
    ballpark to of and or but if because as at by for from with without into onto than that this these those my your his her its
    our their me you him us them i we they he she it who whom whose which what where when why how not no yes please be is am are
    was were been burn melt leak boil bake fry roast chop peel pour spill tick swipe scroll zoom pinch buffer lag update install
    restart reboot hack block mute pop nip rush hurry race climb fall trip slip bump scratch itch bite sting bleed swell ache
    hurt heal pray bless swear promise vow argue fight shoutout moan whinge grumble complain rant sulk pout cheer clap wave nod
    shake hug kiss flirt gossip chatter natter waffle ramble babble mumble stutter lisp accent tongue lip chin neck shoulder
    elbow wrist knee ankle toe hip waist belly tummy bum skin bone blood vein muscle sweat tear snot spit wee poo fart burp
    hiccup vomit puke nappy dummy pram buggy cot toy doll teddy lego puzzle jigsaw cards dice darts snooker cricket rugby tennis
    golf swimming boxing cycling racing fishing camping hiking climbing skiing surfing yoga pilates knitting sewing gardening
    baking diy painting drawing writing netflix soap quiz strictly corrie eastenders podcast playlist album band actor actress
    footballer celebrity pope minister politician election vote brexit tory labour protest strike war peace army police
    ambulance burglar thief crook cop judge court crime prison penalty speeding licence passport visa luggage suitcase rucksack
    purse wallet keys lock alarm siren bulb lamp torch candle lighter plug socket cable wire fuse remote aerial carpet rug
    curtain cushion pillow duvet blanket sheet towel flannel shampoo toothpaste toothbrush razor comb mirror perfume makeup
    lipstick nail haircut barber salon spa massage sauna jacuzzi tub patio decking lawn hedge weed flower tree bush leaf grass
    mud sand stone rock brick slate tile wood timber metal steel copper plastic glass cardboard cloth wool cotton leather shoe
    boot trainer sock sandal slipper trouser jean shirt jumper hoodie coat jacket scarf glove hat cap tie belt skirt bra pants
    knickers pyjamas uniform suit necklace bracelet earring courier postman milkman bin recycling dump landfill sewer drain
    gutter pipe sink flood mould rot rust subsidence asbestos cladding insulation solar panel meter gas electric electricity
    water council hoa pension benefit credit payslip salary wage bonus overtime redundancy interview promotion sack notice rota
    commute teams spreadsheet printer scanner fax stapler calendar diary deadline
    """.split()
)
_FIRST_NAMES = frozenset(
    """
    jared miles lee ray bill will rob jay art drew chase hunter mason carter cooper taylor page penny olive rose ivy summer
    autumn grace faith joy dawn eve carol rich frank guy gene sunny honey bob nick max dean ward wade lance chip don dot fern
    gale harry herb june may april august kit mack melody mike mo peg phil piper randy reed rick rod rusty sally sage scout
    sonny tony trip van woody robin martin amber ruby pearl jade crystal angel mercy verity destiny brook forest cliff dale glen
    heath rocky sandy misty patience prince duke earl major king dee bea dusty stormy eddy pat sue mark james jules
    """.split()
)
_ENDINGS = (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))
"""What English words end in, and what stands there in the word that they are made of; "er" and "ly" end first names, too."""
_HISSES = ("s", "x", "z", "ch", "sh", "o")
"""What stands before a plural "es": "james" is not several jams."""
_SHORTEST_STEM, _SHORTEST_MUTATED = 3, 4
_SHORTEST_WITH_ENDING = 5
_DOUBLED = re.compile(r"([bdgklmnprt])\1\Z")
_WELSH = frozenset(
    """
    amser cinio brecwast swper te coffi paned baned disgled gynta bwyd cwrw gwin tren bws car beic lori awyren gorsaf traffig
    ysgol coleg gwaith swyddfa meddyg deintydd ysbyty babi plentyn plant mam dad nain taid gwr gwraig cariad ffrind cymydog dyn
    dynes merch bachgen hogyn hogan pobl athro athrawes nyrs ffermwr perchennog tenant landlord prynwr gwerthwr ci cath ceffyl
    cyfarth crio chwerthin cysgu deffro bwyta yfed cerdded rhedeg gyrru nofio chwarae darllen sgwennu ysgrifennu siarad gwrando
    gwylio edrych sbio chwilio ffeindio colli ennill prynu gwerthu talu rhentu gosod symud aros mynd dod cychwyn dechrau gorffen
    stopio cofio anghofio meddwl gwybod deall teimlo hoffi caru casau helpu trio methu gallu gorfod cael rhoi cymryd dal agor
    cau golchi coginio glanhau hwfro smwddio siopa signal batri sgrin bysellfwrdd cyfrifiadur gliniadur rhyngrwyd gwefan neges
    galwad llais llun fideo sbectol bys bysedd llygad pen drws ffenest ffenestr to wal gardd sied garej cegin llofft ystafell
    stafell lolfa grisiau llawr ty fflat byngalo bwthyn stryd ffordd heol pentre pentref tre tref dinas ardal gwlad mor mynydd
    afon glaw gwynt haul niwl oer poeth cynnes gwlyb sych tywydd bore pnawn prynhawn nos noson neithiwr heno heddiw fory yfory
    ddoe echdoe ddoi rwan nawr wedyn cynt eto weithiau byth wastad munud awr diwrnod wythnos mis blwyddyn gwyliau nadolig pasg
    penblwydd da drwg gwael gwell gwaeth gorau gwych ofnadwy hyfryd braf neis hapus trist blin dig wedi blino blinedig tost
    prysur barod hwyr cynnar cyflym araf hawdd anodd mawr bach hir byr hen newydd rhad drud cyfrinach cwestiwn ateb pris prisiad
    amcangyfrif morgais benthyciad cyfri siec cerdyn hanner dwbl cyfan cynta nesa arall gwahanol iawn eitha braidd jyst hollol
    falle efallai siwr clem syniad lonydd llonydd bron marw byw sori plis diolch ymddeol ddim dim isio eisiau moyn angen gen ar
    y yr yn i o am at dros gan heb rhwng trwy wrth a ac neu ond os pan be beth pwy pam sut faint ble lle fi ti fo fe hi ni chi
    nhw mi di sy sydd oes oedd ydi ydy yw bod bydd fydd gad gesia mlaen ymlaen ffonia anfon jest pell agos clywed difaru canu
    dwin rwyn ydwi tin chin tisio dachi maer sgen sgenti beni cwsg gwesty llyfr papur teledu radio parsel post siop caffi tafarn
    anghywir canslo costio cyntaf cytuno ddylwn dileu diwedd dweud dylai enw fawr fferm ffon ffonio ffoniwch fusneslyd
    fyddwch gael gormod gweld gwerth gwneud helpwch iddo llawer maen manylion nag nesaf newid nol osod popeth pryd rhif
    rhowch rhywbeth rif stopiwch tair tri tua unig werth wyt ywr dau dwy pedair pump chwech saith symudol cyfeiriad cod
    gwely bwrdd llawen ga ofyn gobeithio
    """.split()
)
_POLISH_WHOLE = frozenset(
    """
    anuluj brak cholera ciekawy cofnij cztery darmo darmowe dlugo dwa dwie dzieki dzwoncie imie inne jednak kurwa macie
    mieszkam moich mojego mojej musze najpierw nazwisko niewazne numer numeru pasuje poczatku podawac polacz porozmawiac
    przekazecie przerwij rodzicow rozmawiam serio spadaj sprawa sprzedaje sprzedajemy sprzedaz taki trzeba trzy usun warte
    warty wole wynajem wysle zacznij zadne zgadzam zgoda zmien zwykly kod piec szesc
    """.split()
)
_POLISH = re.compile(
    r"(?:dziec|dzieci|placz|krzycz|obiad|sniadan|kolacj|kaw[aey]\b|herbat|piw|praca|pracy|prace|pracuj|autobus|tramwaj|pociag|samochod"
    r"|korek|korku|zasieg|bateri|ladowark|telefon|komork|ekran|klawiatur|komputer|internet|okular|palc|pies|psa\b|kot[ay]?\b|szczek|pad[al]"
    r"|jade|jedzi|ide\b|idzie|wrac|wroc|czeka|szuka|pytan|pyta|pisz|robi|zrobi|chce|chcial|moze|moge|mog[łl]|wiem|wiesz|wiedz"
    r"|rozumi|slysz|widz|mowi|mow[ie]|powie|podam|podaj|podac|dzwoni|zgadn|zgadu|slab|dobr|zl[aey]\b|duz|mal[aey]\b|star[aey]\b|now[aey]\b"
    r"|zimn|ciepl|gorac|deszcz|snieg|pogod|spac|spie|zmecz|glodn|chor[aey]\b|zajet|gotow|nudz|smiesz|glup|dziwn|fajn|super|swietn"
    r"|tajemnic|sekret|anonim|prywat|wlascicie|wspolwlascicie|najemc|lokator|sasiad|emeryt|rencist|nauczycie|lekarz|pielegniar|student"
    r"|mieszkan|nieruchom|kawaler|rozwied|rozwod|wdow|spade?k|kredyt|hipote|pienia|zlot|funt|gotowk|wycen|wartos|cen[aey]\b|koszt"
    r"|dom(?:u|ek)?\b|ulic|miast|wies\b|ogrod|garaz|okn|drzwi|podlog|dach|scian|kuchn|lazienk|pokoj|salon|rano|wieczor|noc[ya]?\b|dzien|dzis"
    r"|jutr|wczoraj|teraz|potem|pozni|zaraz|chwil|minut|godzin|tydzien|tygod|miesiac|wakacj|urlop|swiet|urodzin|poniedzial|wtorek"
    r"|srod|czwartek|piatek|sobot|niedziel|pomoc|pomoz|prosz|dzieku|przeprasz|czesc|witam|hej\b|halo|siema"
    r"|maz\b|mez\w+|zon[aey]\b|syn\b|cork|siostr|brat\b|ile\b|za\b|od\b|do\b|na\b|po\b|w\b|z\b|ze\b|i\b|a\b|o\b|u\b|co\b|kto\b|jak\b|gdzie|kiedy|czemu|dlaczeg|czy\b|nie\b|tak\b|no\b|to\b"
    r"|osob|wesol|swiat|zapomn|samo\b|wyzej|bez\b|dla\b|przed|nad\b|pod\b|przy\b|przez|jest|bedz|byl|byc\b|sie\b|mi\b|ci\b|mu\b|ja\b|ty\b|my\b|wy\b|oni\b|tu\b|tam\b|juz\b|jeszcze"
    r"|tylko|bardzo|troch|duzo|malo|nic\b|cos\b|wszyst|kazd|ten\b|ta\b|te\b|tego|tej\b|tym\b)"
)
"""How everyday Polish words begin; their endings are many."""


_MUTATIONS = (
    ("f", ("b", "m")), ("dd", ("d",)), ("g", ("c",)), ("b", ("p",)), ("d", ("t",)), ("l", ("ll",)), ("r", ("rh",)), ("ch", ("c",)),
    ("ph", ("p",)), ("th", ("t",)), ("ngh", ("c",)), ("mh", ("p",)), ("nh", ("t",)), ("ng", ("g",)), ("m", ("b",)), ("n", ("d",)),
    ("h", ("",)), ("", ("g",)),
)  # fmt: skip
"""How Welsh words begin after some others, and how they begin by themselves: "funud" is "munud"."""


def _is_welsh(word: str) -> bool:
    """Whether a Welsh word is everyday, as it stands or with its beginning as the dictionary has it."""
    if word in _WELSH:
        return True
    return len(word) > _SHORTEST_MUTATED and any(
        f"{radical}{word[len(mutated) :]}" in _WELSH
        for mutated, radicals in _MUTATIONS
        if word.startswith(mutated)
        for radical in radicals
    )


def _is_english(word: str) -> bool:
    """Whether an English word is everyday as it stands or without its ending: "watching", "cracked"."""
    if word in _ENGLISH:
        return True
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if len(stem) < _SHORTEST_STEM or stem == word or (ending == "es" and not stem.endswith(_HISSES)):
            continue
        if stem + instead in _ENGLISH or (not instead and _DOUBLED.search(stem) and stem[:-1] in _ENGLISH):
            return True
    return False


def is_first_name(word: str) -> bool:
    """Whether a plain word of every day is a first name too."""
    return word in _FIRST_NAMES


@lru_cache(maxsize=4096)
def is_everyday(word: str) -> bool:
    """Whether a plain word (:func:`conversations.answers.text.plain`) is one of every day and no first name."""
    if word in _FIRST_NAMES:
        return False
    return (
        word in SMALL
        or _is_welsh(word)
        or _is_english(word)
        or word in _POLISH_WHOLE
        or _POLISH.match(word) is not None
    )


def is_doing(doing: str, thing: str) -> bool:
    """Whether two plain words say what somebody does, though the second is a name too, or the first: "losing patience".

    In Polish it is the ending that tells: "jade autobusem".
    """
    if doing.endswith("ing") and thing in _FIRST_NAMES:
        return thing in _ENGLISH and is_everyday(doing)
    return len(thing) > _SHORTEST_WITH_ENDING and thing.endswith(("em", "ami")) and _POLISH.match(thing) is not None
