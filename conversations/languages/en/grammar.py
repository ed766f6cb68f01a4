"""What people type in English: phrases, names of questions, topics, small words. In lower case, without accents."""

from __future__ import annotations

from conversations.intents import Intent, Topic
from conversations.languages.catalogue import only

PHRASES = {
    Intent.BACK: (
        "back",
        "go back",
        "previous",
        "previous question",
        "undo",
        "last question",
        *(
            f"{oh}{pressed}wrong {button}"
            for oh in ("", "oops ", "wait ", "sorry ", "no ")
            for pressed in (
                "",
                "i pressed the ",
                "pressed the ",
                "i hit the ",
                "hit the ",
                "i tapped the ",
                "i clicked the ",
            )
            for button in ("one", "button")
            if pressed or button == "button"
        ),
    ),
    Intent.WHY: (
        "why",
        "why do you need that",
        "why do you need it",
        "why do you need this",
        "why do you ask",
        "why do you want that",
        "what for",
        "how come",
        "what is that for",
        "whats that for",
    ),
    Intent.HELP: (
        "help",
        "help me",
        "how does this work",
        "what is this",
        "like what",
        *(
            f"what {verb} i {do}"
            for verb in ("do", "should", "can", "could")
            for do in ("put", "write", "say", "type", "put here")
        ),
    ),
    Intent.CANCEL: (
        "bye",
        "goodbye",
        "bye bye",
        "end chat",
        "end this chat",
        "end conversation",
        "no more",
        "i give up",
        "abort",
        "pause",
        "cancel",
        "stop",
        "quit",
        "exit",
        "stop it",
        "forget it",
        "no thanks stop",
        "leave me alone",
        "go away",
        "not interested",
        "unsubscribe",
    ),
    Intent.RESTART: ("start", "restart", "start again", "start over", "start afresh", "begin again", "begin"),
    Intent.RESUME: ("carry on", "continue", "go on", "resume"),
    Intent.PRIVACY: (
        "privacy",
        "gdpr",
        "small print",
        "the small print",
        *(
            f"{ask}{the}privacy {page}"
            for ask in ("", "show me ", "show ", "send me ", "read ", "where is ", "can i see ", "can i read ")
            for the in ("", "the ", "your ")
            for page in ("policy", "notice", "page", "statement")
        ),
    ),
    Intent.WITHDRAW: (
        *(
            f"{want}withdraw{what}"
            for want in (
                "",
                "i ",
                "please ",
                "i want to ",
                "i wish to ",
                "id like to ",
                "i would like to ",
                "i need to ",
            )
            for what in ("", " please", " consent", " my consent", " permission", " my permission", " it", " from this")
        ),
        *(
            f"{want}{take} my {given}"
            for want in ("", "i ", "please ", "i want to ", "id like to ", "can you ")
            for take in ("revoke", "cancel", "remove", "take back")
            for given in ("consent", "permission", "agreement")
        ),
    ),
    Intent.DELETE: ("delete", "delete it", "delete my data", "delete everything", "delete my details"),
    Intent.CLEAR: (
        "remove the messages",
        "delete the messages",
        "delete our messages",
        "clear the chat",
        "clear this chat",
    ),
    Intent.MY_DATA: ("my data", "what do you know about me", "what data do you hold"),
    Intent.TALK: (
        "talk to someone",
        "talk to a person",
        "talk to a human",
        "speak to someone",
        "speak to a person",
        "can i talk to a person",
        "can i talk to someone",
        "can i speak to someone",
        "human",
        "agent",
    ),
    Intent.ANOTHER: (
        "another",
        "another property",
        "another house",
        "another flat",
        "another one",
        "another property please",
        "another house please",
        "another one please",
        "value another",
        "a different property",
        "a different house",
    ),
    Intent.LANGUAGE: ("language", "change language", "change the language"),
    Intent.NO_REMINDER: ("dont remind me again", "no reminders", "stop reminding me"),
    Intent.SKIP: (
        "next",
        "pass",
        "rather not say",
        "prefer not to say",
        *(
            f"{ask}skip {what}"
            for ask in ("", "can i ", "can we ", "could i ", "may i ", "can i just ", "just ", "please ", "lets ")
            for what in ("it", "this", "that", "this one", "this bit", "this question", "that one")
        ),
    ),
    Intent.KEEP: ("keep", "keep it", "leave it", "no change"),
}

