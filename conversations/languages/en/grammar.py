"""What people type in English: names of questions, small words. In lower case, without accents."""

from __future__ import annotations

ASKS = (
    r"(whys?|whats?|whos?|hows?|whens?|wheres?|which|is|are|am|do|does|did|can|could|will|would|should|may|must"
    r"|have|has|you (?:lot |guys |people |all )?(?:gonna|going to|planning|just|ever|not|sure)|much (?:left|more|longer))\b"
)

CHANGES = (
    r"\b(change|wrong|correct|edit|fix|mistake|update|typo|incorrect|mistyped|misspelt|misspelled|spelt|spelled"
    r"|not right|except|apart|missing|digits? (short|out|off))\b"
)

OTHERS = (
    r"(?:(?:hi|ok|and|now|also|so|please|can|could|may|i|we|ive|weve|got|have|want|wanna|need|would|like|id|lets|get|try|do"
    r"|value|price|check|estimate|estimates|valuation|quote|to|for|on|of|an|a|the) )*"
    r"(?:another|(?:my |our )?(?:other|second|2nd|different)) (?!of\b)(?:\w+ )?"
    r"(?:one(?! of\b)|house|home|property|flat|place|bungalow|cottage|maisonette|apartment)\b"
)

BACKS = (
    r"(?:(?:can|could|may|please|pls|sorry|oh|oops|i|we|you|want|need|would|to|like|id|lets|let|me|us|just|actually|wait"
    r"|no|ok) )*"
    r"(?:(?:go|going|take me|skip|jump|step|move|get) back|back|(?:previous|last) (?:question|one|step|answer))\b"
)
SMALL = """a an the my our your to of on in it its is was that this please pls thanks sorry oh no question questions step steps
    answer answers again go ago by then one bit up and change wrong correct edit fix update mistake typo have made i need
    want can you with details number""".split()

SHORT = {
    "u": "you", "ya": "you", "yous": "you", "youse": "you", "r": "are", "ur": "your", "urs": "yours",
    "wat": "what", "wot": "what", "wht": "what", "whut": "what", "wats": "whats", "wots": "whats", "wen": "when", "hw": "how",
    "hu": "who", "dyou": "do you", "dya": "do you", "didja": "did you", "cn": "can", "cud": "could", "wud": "would", "shud": "should", "cld": "could", "wld": "would",
    "shld": "should", "hav": "have", "dnt": "dont", "abt": "about", "ppl": "people", "sum1": "someone", "some1": "someone",
    "any1": "anyone", "ne1": "anyone", "w": "with", "wiv": "with", "wit": "with", "fone": "phone", "numba": "number",
    "nmbr": "number", "addy": "address", "msgs": "messages", "thru": "through", "dis": "this", "dat": "that", "tho": "though",
    "bcos": "because", "coz": "because", "cuz": "because", "gona": "gonna",
    "ain": "isnt", "aint": "isnt", "deets": "details", "plz": "please",
}  # fmt: skip

MENTIONS = {
    "sale_or_let": ("sale or let", "sale", "let", "sell", "rent"),
    "name": ("name", "surname", "first name", "last name"),
    "phone": ("phone", "number", "phone number", "mobile", "telephone"),
    "email": ("email", "e mail", "mail", "email address"),
    "address": (
        "street name",
        "road name",
        "house name",
        "name of the street",
        "name of the road",
        "address",
        "street",
        "house number",
    ),
    "postcode": ("postcode", "post code", "zip"),
    "bedrooms": ("number of bedrooms", "bedroom number", "bedrooms", "bedroom", "beds", "bed", "rooms"),
    "title": ("title",),
    "message": ("message",),
    "appointment": ("appointment", "time", "when"),
    "property_type": ("type", "property type", "kind", "type of property"),
}

CALLED = ("english", "saesneg", "po angielsku", "angielski", "yn saesneg")
"""Names of the language, in any of the languages."""

HINTS = frozenset(
    "the is are want would like sell house please hello how what why my your with and i to for have".split()
)
"""Common words that only it has."""

