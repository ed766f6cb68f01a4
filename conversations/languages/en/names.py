"""What people put around their name in English: alternatives of patterns, matched whatever their case."""

from __future__ import annotations

from conversations.answers.name_frame import NamePhrases

_ABOUT = r"(?:please |you can |just )?"

NAMES = NamePhrases(
    greetings=(
        (
            r"(?:hi|hiya|hello|hey|good (?:morning|afternoon|evening)|morning|afternoon|evening|yes|yeah|ok|okay|thanks|thank you"
            r"|oh|ah|er+m*|u+[hm]+|of course|sorry)(?: (?:there|all|again))?"
        ),
        r"(?:sure|well|right)(?=[,.!:;-]| \S+ \S|(?-i: [a-z]))",
    ),
    introductions=(
        r"(?:my |our |the |full |first |last )*names?(?:'?s| is| are|:| -|=)",
        r"my name|i am called|i'?m called|i go by",
        (
            r"(?:(?:it|house|home|flat|property|everything|all|the|my|it'?s|is|are|put|down|registered) ){0,5}(?:in|under) "
            r"(?:my |the |our |his |her )?(?:[\w']{2,20} ){1,2}names?(?:'?s| is| of)?"
        ),
        r"(?:use |just use |put |take )?(?:my|the|our) (?:[\w']{2,20} ){1,2}names?(?:'?s| is)?",
        r"(?:that|it|this)(?: would| will|'?d|'?ll) be(?= \S+ \S)|(?-i:[Tt]hat'?s(?= [A-Z]\w+ [A-Z]))|put me down as",
        r"you(?:'?re| are) (?:talking|speaking|chatting) (?:to|with)",
        (
            r"(?:(?:it'?s|this is|asking|doing (?:it|this)|here) )?(?:for|on behalf of) "
            r"(?:my|our|the) [\w']{2,20}(?: [\w']{2,20})?(?=[,:] \S+ \S)"
        ),
        r"i am|i'?m|it'?s(?: me)?|it is|mine(?:'?s| is)|this is|just",
        r"(?:you can |please |pls |just |everyone |they |people )*calls? me|name|we are|we'?re|my surname(?: is)?|surname|full name",
    ),
    farewells=(
        r"here|speaking|(?:thanks|thank you)(?: for asking| so much| very much| a lot| hun| hon| pal| mate| duck)?|thankyou",
        r"please|pls|plz|thx|tnx|lol|haha|i think|cheers|ta|full stop|period|exclamation mark|on the line|sorry",
        r"as above|again|is my name|is the name|by the way|btw|nice to meet you|and you",
    ),
    first=(r"(?:my )?(?:first|given) ?name(?: is)?|(?:first|forename|fn)(?=:)",),
    last=(r"(?:my )?(?:last|sur|family) ?name(?: is)?|(?:last|sn|ln)(?=:)",),
    possessives=("my",),
    joints=("and", "with"),
    tells=frozenset({"name", "names", "surname", "called"}),
    no_name=(r"[^\W\d_]'(?:s|re|ve|ll|d|t|m)",),
    articles=frozenset({"the"}),
    reserves=frozenset({"but", "though", "although"}),
    beside=(
        r" from [^\W\d_]+$",
        r",? \(?(?:she|he|they) ?/ ?\w+\)?(?: ?/ ?\w+)?$",
        (
            rf" (?:n[ée]e|formerly|(?:but|or|and) {_ABOUT}(?:call me|people call me|everyone calls me|put|use|i go by|i use)"
            r"|known as|aka) .*$"
        ),
        rf", {_ABOUT}call me .*$",
        (
            r"(?<=[^\W\d_]{2})(?<!\bwe)(?<!\bthey)(?<!\bwho)(?<!\bjust)(?<!\bonly)(?<!\bstill)(?<!\balso)(?<!\breally)(?<!\band)"
            r"(?<!\byou) (?:wanna|gonna|wants? to|wanting to|going to|(?:looking|hoping|trying) to|thinking (?:of|about)"
            r"|would like|looking for) .*$"
        ),
        r",? (?:on behalf of|acting for|(?:and|but) i(?:'m| am|'d| want| would| need))\b.*$",
    ),
    spelt=(
        (
            r",?\.? (?:(?:and |but )?(?:that'?s|it'?s|is) (?:[^\W\d_]+ )?)?with (?:an?|one|1|two|2|no|double|the)(?: double)? "
            r"[a-z]{1,2}'?s?\b[^.,;]*(?:,? not [^.,;]*)?(?=[.,;]|$)"
        ),
        r",?\.? (?:(?:that'?s|it'?s|is) (?:[^\W\d_]+ )?)?(?:spelt|spelled)\b.*$",
        r",? (?:as in|like the|like in) .*$|,? (?:one|1|two|2|no|double) [a-z]'?s?$",
    ),
    spells=(r"spel\w|(?:with|as in|like|one|two|double|no|[12])\b",),
)