_COSTS = (
    r"free|costs?|costing|charge[ds]?|charging|pay|paid|payments?|owe|obligations?|obliged|commitments?|commit|committing|binding|signing"
    r"|catch|strings|nothing|nowt"
)
"""Words of questions about what something costs, or commits one to."""
_FUNCTION = (
    r"a|all|am|an|and|any|are|at|be|but|can|did|do|does|for|from|get|give|go|going|gonna|got|has|hang|have|hello|hi|hold|how|i|if|in|is|it"
    r"|its|just|many|me|much|must|my|need|no|of|ok|on|or|please|really|right|should|so|sorry|that|the|then|there|these|this|though|to"
    r"|under|until|us|was|we|well|what|whats|when|will|with|would|yeah|yes|before|by|now|actually"
)
"""Words that say nothing of what a question is about."""
_THIS = r"estimates?|valuations?|quotes?|chat|bot|chatbot|form|questions?|service|thing|answers?"
"""What this chat is called."""
_ABOUT_THIS = rf"{_FUNCTION}|{_THIS}|anything|something|owt|fees?|for|totally|completely|absolutely|legally|attached|end|money|you"
_TAKES_LONG = r"long|longer|ages|forever"
_OF_THIS = rf"{_FUNCTION}|{_THIS}|take|takes|taking|left|too|very|last|till|finish|do|done|about|roughly|result|figure"
TOPICS = {
    Topic.BEREAVED: (
        r"\b(died|bereave\w*|(passed|passing) away|passed on|(has|have|hes|shes|just|sadly) passed|(my|our) late \w+"
        r"|lost (my|our) (mum|mother|mam|dad|father|husband|wife|partner|nan\w*|gran\w*|brother|sister|son|daughter))\b"
    ),
    Topic.NO_CALLS: (
        r"\b(no|without|(dont|do not|wont) (want|like|need|take|answer)|hate|stop) (any |your |the |more |phone |cold )*(calls?|calling|phonecalls?"
        r"|ringing|phoning)\b"
        r"|\b(dont|not|never|not to|no one to|nobody to) (you )?(ever )?(call|ring|phone|text|contact) (me|us)\b"
        r"|\b(dont|do not) want (any(one|body)|some(one|body)|you|them|people) (to )?(contact|call|ring|phone|text)\w*\b"
        r"|\b(e ?mail|text|sms|post|letter)s? only\b|\bonly (by |via |an? )?(e ?mail|text|sms|post)s?\b"
        r"|\b(just|only) (e ?mail|text|message) me\b|\b(e ?mail|text|message|write to) me (instead|rather)\b"
        r"|\b(not|never|rather than) (by|over|on) the (tele)?phone\b|\bnot to (ring|call|phone)\b"
    ),
    Topic.FREE: only(
        _COSTS, _ABOUT_THIS, but=r"fees?(?! for (?:this|it|the)\b)|(?:you|they) charge(?! for (?:this|it|the)\b)"
    ),
    Topic.FOR_AGENCY: (
        rf"\b(?:{_COSTS}|fees?|commissions?|per ?cent\w*|bills?|deposits?|tax(?:es)?|stamp duty|solicitors?|conveyanc\w+|epcs?|mortgages?"
        r"|removals?|tenants?|buyers?|viewings?|offers?|contracts?|auctions?|surveyors?|surveys?)\b(?<!home cost)(?<!house cost)"
        r"|\bcom(?:e|ing) (?:round|over|out)\b"
    ),
    Topic.NEXT: (
        r"\bwhat(s| is| happens| comes)? (next|happens now|happens after|happens then|happens when)\b"
        r"|\bwhen (will|do|does|can|should|are|is) (you|i|we|they|someone|somebody|anyone|the (office|agent|agency)|an agent)\b"
        r".*\b(call\w*|ring\w*|phon\w*|hear\w*|contact\w*|touch|text\w*|email\w*)\b"
        r"|\bwhen (do|will|can|would|am) i (\w+ ){0,3}?(get|see|know|have|find out) .*\b(figures?|estimates?|prices?|results?|answers?|valuations?)\b"
        r"|\bhow (long|soon)\b.*\b(call|ring|phone|hear|contact)\b"
        r"|\bwhat happens (if|once) i (agree|consent|say (yes|ok)|accept|press|tap|send)\b"
    ),
    Topic.CHANGE_MIND: (
        r"\b(can|could|may|what if|if) (i|we) (\w+ )?(change (my|our) minds?|withdraw|opt out|back out|pull out|take (it|this|that) back"
        r"|undo (it|this|that)|cancel (it |this )?(later|after\w*|any ?time))\b"
    ),
    Topic.WHO_SEES: (
        r"\bhow long .*\b(keep|kept|stor\w+|hold|held|retain\w*)( it| this| them| that| me| for)?$"
        r"|\b(is|are|will|does) (any |all |some )?(of )?(this|it|that|these|they) (get |be |being )?(stored|kept|saved|recorded|shared"
        r"|sold|logged|published|public|passed on)\b"
        r"|\b(do|will|would|are) (you|u|they) (guys )?(going to )?(shar\w+|pass\w*|send\w*|forward\w*) ((it|this|that|them|these|anything|stuff)"
        r" )?(on )?(to|with) (?!me\b|us\b)"
        r"|\b(junk ?mail|junk|spamm\w+|marketing (calls?|emails?|texts?)|mailing lists?|third part(y|ies))\b"
        r"|\b(who|anyone|anybody|others?|agents?|people|companies) (else )?(\w+ )?(sees?|gets?|get|reads?|access|has"
        r"|have) (this|it|my|these|that|all|the)\b|"
        r"^(?=.*\b(data|details|info|information|personal|my (number|email|name|address|answers))\b)(?=.*\b(shar\w+"
        r"|sell\w*|sold|pass\w*|give|given|giving|keep|kept|stor\w+|hold|held|us(e|ed|ing)|private|confidential|secure|safe|protected"
        r"|access|do with|go|goes|going|happens?|ends? up)\b)(who|what|where|how|will|would|do|does|are|is|can|could)\b|"
        r"\bwhos (going to |gonna )?(see|seeing|get|getting|reading|read)\b|\bwho (sees|gets|will (see|get|have)|can see"
        r"|has|have|reads)\b|\bspam\b|\bdata protection\b"
        r"|(?<!want to )(?<!dont )(?<!not )\b(share|sell|pass|pass on|give|give out|store|keep|hold|do with|use) (my|this|the|our) (data|details|info"
        r"|information|number|answers|email|name)\b"
        r"|\bwho (will|would|do|are) (you|u|they) (be )?(share|sharing|give|giving|pass|passing|send|sending|sell|selling)\b"
        r"|\bis (my|the|this) (data|info|information|number|email|details) (private|safe|secure|shared|sold|protected)\b"
        r"|\b(are|will) my (details|data|info|answers) (be )?(private|safe|secure|shared|sold|protected)\b"
        r"|\bis (this|it) (private|safe|secure|confidential)\b|\bwhere does (this|it|my data) go\b"
    ),
    Topic.ACCURATE: (
        r"\bhow (do|does|did|is|are|will) (you|it|they|this|the) (\w+ ){0,3}?(calculat\w*|decide\w*|set|arriv\w* at|work\w* (it|that|this)? ?out"
        r"|worked out|estimat\w+|valued|value it|figure\w*|come up)\b|\b(estimate|figure|valuation|price|it"
        r"|this) (any good|right|correct|real|worth anything|guess\w*)\b|"
        r"\b(just|only) an? (guess|estimate)\b|\bguess(work|timate)\b|\b(accurate|accuracy|reliable|precise"
        r"|trustworthy)\b|\b(proper|real|formal|official) (valuation|survey"
        r"|appraisal|estimate)\b"
        r"|\bwhere (do|does|did|are) (you|the|it|these|they|your) .*(prices?|data|information|from)\b|\b(can|should"
        r"|do) i (trust|rely on|believe)\b"
        r"|\bwhat(s| is| are) (it|this|that|they|the (estimate|figure|price)s?) based on\b|\b(will|is|are) (it|this|that|they) (be )?(\w+ )?exact\b"
        r"|\bhow (sure|good|exact) (is|are)\b"
        r"|\b(where|how) (do|does|did) (you|the|it) .*(figures?|numbers?|estimates?|work (it|that) out)\b"
        r"|\b(less|more|lower|higher) than (i|we|my|ours?|the|next|what|expected|hoped|rightmove|zoopla)\b"
        r"|\b(is|will) (it|this|that) (really |roughly |about )?(what|how much) (ill|id|well|wed|i|we) "
        r"(will |would |could |can )?(actually |really )?(get|make|sell)\b"
        r"|\b(too|so|very|way|bit|far) (low|high)\b|\bway off\b|\b(rubbish|ridiculous|lowball)\b|\bworth (a lot "
        r"|much )?(more|less)\b"
        r"|\bhow (do|does|would|can|could|did) you (even |really |possibly |actually )?(know|tell|guess)\b"
    ),
    Topic.HOW_LONG: (
        rf"{only(_TAKES_LONG, _OF_THIS)}"
        r"|\b(can|could|may) i (please )?(do|finish|complete|continue|come back|carry on|save|pause|fill)( this| it| that| to| in| the (form|rest|chat))*"
        r" (later( on)?|tomorrow|tonight|another (time|day)|afterwards)$"
        r"|\bhow many (more )?(questions|steps|qs)\b|\bhow many (more|left)$|\bis (it|this) (quick|fast)\b"
        r"|\b(is|are) (there|it|this|you|we) (much|many|a lot|nearly|almost) (more|longer|left|done|finished)\b"
        r"|\bnearly (done|there|finished)\b|\b(are|r) (we|you|u) (all )?(done|finished)( yet)?$|\bare we (all )?there( yet)?$"
        r"|\b(are|is) (we|it|this|that) (nearly |almost |all )?(done|finished|it|everything)$"
        r"|\b(much|many) more (of this|to go|to do|questions|left)\b|\bmuch left to do$"
    ),
    Topic.WHO_ARE_YOU: (
        r"\b(what|which) (company|agency|agent|firm|business|estate agents?) (is|are|am)\b|\b(what|who) are you\b"
        r"|\bare (you|u) (chat ?gpt|gpt|siri|alexa)\b"
        r"|\bwhos? (is )?behind (this|it|that|you)\b|^wh?ats? (is )?(this|it|all this) (all )?about\b"
        r"|\b(do|are) you (work\w*|employed|part|from) (for|by|of|with)?\b|\bis (anyone|anybody|someone|somebody|a human) (real |actually )?there\b"
        r"|\bis (this|it|that) (chat ?gpt|gpt|siri|ai)\b"
        r"|\bwho (am|are) (i|we) (chatting|talking|speaking|dealing|messaging|writing)\b|"
        r"\bare you (a )?(real|human|bot|robot|person|machine|computer|ai)\b|\bwho (are you|is this|am i)\b|\bwhos (this"
        r"|that|there|asking)\b"
        r"|\b(is|are) (this|it|these|you|u) (an? )?(auto\w*|chat ?bot|ai|computer\w*|machine|real|human|genuine|legit\w*"
        r"|fake|fraud)\b"
        r"|\bis this a (bot|robot|scam|real person|joke)\b|\bam i talking to\b|\bwhat are you\b"
        r"|^((so|and|but|wait|hi|hello|ok) )*you (just |actually |really )?(an? )?(real|actual|bot|robot|human|person|machine|computer|ai|scam\w*)\b|^who this\b"
    ),
    Topic.CURIOUS: (
        r"\bwhat if i (just|only) (want\w*|like|need) to (know|see|check|find out)\b|\b(just|only|im) (curious|looking(?! (for|to|after|at)\b)|browsing|wondering|nosy|being nosy)\b"
        r"|\bnot (really )?(looking|planning|ready|wanting) to (sell|let|move|rent)\b"
        r"|\bjust (having a (look|nosey?|gander)|nosey?ing|checking it out|interested|seeing what)\b|\bno (plans|intention|intentions) (to|of)\b|\bwindow shopping\b"
    ),
    Topic.NOT_MINE: (
        r"\b(not|isnt) (actually |really )?(my|mine|our)( own)?( house| home| property| flat| place)?$"
        r"|\b(not|isnt) (actually |really )?(my|our) (house|home|property|flat|place)\b|\bon behalf of\b"
        r"|\b(what if|does it matter if|is it ok if|matter that|ok that) (i|we) (dont|do not|no longer) (\w+ )?(live|own)\b"
        r"|\b(mums?|mothers?|dads?|fathers?|parents|nans?|grans?|friends?|neighbours?|sisters?|brothers?|aunts?|uncles?)"
        r" (house|home|flat|property|place)\b"
        r"|\b(doing|asking|filling|selling|sorting) ((this|it|that) )?((in|out) )?(for|on behalf of) (my|our|a)\b"
        r"|\b((whose|my) (name|details|number|email)|(my|his|her|their)( name| details)?|(the )?owners?( name| details)?) or (the )?"
        r"(owners?|mine|my|hers?|his|theirs?)\b"
        r"|\b(asking|doing (it|this)|filling (it|this) (in|out)|here|enquiring|writing) (for|on behalf of) (my|a|me) (mums?|mothers?|dads?|fathers?|parents|nans?|grans?|granddads?|grandads?|friends?|mates?|neighbours?|sisters?|brothers?|aunt\w*|uncles?|husbands?|wifes?|inlaws?)\b"
    ),
    Topic.WHY_PHONE: r"\bwho (will|would|is going to|s going to|is|s) (be )?(call\w*|ring\w*|phon\w*|contact\w*)\b|\bhow many (calls|texts"
    r"|times will)\b|^(are|r) ?you (gonna|going to) (keep )?(ring\w*|call\w*|pester\w*|hassl\w*|bother\w*|hound\w*)\b|^(you|u) (gonna|going to"
    r"|will) (keep )?(ring\w*|call\w*|pester\w*|hassl\w*|bother\w*|hound\w*)\b|\b(pestered|hassled|hounded|bombarded|cold call\w*"
    r"|nuisance calls?)\b|\bwhy\b.*\b(number|phone|mobile|telephone)\b|\b(will|are) you (going to )?(call|ring|phone) me\b"
    r"|\b(will|are) (they|someone|somebody|anyone|anybody|the (office|agent|agency)) (going to |gonna )?(call|ring|phone|contact)\w*\b",
    Topic.TALK: (
        r"\b(book|arrange|organise|schedule|make) (me )?(in )?(a|an) (\w+ )?(valuation|appraisal|visit|appointment)\b"
        r"|\b(some(one|body)|anyone|anybody) (to )?(come|pop|call) (round|over|out|by|and (see|look))\b|"
        r"\b(opening|office) (hours|times)\b|\bwhen (are|r|do) (you|they|u|the office) (guys )?(open|close|shut)\b|\bare you (guys )?(still )?open\b"
        r"|\bwheres? (is |are )?(your|the|you|u) (nearest |local )?(office|branch|based|located|shop)\b"
        r"|\b(have you got|do you have|is there|got) an? (phone |contact )?number\b|\b(the|your|an) (office|phone"
        r"|telephone|contact) (number|phone|address)\b|\b(give|send|tell) me (your|the|a"
        r"|an) (phone |telephone |contact |office |email )?(number|address|email|contact"
        r"|details)\b|\bsome(one|body) (real|human)\b|\b(can|could) (i|you|we|someone|somebody|a human|a person"
        r"|anyone) (please )?(call|ring|phone|help me in person)\b|\bid rather (talk|speak|chat|ring|call|phone)\b|"
        r"\b(put me through|(connect|transfer) me)\b|\b(get|want|need|prefer) (me )?(an? )?(real |actual )?(human|person"
        r"|agent|adviser)\b"
        r"|\b(talk|speak|chat) (to|with) (a |an |some |the |any)?(one|body|person|human|agent|people|office|real|team|somebody|"
        r"someone|anyone)\b|\b(call|ring|phone) (you|the office)\b|\b(call|ring|phone) me( (back|instead|please|pls|now"
        r"|later|today|tomorrow))*$"
        r"|\bwh?ats? (is )?your (phone|number|telephone|email|contact|address)\b|\b(a |real )(human|person)\b"
        r"|\b(chance of|arrange|book|have|get|want|prefer|request) (an? )?(phone ?call|call ?back|chat with)\b"
    ),
    Topic.WHY: (
        r"^((but|and|so|sorry|ok|hi|hello|hang on|wait) )*(why\b(?! not\b)"
        r"|wh?ats? (is |are )?(do |would |did |will )?(you|u|they|it|this|that) (guys )?(need|want|ask|require"
        r"|use)\w*\b.*\b(for|to know)$"
        r"|what(s| is)? (it|that|this) for)"
        r"|\bwh?ats? (is |are )?(the|my|this|that) (\w+ ){1,2}for$"
        r"|\bwh?ats? (is )?gdpr\b|^((but|and|so|cant|can|could|please|just|you|i|we) )*(see|show|show me|give me|tell me) (the|my|an?)"
        r" (price|estimate|figure|valuation|value)\b"
        r"|\b(my|our|home|postal|current)( own)? address or (the|my|our)\b"
        r"|\bwhats? (is )?the point\b|^(and |but |so )?if i (dont|do not|wont|refuse|say no)$"
        r"|\bwhat (am|would|will) i (be )?(agreeing|consenting|signing)\b|\bwhat (does|do) (agreeing|consent|consenting) mean\b"
        r"|\bwhat (happens )?if i (dont|do not|wont|refuse|say no|disagree)( (agree|consent|want to|answer|give|tell|say|share)\b.*)?$"
        r"|^((but|and|so|why) )*(do|must) i (really )?have to( (say|tell|give|answer)\b.*)?$|\bis (it|that"
        r"|this) (necessary|needed|required)\b"
        r"|^y (do|does|are|is|you|would|should)\b|\bwhats (it|that) (got )?to (do with )?you\b|\bdo i (really |actually )?(need|have) to (do|say|tell|give|answer|put|fill)\b"
    ),
    Topic.DELETE: (
        r"\b(delete|erase|remove) (it|my|me|this|everything|all|the)\b|\bforget (me|everything|my (data|details|info|information|number|answers|name))\b"
        r"|\b(get rid of|wipe|scrub|bin) (all )?my (data|details|info|information|number|answers|stuff)\b"
    ),
    Topic.AGAIN: (
        r"\b(repeat|resend|re send)\b"
        r"|(?<!dont )(?<!not )\b(send|show|tell|say|give|see|have|ask)( \w+){0,5} (again|once more|one more time)\b"
        r"|\bhow much (was|is)( \w+){1,3} again\b|^how much was (it|that)$"
        r"|\b(cant|cannot|couldnt|didnt|dont|wheres?|where is) (see |find |get |open |have )?(the|my) (picture|estimate|figure"
        r"|valuation)\b|\bwhats?( \w+){1,4} again\b|\bwhat (was|were) (the|my|that) (figure|price|estimate|valuation|question)s?\b"
    ),
}