SAME = {
    "this": "it", "that": "it", "these": "they", "its": "it is", "thats": "it is", "im": "i am", "ive": "i have", "ill": "i will",
    "id": "i would", "youre": "you are", "theyre": "they are", "youve": "you have", "whats": "what is", "whos": "who is", "hows": "how is", "wheres": "where is",
    "isnt": "is not", "doesnt": "does not", "dont": "do not", "wont": "will not", "cant": "can not", "didnt": "did not",
    "could": "can", "may": "can", "would": "will", "gonna": "going to", "wanna": "want to", "need": "want", "ring": "call", "phone": "call",
    "ringing": "calling", "phoning": "calling", "somebody": "someone", "anyone": "someone", "anybody": "someone", "nobody": "no one", "human": "person",
    "speak": "talk", "speaking": "talking", "chatting": "talking", "mam": "mum", "mother": "mum", "mothers": "mums", "father": "dad", "fathers": "dads",
    "gran": "nan", "grans": "nans", "home": "house", "property": "house", "place": "house", "flat": "house", "bungalow": "house",
    "details": "data", "info": "data", "information": "data", "valuation": "estimate", "price": "estimate", "figure": "estimate", "figures": "estimate",
    "prices": "estimate", "quote": "estimate", "me": "i", "us": "i", "we": "i", "our": "my", "robot": "bot", "chatbot": "bot",
    "afterwards": "after", "later": "after", "stored": "kept", "gets": "sees", "erase": "delete", "remove": "delete", "wipe": "delete", "just": "only", "seems": "is",
}  # fmt: skip
"""Words that mean what another does, where a topic is told: a question is compared in the words on the right."""

WISHING = frozenset("i you want to like will would can prefer rather let lets have be able must go".split())
"""Words, as topics are told, that may begin a wish without saying which."""

FILLERS = frozenset(
    """a an the and but so ok okay k really actually please thanks hi hello hey hang on wait sorry yes yeah yep then though
    tbh lol mate btw um er oh exactly any now also sure agree honestly basically even about roughly right way too very bit quite lot totally completely absolutely legally""".split()
)
"""Words that say nothing of what a question is about."""

EVERYDAY = """
    accepts accident across almost along although always angry around autocorrect awake awful baby bad bath bathroom
    battery beer better between bike bins bird birthday blah block blood blue boat body boiler boiling bored boring boss
    bottle bottom bowl brain brb bread breakfast brilliant broke brush builders built bus busy cake car cat chair cheese
    child children chocolate christmas clean clever coming cooker cool crap crazy crossed crying cupboards cuppa cute
    damp daughter dead delivered diary dinner dirty doctor dog doorbell double down dreadful drink driving dropping dry
    dying easter easy eating eggs eh empty evening everywhere executor exhausted expensive eye eyes facebook fair family
    fantastic fat feet fence fields finger fish five flipping floor flu food foot football forever freezing friday
    fridge fun funny game gas get getting grumble hammering hates head headache heating heavy hell her hers him hip his
    homeowner horrible hot hour hungry hurts idiot internet job joke kettle key keyboard kids knackered knee knees
    laptop laugh leak leaking legs lifetime light likes lips loud lunch mad man match meal meant meeting mega merry milk
    miserable missed monday motorway mouth moved moving mustnt myself neighbours neither nervous nice nightmare noisy
    nonsense noon normal nowhere odd outside oven parcel park parking party plus postman pouring purpose questionnaire
    queue quiet radio rain raining rates reading red refuses rental renting run running rush sad safely said saturday
    scared school screaming screen seller sense shame shift shops shower shut sick signal silly single slow smart smile
    snow soaked sofa some somewhere son sore sort spelt stairs starving station stomach stone stressed stuck study
    stupid sun sunday sunny suppose sweating tea technology telly thick thousand thursday tiny tired toast toddler
    together toilet tonight toothache traffic train trouble try twice typing ugh uncle upstairs urgent useless vacation
    via waits walking wall warm washing water weather wednesday weird wet whatever while wicked wifi wind windy wine
    winter wonderful word worried worst yawn years yesterday
"""
"""Words of talk that are in none of the lists and sentences here, nor in the examples of topics."""
ALSO_NAMES = """
    al bell ben bill carrie chris christie christy colleen dean don english frank french garry german grace grant
    hope jack jose joy lee march mark may miles norma norman page penny ray rich rob rose shari terri theresa tracey
    tracy van will
"""
"""Words of talk that people are called as well."""
