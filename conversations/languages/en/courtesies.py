"""Words of courtesy in English. Alternatives with ``|`` between, in plain words."""

from __future__ import annotations

from conversations.languages.courtesies import Courtesies

COURTESIES = Courtesies(
    thanks="thanks|thank|thankyou|thx|tnx|cheers|ta|appreciated",
    beside_thanks=(
        "you|very|much|a|lot|so|many|for|your|the|help|all|that|was|is|it|lovely|great|brilliant|again|thats|really|good|fab|amazing|fantastic"
        "|helpful|useful|wonderful|awesome|sorted|love|pal"
    ),
    byes="bye|goodbye|byebye|cya|laters|ciao|tara|farewell",
    beside_byes="see|ya|for|now|later|soon|you|then",
    later=(
        "later|not (?:right )?now|not yet|busy|(?:in|after) (?:a|the) (?:bit|minute|min|moment|while|hour)|tomorrow|tonight|come back|hang on|hold on"
        "|(?:one|a|give me a|just a) (?:sec|second|minute|min|moment|mo)|at work|driving"
    ),
    here=(
        "(?:(?:hello|hi|hey|is|are|r|so|ok|um|sorry) )*(?:(?:you|u|ya) (?:still )?(?:there|here|alive|awake|working)"
        "|(?:any|some)(?:one|body) (?:still )?(?:there|here|home))(?: (?:still|yet|please|hello|or what))*"
    ),
    same=(
        "(?:(?:its|it|is|the|just|still|yes|all|exactly|to) )*(?:same|same \\w+)(?: as)?"
        "(?: (?:before|above|last time|earlier|i said|i told you|you have|always|ever|already))?(?: (?:please|thanks))?"
        "|(?:(?:its|is|the|just|still) )*as (?:before|above|last time|earlier)"
        "|(?:yes )?(?:you|youve|u|uve) (?:already |still )?(?:have|got|know|hold) (?:it|that|this|mine)(?: already)?(?: (?:please|thanks))?"
        "|(?:ive|i) (?:already |just )(?:given|gave|told|sent|said|typed|put|done|did|answered)(?: (?:it|that|this|you|to you))*(?: (?:please|thanks))?"
    ),
    has_none="(?:dont|do not|havent|have not|never) (?:really |even |actually )?(?:have|got|had|use|do|own|want)",
    does_not_know=(
        "(?:dont|do not|cant|cannot) (?:know|remember|recall)|dunno|idk|no (?:idea|clue)|not sure|forg[eo]t\\w*"
        "|(?:look|google|find|check|search)(?: it)?(?: up)?$"
    ),
    no_postcode=(
        "new ?builds?|(?:no|without(?: a)?|any) post ?codes?|post ?code yet"
        "|(?:hasnt|has not|havent|have not|doesnt|does not|dont|do not|isnt|not) (?:been |even )?(?:got |have |given )?(?:one|a post ?code)"
    ),
    nearby="near(?:est|by)|approx\\w*|roughly|(?:the )?sites?|sales office|next doors?(?! to)|surrounding",
    counts="counts?|counted|counting|classed?|includ\\w+",
    room="\\w*rooms?|beds?|box|loft|attic|study|office|nursery|basement|cellar|annexe?|den|studio|what counts",
)