CONCEPTS = {
    Topic.FOR_AGENCY: (
        r"cost|charg|fees?\b|pay\w*|paid|bill(?:ed)?\b|invoice|commission|tax",
        r"owt|quid|money|free",
    ),
    Topic.WHO_SEES: (
        r"spam|flog|privacy|private|confidential|(?:my|our) (?:data|details|info)|stor(?:e|ed|ing)|third part",
        r"see|seen|sees|data|details|info|shar\w*|safe|secur\w*|who|sell|pass|access|read",
    ),
    Topic.WHY_PHONE: (
        r"pester|bombard|hassl|hound|cold call|nuisance|ring me|call me|calls\b|ringing|harass",
        r"ring|call|phone|bother|bothered|number|texts?",
    ),
    Topic.ACCURATE: (
        r"accura|exact|reliab|guess|precise|trust|calculat|survey|work (?:it|this|that|them) out|worked out|algorithm|made up|thin air|plucked|finger in the air|out of a hat",
        r"estimate|figure|based|valuation|compar\w*|price",
    ),
    Topic.HOW_LONG: (
        r"nearly (?:there|done)|how many more",
        r"finish\w*|done|left|questions?|end|ages|forever",
    ),
    Topic.WHO_ARE_YOU: (
        r"bot\b|robot|chatbot|machine|computer|scam|legit|fraud|automated|human being|real person|gpt",
        r"human|person|real|company|firm|who|are you|agency|ai\b",
    ),
    Topic.TALK: (
        r"speak to|talk to|speak with|talk with|office|branch|opening|speak\b|face to face",
        r"talk|human|person|someone|somebody|anyone|open|phone|ring|meet|staff|team",
    ),
    Topic.NEXT: (
        r"what next|happens? (?:next|after|then)|and then what|when will",
        r"next|after|then|happens?|when",
    ),
    Topic.CHANGE_MIND: (
        r"change (?:my|our) minds?|regret|back out|pull out|withdraw|second thoughts",
        r"cancel|change|undo|later|afterwards|stop",
    ),
    Topic.WHY: (
        r"why|what for\b|necessary|relevan|purpose|need (?:to know|that|this|it)|reason",
        r"need|must|matter|required?|point|business",
    ),
    Topic.DELETE: (
        r"delet|eras(?:e|ed)|wipe|forget me|remove my",
        r"remove|rid|gone|keep",
    ),
}
"""Beginnings of words that tell what a question is about, and words that hint at it."""

ASKS = (
    r"(why|what|whats|who|whos|how|hows|when|where|which|is|are|am|do|does|did|can|could|will|would|should|may|must"
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

CALLED = frozenset(
    {
        "english",
        "saesneg",
        "yn saesneg",
        "angielski",
        "po angielsku",
        "speak english",
        "can we speak english",
        "i speak english",
        "english please",
        "in english",
    }
)
"""How people name the language, in any of the languages."""

HINTS = frozenset(
    "the is are want would like sell house please hello how what why my your with and i to for have".split()
)
"""Common words that only it has."""
