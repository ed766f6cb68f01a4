"""How people say yes and no in English: every phrase under the reason why it is listed.

Unlisted on purpose, at "Shall I send this?": ok, fine, sure, great, a thumbs up ("I have read it"), y ("why" in text speak), "go ahead",
"send it", "please do" (what to do, with no word that agrees to it), "I suppose", "go on then" (grudging), "yeah right" (irony).
"""

from __future__ import annotations

from conversations.answers.consent import Assent, listed
from conversations.answers.contact_preference import Wish, wishes
from conversations.answers.refusal import Part, refusing

_YES = {
    "says yes, to any question, however it is typed": "yes, yep, yup, yeah, yea, yeh, yh, ye, aye, yes you can, yes you may, of course you can, of course you may",
    "says yes to “Shall I?” and leaves no doubt": "of course, absolutely, definitely, certainly, by all means",
    "agrees in so many words": (
        "agree, agreed, i do, i agree, i do agree, i fully agree, i hereby agree, i happily agree, i aggree, i consent, i do consent,"
        " i hereby consent, i accept, i do accept"
    ),
    "permits in so many words": (
        "i give consent, i give my consent, i give you my consent, i give permission, i give my permission, i give you permission,"
        " i give you my permission, you have my consent, you have my permission, youve got my consent, youve got my permission, permission granted"
    ),
    "permits what was asked, by its name": ", ".join(
        f"{you} {send}"
        for you in (
            "you can",
            "you may",
            "happy for you to",
            "im happy for you to",
            "i am happy for you to",
            "youre welcome to",
        )
        for send in (
            "send it",
            "send this",
            "send that",
            "send them",
            "share it",
            "share this",
            "share them",
            "pass it on",
            "pass this on",
            "pass them on",
            "send it to them",
            "send it over",
            "send it on",
            "send my details",
            "share my details",
            "pass my details on",
            "pass on my details",
        )
    )
    + ", happy for them to have it, im happy for them to have it, i am happy for them to have it, happy for them to have my details, im happy for them to have my details",
}
_POLITE = {
    "is polite": "please, pls, plz, thanks, thank you, thankyou, ta, cheers, thanks a lot, many thanks, thank you very much",
    "greets": "hi, hiya, hello, hey, hi there, hello there, hey there",
    "fills a pause": "oh, and, then, x",
    "calls somebody": "mate, love, hun, pal",
}
_BESIDE_YES = {
    **_POLITE,
    "approves, which is too little alone": (
        "ok, okay, sure, fine, great, good, perfect, lovely, brilliant, all good, thats fine, thats absolutely fine, that is fine, thats ok, that is ok, thats okay,"
        " thats good, thats great, thats right, that is right, thats correct, fine by me, ok by me, fine with me, happy to, happy with that,"
        " ok with me, okay with me, fine with that, im happy with that, happy with this, im happy with this, im happy to, that would be great, that would be lovely, thatd be great, thatd be lovely,"
        " that would be good, sounds good to me, sounds good, sounds great, sounds fine, thatll do, that will do"
    ),
    "says to do what was asked": (
        "send, send it, send this, send that, send them, send it off, go ahead, go for it, please do, do it, do send it, lets go,"
        " send away, send it over, send it across, send it on, send that on, send it through, send it to them, send this over, send them over, pass it on, share it, share this, do, do that, go on, crack on,"
        " show me, show my estimate, show me my estimate, show me the estimate"
    ),
    "says to what one agrees": "to this, to that, to it, with this, with that",
}
_NO = refusing(
    {
        Part.NO: (
            "no, nope, nah, naw, nay, pass, be a no, negative, no thanks, no thank you, no ta, ok no, okay no, right no, no consent, no permission, no consent given, no permission given, no agree, no accept, no permit, no allow, no sending, no sharing, no go, no fear, no can do, nuh uh, nty, not if, not unless, not without, not until, not till, not til, not before, not on your nelly, fat chance"
        ),
        Part.REFUSAL: (
            # What is to become of it.
            "leave it, leave that, leave this, leave them, leave me out, leave us out, never mind, nevermind, nvm, rather wait, prefer to wait, another time, some other time, some other day, another day, between us, abandon*, ignore that, leave things, forget it, forget about it, forget that, forget i, drop it, scrap it, scrap that, bin it, throw it, throw them, keep my, keep our, keep mine,"
            " private, confidential, to yourself, to yourselves, to myself, to ourselves, stay here, stays here, stay with me, stays with me, far enough, as far as i go, give it a miss, give this a miss, give this one a miss, out of it, skip it, skip this,"
            # What somebody does.
            " refus*, declin*, disagre*, reject*, object, withhold*, opt out, opting out, opt me out, back out, backing out, want out, hold off, hold fire, call it off, stop here, stop there, count me out, im out, ill pass, i pass, id pass, hard pass,"
            " have to pass, going to pass, gonna pass, pass on this, pass on that, pass this time, pass for now, pass thanks, changed my mind, changed me mind, change of mind, second thoughts, decided against, say no, saying no, denied, consent refused, consent withheld, consent denied, ill skip,"
            # How somebody feels.
            " unwilling, uncomfortable, unhappy, uneasy, reluctant, against it, against this, against that,"
            # Idioms.
            " none of your business, over my dead body, you must be joking, hands off, do nothing, send nothing, share nothing, god no, none of their business, jog on, do one, get lost, sod off, bugger off, piss off, f off, fuck off, get stuffed, on your bike, on yer bike, in this lifetime, snowballs chance"
        ),
        Part.NEGATION: (
            "not, no way, on no account, by no means, changed my mind about, gone off the idea, dont you dare, you didnt, nae, dinnae, dinna, divvent, shant, consent not, cant say im, cant say we, no need, dont, do not, did not, does not, dnt, wont, wouldnt, cant, cannot, couldnt, shouldnt, mustnt, never, aint, neither, nor, refuse to, decline to, under no circumstances"
        ),
        Part.DENIAL: "didnt, doesnt, havent, hasnt, wasnt, isnt, arent, dont you, nobody, no one, none, nothing, nowt",
        Part.ACT: (
            # What was asked.
            "send*, sent, share*, sharing, pass, passed, passing, give, gives, giving, given, hand, handing, handed, forward*, submit*, proceed*, go, going, release*, disclose*, process*, contact*, let, letting,"
            " allow*, permit*, do, press that, press it, press yes,"
            # Agreeing to it.
            " agree*, consent*, accept*, approv*, authoris*, grant*, happy, ok, okay, fine, comfortable, comfy, keen, willing, work for, works for, suit*, feel right, feel good, sign, sign up, interested, prepared, ready, cool, alright"
        ),
        Part.NAMED: "number, mobile, phone, email, address, name, contact details, contact info",
        Part.AROUND: ", ".join(
            (
                # Who, what and to whom.
                (
                    "i, id, ill, im, ive, we, wed, weve, me, my, mine, our, ours, us, you, u, your, yours, ur, youre, youd, youll, youve, they, them, their, theyre, it, its, this, that, thats, these, those, one, the idea, anymore, more, he, she, wife,"
                    " husband, partner, family, anyone, anybody, someone, somebody, everyone, people, any, all this, both, anything, some, something, detail, details, data, info, information, stuff, personal, terms, thing, things, agent, agents,"
                    " agency, estate agent, estate agents, company, companies, office, team, guys, anywhere, elsewhere, strangers, third party, third parties, permission, my consent, your consent, phone calls, cup of tea, bro, bruv, fam, mate, love, luv, dear, hun, hen, pal, lad, sir, madam, maam, siree, jose,"
                    # What joins them, and what somebody does about it.
                    " because, cos, coz, cus, as, since, of, by, along, between, to, for, with, on, from, over, across, through, in, off, out, away, up, around, about, further, ahead, into, a, an, the, and, or, be, being, been, am, was, must, going to, going to be, gonna,"
                    " let me, lets, let us, keep*, kept, leave, leaving, want*, wish, like, need, have, having, has, had, get, gets, getting, got, see, seeing, tell*, show*, use, using, storing,"
                    " trust*, dare, doing, done, continue, continuing, carry, carrying, bother*, happen, happening, fancy, dream, involve*, asked, making, take, taking, taken, moving forward, going forward, able, decided, decision, pester*, hassle*, spammed,"
                    # How firmly.
                    " even, so, just, only, really, actually, honestly, quite, very, much, too, either, most, happier, maybe, perhaps, probably, possibly, definitely, defo, def, simply, absolutely, certainly, totally, completely, strongly, firmly, politely, respectfully,"
                    " of course, rather, sooner, better, best, bloody, flipping, flippin, prefer*, way, chance, chances, hell, likely, honest, deal, ever, again, after all, at all, all the same, a bit, in the slightest, think, thinking,"
                    " feel*, say, saying, said, answer, answers, consider*, in a million years, in my life, on your life,"
                    # When.
                    " now, right now, atm, moment, minute, at present, point, stage, at, today, tonight, tomorrow, yet, time, week, while, already,"
                    # To be polite.
                    " afraid, sorry, apologies, please, pls, plz, thanks, thank you, thankyou, thx, tx, ty, ta, cheers, many thanks, thanks a lot, kindly, appreciate*, thank u, soz, prefer it if, prefer if, rather it if, if its all the same, unfortunately, necessary, kind, offer, asking, asked, here, there, hi, hiya, hello, hey, x, lol,"
                    " haha, oh, um, er, erm, hmm, well, then, though, tho, anyway, tbh, tbf, stop, looking, browsing, curious, being nosy"
                ),
                "are, is, would, will, can, could, should, shall, may, were",
                *(
                    f"im {well}, i am {well}, were {well}, youre {well}, your {well}, ur {well}, yer {well}"
                    for well in ("good", "fine", "ok", "okay", "alright", "all right")
                ),
            )
        ),
        Part.BUT: "but",
        Part.TURN: ", ".join(
            (
                *(
                    f"{verb} {who}"
                    for verb in (
                        "can",
                        "cant",
                        "could",
                        "couldnt",
                        "is",
                        "isnt",
                        "are",
                        "arent",
                        "will",
                        "wont",
                        "would",
                        "wouldnt",
                        "havent",
                    )
                    for who in ("you", "they", "it", "that", "he", "she", "this", "my", "there", "anyone", "someone")
                ),
                (
                    "dont they, do they, do you, dont you think, may i, can i, could i, should i, do i, cant see, either way, like the present, as long as, so long as, provided, providing, except, unless, if, until, till, wait, hang on, hold on, wrong, right, change, changed, correct, mistake, typo,"
                    " should be, mean, meant, instead, question, possible, whether, why, or not, or no, sure, whatever, well i never, dont stop,"
                    " not well, been better, no bother, nae bother, cant say, cant say no, wouldnt say no, problem*, worries"
                ),
            )
        ),
    }
)
_FINE = {
    "says that it is right": (
        "correct, right, thats right, that is right, its right, it is right, thats correct, that is correct, its correct, it is correct, true,"
        " thats true, accurate, thats accurate, that is accurate, its accurate, it is, it is indeed, indeed, exactly, spot on, thats it, thats me,"
        " all correct, all right, alright, all accurate, all there, everything is right, everything is correct, everythings right,"
        " everythings correct, everything is fine, everythings fine, everything is ok, everythings ok, they are, they are right, confirmed,"
        " i confirm, confirm, i can confirm, verified"
    ),
    "is content with it": (
        "ok, okay, k, kk, fine, sure, good, great, perfect, perfick, lovely, brilliant, excellent, super, cool, grand, thats grand, ace,"
        " all good, all fine, all ok, all okay, all fine, all great, good to go, ready, sounds good, sounds right, sounds fine, sounds great,"
        " looks good, looks great, looks right, looks fine, looks ok, looks okay, looks correct, look good, look right, looks alright,"
        " that works, works for me, that will do, thatll do, that would be fine, thatd be fine, happy, im happy, happy with that, happy with this,"
        " happy with it, thats fine, that is fine, thats good, thats great, thats perfect, thats ok, thats okay, thats all fine, its fine,"
        " its good, its ok, its all good, its all fine, fine by me, nothing to change, nothing to add, nothing wrong, no changes, no mistakes, no corrections"
    ),
    "is how thumbs say yes": "hell yes, sure thing, y, yh, ye, yea, yeh, ya, yse, yws, ues, yez, okey, okie, yessir",
}
_ONWARD = {
    "goes on": (
        "send it, send them, send this, send, submit, submit it, go on, go ahead, go for it, carry on, crack on, lets go, lets do it, do it, continue, proceed,"
        " next, move on, on we go"
    )
}
_BESIDE_FINE = {
    "is about all of it": (
        "all, its all, thats all, everything, everythings, it is all, this is all, that is all, looks all, they all, the details, details, of it, of that,"
        " so far, here, there, to me, for me, by me, with me, with that, with it, i think, now then, off, away, this is, that looks,"
        " it looks, it all looks, everything looks, looks like its, it all, they look, details look, this all, that all, this looks, those are, these are"
    ),
    "is small talk": "x, lol, ty, thx, tx, cheers mate, nice, very good, very much, much, really, just, well, um, er, erm",
}

