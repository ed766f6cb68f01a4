"""How people say yes and no in English: every phrase under the reason why it is listed.

Unlisted on purpose, at "Shall I send this?": ok, fine, sure, great, a thumbs up ("I have read it"), y ("why" in text speak), "go ahead",
"send it", "please do" (what to do, with no word that agrees to it), "I suppose", "go on then" (grudging), "yeah right" (irony).
"""

from __future__ import annotations

from conversations.answers.consent import Assent, listed
from conversations.answers.contact_preference import Wish, wishes

_YES = {
    "says yes, to any question": "yes, yep, yup, yeah, aye",
    "says yes to “Shall I?” and leaves no doubt": "of course, absolutely, definitely, certainly, by all means",
    "agrees in so many words": (
        "agree, agreed, i do, i agree, i do agree, i fully agree, i hereby agree, i happily agree, i aggree, i consent, i do consent,"
        " i hereby consent, i accept, i do accept"
    ),
    "permits in so many words": (
        "i give consent, i give my consent, i give you my consent, i give permission, i give my permission, i give you permission,"
        " i give you my permission, you have my consent, you have my permission, youve got my consent, youve got my permission"
    ),
}
_POLITE = {
    "is polite": "please, pls, plz, thanks, thank you, thankyou, ta, cheers, thanks a lot, many thanks, thank you very much",
    "greets": "hi, hiya, hello, hey, hi there, hello there, hey there",
    "fills a pause": "oh, and, then",
    "calls somebody": "mate, love, hun, pal",
}
_BESIDE_YES = {
    **_POLITE,
    "approves, which is too little alone": (
        "ok, okay, sure, fine, great, good, perfect, lovely, brilliant, all good, thats fine, that is fine, thats ok, that is ok, thats okay,"
        " thats good, thats great, thats right, that is right, thats correct, fine by me, ok by me, fine with me, happy to, happy with that"
    ),
    "says to do what was asked": (
        "send, send it, send this, send that, send them, send it off, go ahead, go for it, please do, do it, do send it, lets go,"
        " show me, show my estimate, show me my estimate, show me the estimate"
    ),
    "says to what one agrees": "to this, to that, to it, with this, with that",
}
_NOT = (
    "dont",
    "do not",
    "wont",
    "will not",
    "never",
    "rather not",
    "rather you didnt",
    "prefer not to",
    "cant",
    "cannot",
)
_DOING = ("send", "share", "pass on", "agree", "consent", "accept", "proceed", "go ahead", "submit", "do", "want to send", "want to share",
          "want to go ahead", "want to agree")  # fmt: skip
_NO = {
    "says no, to any question": (
        "no, nope, nah, naw, never, negative, no way, not really, no thanks, no thank you, no chance, hell no, dont, please dont,"
        " absolutely not, definitely not, certainly not, of course not, not at all"
    ),
    "does not want it": (
        "i dont, i do not, i wont, dont want, dont want to, do not want to, dont want this, dont want that, dont want it,"
        " rather not, i would rather not, i would prefer not to, prefer not to, prefer not, not interested, not for me, not keen, dont think so, i think not, dont bother,"
        " rather leave it, no need"
    ),
    "does not want it done": ", ".join(f"{no} {doing}" for no in _NOT for doing in _DOING)
    + ", send nothing, not agreed, no consent",
    "refuses": "disagree, i disagree, refuse, i refuse, refused, decline, i decline, declined, reject, i reject",
    "does not want it now": "not now, not right now, not today, not this time",
    "gives it up": "leave it, forget it, forget about it, changed my mind, i have changed my mind, leave it there, leave it at that, call it off",
}
_BESIDE_NO = {
    **_POLITE,
    "speaks of who says it": "i, id, ill, im, ive, we, weve, wed, youre alright, youre ok, im good, im fine, im ok, im alright",
    "speaks of what was asked": (
        "it, this, that, them, anything, to this, to that, with this, with that, my details, my data, my info,"
        " the details, to anyone, to anybody, to them, with anyone, with anybody, with them"
    ),
    "makes it firmer or softer": (
        "not, so, just, really, actually, sorry, im sorry, no, after all, for now, right now, at the moment, today, im afraid, afraid, a lot, much,"
        " very much, all the same, anyway, ever, i think, x, lol, thx, ty, tho, though, well, um, er, hmm"
    ),
}
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
    "goes on": (
        "send it, send them, send this, send, submit, submit it, go on, go ahead, go for it, carry on, crack on, lets go, lets do it, do it, continue, proceed,"
        " next, move on, on we go"
    ),
}
_BESIDE_FINE = {
    "is about all of it": (
        "all, its all, thats all, everything, everythings, it is all, this is all, that is all, looks all, they all, the details, details, of it, of that,"
        " so far, here, there, to me, for me, by me, with me, with that, with it, i think, now then, off, away, this is, that looks,"
        " it looks, it all looks, everything looks, looks like its, it all, they look, details look, this all, that all, this looks, those are, these are"
    ),
    "is small talk": "x, lol, ty, thx, tx, cheers mate, nice, very good, very much, much, really, just, well, um, er, erm",
}

ASSENT = Assent(
    yes=listed(_YES),
    beside_yes=listed(_BESIDE_YES),
    no=listed(_NO),
    beside_no=listed(_BESIDE_NO),
    fine=listed(_FINE),
    beside_fine=listed(_BESIDE_FINE),
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
