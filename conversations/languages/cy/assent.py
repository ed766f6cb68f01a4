"""How people say yes and no in Welsh: every phrase under the reason why it is listed. English is heard as well.

Unlisted on purpose, at "Ydych chi am i mi anfon hyn?": iawn, ocê ("I have read it"), "anfonwch o" (what to do, with no word that agrees to it).
"""

from __future__ import annotations

from conversations.answers.consent import Assent, listed
from conversations.answers.contact_preference import Wish, wishes
from conversations.answers.refusal import Part, refusing

_YES = {
    "says yes to “Ydych chi am i mi …?”, or to any question": "ydw, ie, ia, iep, cewch",
    "says yes and leaves no doubt": "wrth gwrs, yn bendant, yn sicr, ar bob cyfri, ar bob cyfrif",
    "agrees in so many words": (
        "cytuno, cytunaf, rwyn cytuno, dwin cytuno, dw in cytuno, rydw in cytuno, rydwin cytuno, dwin derbyn, dw in derbyn, rwyn derbyn, derbyniaf"
    ),
    "permits in so many words": "rwyn rhoi fy nghaniatad, dwin rhoi fy nghaniatad, dw in rhoi fy nghaniatad, mae gennych fy nghaniatad, mae gennych chi fy nghaniatad, cewch anfon o, cewch anfon e, cewch ei anfon, cewch siwr",
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
_NO = refusing(
    {
        Part.NO: "na, nage, nac ydw, nag ydw, dim diolch, na dim diolch, dim ffiars, dim peryg, ocê na, iawn na",
        Part.REFUSAL: (
            "gwrthod*, ngwrthod, gadw hyn, gadw o, gadw e, gadw nhw, rhowch y gorau, rhoi gorau, anghytun*, gadewch o, gadewch e, gadewch hi, gadewch hyn, gadael o, gadael e, gadael hi, anghofiwch, newid fy meddwl, newid meddwl, cadwch, cadwch on, cadw fy, cadw o, cadw e, preifat, breifat, cyfrinachol,"
            " anghyfforddus, anhapus, amharod, yn erbyn"
        ),
        Part.NEGATION: "ddim, dim, peidiwch, peidio, beidio, paid, nid, byth, neb, nac, nag, sdim, dwim, dw im, dydw, dydwi, nad",
        Part.ACT: (
            # What was asked.
            "anfon*, hanfon, danfon, rhannu, rannu, rhannwch, rhoi, roi, rhowch, pasio, basio, gyrru, yrru, trosglwyddo, drosglwyddo, datgelu, ddatgelu, defnyddio, ddefnyddio, cysylltu, gysylltu, gwneud, wneud,"
            " mynd, fynd, gadael i, bwrw,"
            # Agreeing to it.
            " cytun*, gytun*, chytun*, derbyn, dderbyn, caniat*, ganiat*, nghaniat*, chaniat*, hapus, fodlon, bodlon, barod, parod, gyfforddus, cyfforddus, awyddus, diddordeb, ddiddordeb, siwtio"
        ),
        Part.NAMED: "rhif, ffôn, fy rhif, ebost, cyfeiriad, enw",
        Part.AROUND: (
            # Who, what and to whom.
            "i, fi, fy, mi, chi, ti, ni, nhw, ef, e, o, hi, fo, ei, eu, eich, hwn, hyn, hynny, hynna, rhain, unrhyw un, unrhyw, unrhyw beth, manylion, data, nata, gwybodaeth, wybodaeth, ngwybodaeth, personol, bersonol,"
            " asiant*, cwmni, swyddfa, pobl, ddieithriaid, dim byd, byd,"
            # What joins them.
            " eisiau, isio, isho, moyn, hoffi, hoffwn, dymuno, ymddiried, trystio, gael, cael, gweld, dangos, ddangos, does, angen, rhaid, gennych, mod, dweud, ateb, yw, gadw, cadw, dw, dwi, dwin, in, rydw, rwy, rwyf, rwyn, wyf, bod, fod, mae, maen, maer, byddai, byddain, byddwn, bydd, wnes, wna, wnaf, gen, gyda, efo, gan, n, yn, am, ar, at, a, ag, ai, âu, y, yr, ir, iw, er, ymlaen, drosodd,"
            " wedi, wedir, dyna, dyma,"
            # How firmly, when.
            " gwell, well, wir, gwbl, bendant, sicr, wrth gwrs, cyfan, efallai, falle, ella, meddwl, feddwl, credu, gredu, teimlo, diwedd, gwbl, gyfrif, nawr, rwan, rŵan, heddiw, eto, bryd,"
            " tro, heno, yfory, penderfynu, benderfynu,"
            # To be polite.
            " sori, ddrwg, anffodus, diolch, diolch yn fawr iawn, fawr, hun, iddi, iddo, am y cynnig, am gynnig, am ofyn, plis, os gwelwch yn dda, os gwelwch chi yn dda, helo, shwmae, wel"
        ),
        Part.BUT: "ond",
        Part.TURN: "gadewch i mi, gadewch i fi, heblaw, oni bai, os, nes, arhoswch, anghywir, newid, cywiro, camgymeriad, cwestiwn, yn lle, dylai",
    }
)
_FINE = {
    "says that it is right": (
        "cywir, gywir, yn gywir, maen gywir, i gyd yn gywir, popeth yn gywir, mae popeth yn gywir, ydy, ydi, ydyn, ydi mae, ydy mae, yn union, dyna fo, dyna ni, dyna chi,"
        " dyna fe, hollol gywir, cwbl gywir, mae hynnyn gywir, cadarnhau, dwin cadarnhau, cadarnhaf, oes, do"
    ),
    "is content with it": (
        "iawn, yn iawn, maen iawn, mae popeth yn iawn, popeth yn iawn, popethn iawn, i gyd yn iawn, iawn i gyd, mae hynnyn iawn, oce, ok, edrych yn iawn, edrych yn dda,"
        " maen edrych yn iawn, cwbl yn iawn, maer cyfan yn iawn, maer cwbl yn iawn, maen edrych yn dda, perffaith, gwych, grêt, da iawn, hapus, dwin hapus, dim newid, bendigedig, ardderchog, swnion dda, dim byd iw newid"
    ),
}
_ONWARD = {"goes on": "ymlaen, ewch ymlaen, anfonwch, anfonwch o, anfonwch e, nesaf, bwrw ymlaen, parhau"}
_BESIDE_FINE = {
    "is about all of it": "popeth, i gyd, mae, maen, yn, hyn, hwn, hynny, hyn i gyd, gyda hynny, efo hynny, gyda fi, i mi, mor belled, fan hyn, y manylion",
}

_TAKES = {"does what was suggested": "newidiwch"}
_KEEPS = {
    "stays with what was typed, or says that it is wrong": "anghywir, ddim yn iawn, ddim yn gywir, nid ywn iawn, nid ywn gywir, nid yw yn iawn, nid yw yn gywir, cadw, cadw fun i, cadwch, nac ydy, nac ydi, nac ydyn, nac oes, nag ydy, nag ydi, nag ydyn, nag oes, naddo"
}
_HEDGES = {"takes a yes back, in part at least": "heblaw, ond, bron, os"}
_NOTHING = {"says that there is nothing to say": "na, dim, nac"}
_BESIDE_NOTHING = {"may stand beside that": "oes, diolch, byd"}

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