_TAKES = {"does what was suggested": "please do, go on, go ahead, change it, fix it, use that, use that one"}
_KEEPS = {
    "stays with what was typed, or says that it is wrong": "isnt, it isnt, its not, thats not, wrong, thats wrong, incorrect, not right, not correct, keep mine, keep it, keep that, keep my one, leave it, mine is right, mine is correct, mines right, as i typed, as typed, what i typed, what i wrote, i meant what i typed, didnt, i didnt"
}
_HEDGES = {
    "takes a yes back, in part at least": "almost, nearly, apart, except, but, however, unless, besides, only, bar, wait, hang, if, hmm, maybe, perhaps, probably, hold"
}
_NOTHING = {"says that there is nothing to say": "no, nope, nah, none, nothing"}
_BESIDE_NOTHING = {
    "may stand beside that": "thanks, thank, you, ta, cheers, sorry, not, really, else, to, add, at, all"
}

ASSENT = Assent(
    yes=listed(_YES),
    beside_yes=listed(_BESIDE_YES),
    fine=listed(_FINE),
    onward=listed(_ONWARD),
    beside_fine=listed(_BESIDE_FINE),
    takes=listed(_TAKES),
    keeps=listed(_KEEPS),
    hedges=listed(_HEDGES),
    nothing=listed(_NOTHING),
    beside_nothing=listed(_BESIDE_NOTHING),
    no=(_NO,),
)

