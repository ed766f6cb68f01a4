"""How people say yes and no in Welsh: every phrase under the reason why it is listed. English is heard as well.

Unlisted on purpose, at "Ydych chi am i mi anfon hyn?": iawn, ocê ("I have read it"), "anfonwch o" (what to do, with no word that agrees to it).
"""

from __future__ import annotations

from conversations.answers.consent import Assent, listed
from conversations.answers.contact_preference import Wish, wishes

_YES = {
    "says yes to “Ydych chi am i mi …?”, or to any question": "ydw, ie, ia, iep, cewch",
    "says yes and leaves no doubt": "wrth gwrs, yn bendant, yn sicr, ar bob cyfri, ar bob cyfrif",
    "agrees in so many words": (
        "cytuno, cytunaf, rwyn cytuno, dwin cytuno, dw in cytuno, rydw in cytuno, rydwin cytuno, dwin derbyn, rwyn derbyn, derbyniaf"
    ),
    "permits in so many words": "rwyn rhoi fy nghaniatad, dwin rhoi fy nghaniatad, dw in rhoi fy nghaniatad, mae gennych fy nghaniatad",
}
_POLITE = {
    "is polite": "diolch, diolch yn fawr, plis, os gwelwch yn dda, os gwelwch chi yn dda",
    "greets": "helo, shwmae, haia, bore da, prynhawn da",
}
_BESIDE_YES = {
    **_POLITE,
    "approves, which is too little alone": "iawn, oce, mae hynnyn iawn, maen iawn, popeth yn iawn, grêt, gwych, perffaith, da iawn, hapus i",
    "says to do what was asked": (
        "anfonwch, anfonwch o, anfonwch e, anfonwch ef, anfonwch hwn, anfonwch hyn, ewch ymlaen, ewch amdani, dangoswch, dangoswch fy amcangyfrif,"
        " dangoswch yr amcangyfrif"
    ),
    "says to what one agrees": "i hyn, i hynny, â hyn, â hynny, gyda hyn",
}
_NO = {
    "says no, to any question": "na, nage, nac ydw, nag ydw, dim diolch, dim o gwbl, ddim o gwbl, byth, yn bendant ddim, wrth gwrs ddim, na dw i ddim, na dwi ddim",
    "does not want it": (
        "dw i ddim eisiau, dwi ddim eisiau, dwi ddim isio, dw i ddim isio, dydw i ddim eisiau, dwi ddim yn moyn, gwell gen i beidio, well gen i beidio,"
        " mae’n well gen i beidio, byddai’n well gen i beidio, dwi ddim yn meddwl, dw i ddim yn meddwl, dw i ddim yn meddwl hynny"
    ),
    "does not want it done": "peidiwch, peidiwch ag anfon, peidiwch a anfon, peidiwch anfon, peidiwch â’i anfon, peidiwch â rhannu, peidio ag anfon, well peidio",
    "refuses": (
        "ddim yn cytuno, dw i ddim yn cytuno, dwi ddim yn cytuno, dydw i ddim yn cytuno, dydwi ddim yn cytuno, rydw i ddim yn cytuno,"
        " nid wyf yn cytuno, nid wyf i yn cytuno, anghytuno, dwin anghytuno, dw in gwrthod, dwin gwrthod, gwrthod, rwyn gwrthod"
    ),
    "does not want it now": "ddim nawr, ddim rwan, ddim heddiw, dim nawr, dim rwan, dim heddiw",
    "gives it up": "gadewch o, gadewch e, gadewch hi, wedi newid fy meddwl, dwi wedi newid fy meddwl, dw i wedi newid fy meddwl, rwyf wedi newid fy meddwl",
}
_BESIDE_NO = {
    **_POLITE,
    "speaks of what was asked": "o, e, ef, hwn, hyn, hynny, dim, dim byd, i neb, fy manylion, at neb, anfon, anfon o, anfon e, anfon hwn, anfon hyn",
    "makes it firmer or softer": "sori, mae’n ddrwg gen i, wir, ar hyn o bryd, wedi’r cyfan, yn anffodus",
}
_FINE = {
    "says that it is right": (
        "cywir, gywir, yn gywir, maen gywir, i gyd yn gywir, popeth yn gywir, mae popeth yn gywir, ydy, ydi, ydyn, ydi mae, ydy mae, yn union, dyna fo, dyna ni, dyna chi,"
        " dyna fe, hollol gywir, cwbl gywir, mae hynnyn gywir, cadarnhau, dwin cadarnhau, cadarnhaf, oes, do"
    ),
    "is content with it": (
        "iawn, yn iawn, maen iawn, mae popeth yn iawn, popeth yn iawn, popethn iawn, i gyd yn iawn, iawn i gyd, mae hynnyn iawn, oce, ok, edrych yn iawn, edrych yn dda,"
        " maen edrych yn iawn, cwbl yn iawn, maer cyfan yn iawn, maer cwbl yn iawn, maen edrych yn dda, perffaith, gwych, grêt, da iawn, hapus, dwin hapus, dim newid, bendigedig, ardderchog, swnion dda, dim byd iw newid"
    ),
    "goes on": "ymlaen, ewch ymlaen, anfonwch, anfonwch o, anfonwch e, nesaf, bwrw ymlaen, parhau",
}
_BESIDE_FINE = {
    "is about all of it": "popeth, i gyd, mae, maen, yn, hyn, hwn, hynny, hyn i gyd, gyda hynny, efo hynny, gyda fi, i mi, mor belled, fan hyn, y manylion",
}

ASSENT = Assent(
    yes=listed(_YES),
    beside_yes=listed(_BESIDE_YES),
    no=listed(_NO),
    beside_no=listed(_BESIDE_NO),
    fine=listed(_FINE),
    beside_fine=listed(_BESIDE_FINE),
)

_BY = "{0} yn unig, dim ond {0}, jyst {0}, trwy {0}, drwy {0}, dros {0}, {0} plis, well gen i {0}"
CONTACT = wishes(
    {
        Wish.EMAIL: ", ".join(_BY.format(how) for how in ("ebost", "e-byst")) + ", ebostiwch fi",
        Wish.TEXT: ", ".join(_BY.format(how) for how in ("tecst", "neges destun", "neges")) + ", tecstiwch fi",
        Wish.EITHER: "ebost neu neges destun, neges destun neu ebost, ebost neu decst",
        Wish.NO_CALLS: (
            "dim galwadau, dim galwad, dim galw, dim ffonio, heb ffonio, heb alwadau, peidiwch a ffonio, peidiwch ffonio, peidiwch a galw, ddim ar y ffon,"
            " ddim eisiau galwad, ddim eisiau galwadau, nid dros y ffon"
        ),
        Wish.OTHERWISE: "dim ebost, dim ebyst, dim e-byst, dim tecst, dim negeseuon",
    }
)