_BY = "{0} only, only {0}, just {0}, only by {0}, just by {0}, by {0}, by {0} only, via {0}, {0} me, {0} please, prefer {0}, rather {0}, {0} is best"
_NO_CALLING = (
    "call",
    "calls",
    "calling",
    "ring",
    "ringing",
    "phone",
    "phoning",
    "phone calls",
    "be called",
    "be phoned",
    "be rung",
)
CONTACT = wishes(
    {
        Wish.EMAIL: ", ".join(_BY.format(how) for how in ("email", "emails", "an email")),
        Wish.TEXT: ", ".join(_BY.format(how) for how in ("text", "texts", "sms", "a text", "text message", "message")),
        Wish.EITHER: "email or text, text or email, email or a text, a text or email, emails or texts, texts or emails",
        Wish.NO_CALLS: "not by phone, not on the phone, not over the phone, "
        + ", ".join(
            f"{no} {calling}"
            for no in (
                "no",
                "dont",
                "do not",
                "never",
                "not",
                "not to",
                "without",
                "stop",
                "dont want",
                "rather not",
                "hate",
            )
            for calling in _NO_CALLING
        ),
        Wish.OTHERWISE: ", ".join(
            f"{no} {how}"
            for no in ("no", "dont", "do not", "not", "not by", "never")
            for how in ("email", "emails", "text", "texts", "sms")
        ),
    }
)
