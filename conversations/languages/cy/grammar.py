"""What people type in Welsh: phrases, names of questions, topics, small words. In lower case, without accents."""

from __future__ import annotations

from conversations.intents import Intent, Topic
from conversations.languages.catalogue import only

PHRASES = {
    Intent.BACK: (
        "nôl", "mynd yn ôl", "mynd nôl", "ewch yn ôl", "cwestiwn blaenorol", "y cwestiwn blaenorol", "cwestiwn diwethaf",
        "back", "go back",
    ),
    Intent.WHY: (
        "pam hynny", "pam felly", "i beth", "ar gyfer beth", "pam ydych chi'n gofyn", "pam dych chi'n gofyn",
        "pam dach chi'n gofyn", "pam mae angen hynny", "pam mae angen hwnna", "pam mae angen hwn", "pam mae angen hyn",
        "pam bod angen hynny", "pam ydych chi angen hynny", "pam dych chi angen hwnna", "pam dach chi angen hwnna", "why",
    ),
    Intent.HELP: ("help", "cymorth", "helpwch fi", "helpa fi", "sut mae hyn yn gweithio", "sut mae'n gweithio", "beth yw hwn",
                  "beth yw hyn", "beth ydi hwn"),
    Intent.CANCEL: ("stop", "stopiwch", "stopia", "canslo", "canslwch", "cancel", "gorffen", "rhoi'r gorau iddi",
                    "dw i eisiau stopio", "dwi isio stopio", "dim diolch stop"),
    Intent.RESTART: ("dechrau", "dechrau o'r dechrau", "o'r dechrau", "ailddechrau", "ail ddechrau", "cychwyn",
                     "cychwyn eto", "dechrau o'r newydd", "start", "restart", "start again"),
    Intent.RESUME: ("ymlaen", "parhau", "cario ymlaen", "mynd ymlaen", "dal ati", "carry on", "continue"),
    Intent.PRIVACY: ("preifatrwydd", "polisi preifatrwydd", "privacy", "gdpr"),
    Intent.WITHDRAW: (
        "tynnu'n ôl", "tynnu yn ôl", "tynnu fy nghaniatâd yn ôl", "dw i'n tynnu fy nghaniatâd yn ôl",
        "rwy'n tynnu fy nghaniatâd yn ôl", "dwi'n tynnu fy nghaniatâd nôl", "tynnu caniatâd nôl", "withdraw",
        "dwi eisiau tynnu'n ôl", "dwi isio tynnu'n ôl", "dw i eisiau tynnu fy nghaniatâd yn ôl",
    ),
    Intent.DELETE: ("dileu", "dileu popeth", "dileu fy nata", "dileu fy manylion", "dilëwch bopeth", "dilëwch fy nata",
                    "dilëwch fy manylion", "delete", "delete my data"),
    Intent.CLEAR: ("tynnu'r negeseuon", "dileu'r negeseuon", "dileu ein negeseuon", "clirio'r sgwrs"),
    Intent.MY_DATA: ("fy nata", "fy nata i", "beth ydych chi'n ei wybod amdana i", "beth sydd gennych amdana i", "my data"),
    Intent.TALK: (
        "siarad â rhywun", "siarad gyda rhywun", "siarad efo rhywun", "siarad â pherson", "siarad gyda pherson",
        "siarad efo person", "ga i siarad â rhywun", "ga i siarad gyda rhywun", "ga i siarad efo rhywun",
        "dw i eisiau siarad â rhywun", "dwi isio siarad efo rhywun", "person go iawn", "asiant", "human",
    ),
    Intent.ANOTHER: ("eiddo arall", "tŷ arall", "un arall", "another"),
    Intent.NO_REMINDER: ("peidiwch ag atgoffa", "peidiwch â'm hatgoffa", "dim nodyn atgoffa", "dim atgoffa"),
    Intent.SKIP: ("hepgorwch", "hepgor hwn", "sgip", "sgipio", "skip", "nesaf", "pasio", "gwell gen i beidio", "well gen i beidio",
                  "well gen i beidio â dweud", "mae'n well gen i beidio â dweud"),
    Intent.KEEP: ("cadw", "cadw fel y mae", "gadael", "gadewch e", "gadewch o", "dim newid"),
    Intent.LANGUAGE: ("iaith", "newid iaith", "newid yr iaith", "language"),
}  # fmt: skip

_RELATIVES = (
    r"(mam|dad|nhad|tad|rhieni|nain|taid|mam gu|mamgu|tad cu|tadcu|modryb|ewythr|chwaer|mrawd|brawd|merch|mab|ffrind"
    r"|nghymydog|nghymdoges|ngwr|ngwraig)"
)
"""As they stand after "fy"."""

_COSTS = (
    r"am ddim|free|rhad|costio|gostio|chostio|cost|gost|chost|talu|dalu|thalu|tal|dal|dalfa|catsh|gatsh|rhwymedigaeth"
    r"|ymrwymiad|ymrwymo"
)
"""Words of questions about what something costs, or commits one to."""
_FUNCTION = (
    r"a|ac|ai|ar|o|e|hi|i|y|yr|yn|n|r|na|on|hin|neu|os|beth|be|faint|mae|maen|maer|ma|man|oes|unrhyw|ydy|ydi|ydyr|ydir|ydw|yw|ywr|dio|fydd|fyddr"
    r"|bydd|fydda|ydan|hwn|hyn|hynny|hynn|hwnn|mi|fi|imi|ifi|in|ni|raid|rhaid|gorfod|rhywbeth|rywbeth|ie|iawn|plis|ond|felly|gyd|sydd|sy|rhyw|ga"
)
"""Words that say nothing of what a question is about."""
_THIS = r"amcangyfrif|prisiad|gwasanaeth|sgwrs|ffurflen|cwestiynau|gwestiynau|cwestiwn"
"""What this chat is called."""
_ABOUT_THIS = rf"{_FUNCTION}|{_THIS}|am|hollol|hwnna|diwedd"
_TAKES_LONG = r"hir|amser|cymryd|gymryd|cymyd|gymyd|cymrith|gymrith|para|bara|long"
_OF_THIS = rf"{_FUNCTION}|{_THIS}|pa|mor|neith|how|eto|llawer|lot|rhy"
TOPICS = {
    Topic.BEREAVED: (
        r"\b((wedi|bu|fu) (farw|marw)|profedigaeth|brofedigaeth|angladd|cynhebrwng"
        r"|(colli|golli|gollais i|collais i|gollon ni|collon ni) (mam|dad|nain|mamgu|taid|tadcu|fy (ngwr|ngwraig|mam|nhad|mrawd|chwaer))"
        r"|fy (niweddar|diweddar) \w+)\b"
    ),
    Topic.NO_CALLS: (
        r"\b(dim|heb|ddim (eisiau|isio|yn moyn|am gael)|(peidiwch|peidio|beidio) ag?) (\w+ )?(galwadau?|alwadau?|galwad|alwad|ffonio|galw)\b"
        r"|\b(dim ond|jyst|yn unig) (\w+ ){0,2}?(e ?bost\w*|tecst\w*|neges destun)\b|\b(e ?bost|tecst|neges destun) yn unig\b"
        r"|\b(ebostiwch|e bostiwch|tecstiwch) fi\b"
    ),
    Topic.FREE: only(_COSTS, _ABOUT_THIS),
    Topic.FOR_AGENCY: (
        rf"\b(?:{_COSTS}|am ddim|ffi(?:oedd)?|[cgh]?omisiwn|chomisiwn|biliau|filiau|fil|codi (?:tal|pres|arian)|treth|dreth|threth|[cg]anran"
        r"|y cant|[cg]yfreithiwr|chyfreithiwr|[td]enant\w*|thenant\w*|morgais|forgais|ocsiwn|arwerthiant|[cg]ytundeb|[pb]rynwyr?|tystysgrif|epc"
        r"|syrfewr)\b|\b(?:rhywun|rywun|chin) (?:\w+ )?(?:dod|galw|ymweld)\b"
    ),
    Topic.NEXT: (
        r"\bbe(?:th)? (syn|sydd yn|fydd yn|fyddn|sy n) (digwydd|dod)\b(?! i (fy|n|y|r)? ?(nata|data|manylion|ngwybodaeth|rhif))"
        r"|\bbe(?:th)? (sydd )?nesaf?\b"
        r"|\bpryd (fydd|fyddwch|bydd|byddwch|ga|gaf|fydda|wnewch|maer?)\b.*\b(ffonio|galw|cysylltu|clywed|glywed|cysyllt\w*)\b"
        r"|\bpryd (\w+ ){0,3}?(ga|gaf|cael|gael|fyddain cael|welai|wela|ffon\w*|galw|cysyllt\w*|clywed)\b(?!.*\b(agor|cau)\b)"
        r"|\bbeth (\w+ )?(os|pan|ar ol) (i )?(dwin|dw in|rwyn|i|fi) (cytuno|gytuno|dweud ie|deud ia)\b|\bbeth (wedyn|rwan|nawr)$"
    ),
    Topic.CHANGE_MIND: (
        r"\b(newid|newidiaf|newidia i) (fy|y)? ?(meddwl|marn)\b|\b[td]ynnu (fy )?(n?ghaniatad|caniatad) (yn )?ol\b"
        r"|\b(ga|gai|alla|allai|gaf|allaf|fedra|fedrai) (i )?(\w+ )?(ganslo|canslo|newid|dynnu|tynnu) (\w+ )?(wedyn|fy meddwl|meddwl|yn ol|nol|allan|hyn|hwn)\b(?! (iaith|enw))"
        r"|\bos (\w+ ){0,2}?newid (fy )?meddwl\b"
    ),
    Topic.WHO_SEES: (
        r"\bpwy (syn|sydd yn|fydd yn|syn mynd i|all|gaiff|sydd wedi) (gweld|gael|cael|weld|darllen)\b|\b(spam|sbam)\b"
        r"|\bdiogelu data\b"
        r"|\bdigwydd i (fy|y|n|r)? ?(nata|data|manylion|ngwybodaeth|rhif|atebion)\b|\bgyda phwy (fyddwch|ydych|dych|dach|byddwch)\b.*\brhannu\b"
        r"|\b(yn|n) (breifat|ddiogel|gyfrinachol|saff)$|\b(hynn?|hwn|hwnnw) (breifat|ddiogel|gyfrinachol|saff)\b"
        r"|\b(gwneud|neud|wneud) (gyda|efo|ar|a) ?(fy|n)? ?(nata|data|manylion|rhif|atebion|wybodaeth|ngwybodaeth)\b"
        r"|\b(rhannu|gwerthu) fy (nata|manylion|ngwybodaeth)\b|\bble mae\w* (.*n )?mynd\b"
        r"|\bpwy (\w+ ){0,3}?(gweld|weld|cael|gael|darllen|ddarllen|welith|geith|gaiff|wybod)\b"
        r"|^((ond|a) )*(i bwy|i ble|i le|ble|lle)\b.*\b(mynd|fynd|anfon|rhoi|roi|rhannu|basio|pasio|gyrru)\b"
        r"|\b(rhannu|rhannwch|rannu|gwerthu|werthu|pasio|basio|cadw|gadw|storio|gwneud|wneud|neud|defnyddio) (\w+ )?(gyda|efo|a|hefo|o)? ?(fy|n|yr?|ein|r)? ?(nata|data|manylion|ngwybodaeth|gwybodaeth|wybodaeth|rhif|rif|enw|atebion|nghyfeiriad|ebost|e bost)\b"
        r"|^(ydi|ydy|ydyr?|ydir?|yw|ywr|a yw|fydd|fyddr|dio)\b.*\b(saff|ddiogel|diogel|breifat|preifat|cyfrinachol|gyfrinachol)\b"
    ),
    Topic.ACCURATE: (
        r"\b(mae\w*|ma|yn|rhy|braidd|eitha) (\w+ ){0,2}?(isel|uchel)\b|\bpa mor (gywir|fanwl|ddibynadwy|sicr|dda|agos)\b|\b(dibynadwy|ddibynadwy|cywirdeb|accurate|reliable)\b"
        r"|^(ydyr?|ydir?|ywr?|a ywr?|fydd|fyddr)\b.*\b(amcangyfrif|ffigur|pris|ffigwr)\b.*\b(gywir|iawn)\b"
        r"|\b(o ble|sut|ole|lle) .*\b(ffigurau?|ffigyrau|amcangyfrif|rhifau|cyfrifo)n?\b"
        r"|\brhy (isel|uchel)\b|\bgwerth (llawer |mwy|llai)\w*\b"
        r"|\bmor (gywir|fanwl|ddibynadwy|sicr|agos)\b|\b(ydi|ydy|yw|dio|fydd)( (o|e|hi|hwn|hyn))?n? (yn )?(gywir|fanwl gywir|ddibynadwy|sicr)\b"
        r"|\bsut (\w+ ){0,3}?(cyfrif\w*|gyfrif\w*|gweithio (\w+ )?(allan|mas)|prisio|brisio|amcangyfrif\w*|penderfynu|gwybod)\b"
        r"|\bo (ble|le) (\w+ ){0,3}?(pris\w*|ffig\w*|rhif\w*|dod)\b"
        r"|\b(dibynnu|ddibynnu|ymddiried|trystio|drystio|credu|gredu) (ar|arno|ynddo|hwn|hyn|yn|y)\b|\b(prisiad|brisiad) (go iawn|swyddogol|ffurfiol)\b"
    ),
    Topic.HOW_LONG: (
        rf"{only(_TAKES_LONG, _OF_THIS)}"
        r"|\b(faint o gwestiynau|sawl cwestiwn)\b|\b(faint|llawer) (mwy|eto|sydd ar ol|sy ar ol)$|\b(faint|llawer|lot) (\w+ )?ar ol$"
        r"|\b(lot|llawer) mwy i n?g?wneud$|\b(lot|llawer) mwy i neud$|\bbron (iawn )?(yna|(a|wedi) (gorffen|bod))$"
        r"|\b(gorffen|orffen|ddod yn ol|dod n?ol|llenwi) (\w+ ){0,2}?(wedyn|fory|yfory|heno|nes ymlaen|rywbryd)$"
    ),
    Topic.WHO_ARE_YOU: (
        r"\bpwy (wyt ti|ydych chi|ydach chi|dych chi|dach chi|sy ma|syma|syn siarad|sydd yn siarad|sydd? y? ?tu ol|sydd yna|sydd yma|yw hwn|ydi hwn|ydy hwn)\b"
        r"|\b(chin|tin|chi yn|ti yn) (berson|robot|bot|beiriant|gyfrifiadur|real|fod dynol)\b|\b(chin|tin) (un )?go iawn\b"
        r"|\b(ai|ydy|ydi|yw) (hwn|hyn|o|e|hi|chi|ti)?n? ?(yn )?(robot|bot|berson|person|beiriant|peiriant|sgam|scam|twyll|joc)\b"
        r"|\b(gyda|efo) ph?wy\b.*\bsiarad\b|\bpwy\b.*\bsiarad (efo|gyda)\b|\b(hyn|hwn)n (sgam|scam|dwyll)\b"
        r"|\b(robot|bot|chatbot|berson|person|beiriant|peiriant|gyfrifiadur|cyfrifiadur|ddyn|dyn|fod dynol|bod dynol|ai|sgam|scam|twyll|dwyll) (go iawn )?(wyt ti|ydych chi|ydach chi|dach chi|dych chi)\b|\b(robot|bot|chatbot|berson|person|beiriant|peiriant|gyfrifiadur|cyfrifiadur|ddyn|dyn|fod dynol|bod dynol|ai|sgam|scam|twyll|dwyll) (ydi|ydy|yw|syn?|sydd) (hwn|hyn|yma|o|siarad|ateb)\b|\bpwy (syn|sy yn|sydd yn) (gofyn|ateb|ysgrifennu)\b"
        r"|\b((wyt ti|ydych chi|ydach chi|dach chi|dych chi)|tin|chin|ti yn|chi yn|hwnn|hynn|hwn yn|hyn yn|on) (n |yn |ydi )?(jest |jyst )?(robot|bot|chatbot|berson|person|beiriant|peiriant|gyfrifiadur|cyfrifiadur|ddyn|dyn|fod dynol|bod dynol|ai|sgam|scam|twyll|dwyll)\b"
        r"|\bpwy (wyt ti|ydych chi|ydach chi|dach chi|dych chi)\b|\bpa (gwmni|asiantaeth|swyddfa)\b|\b(cwmni|asiantaeth) go iawn\b|\b(siarad|sgwrsio) (\w+ )?(a|efo|gyda|hefo) (robot|bot|chatbot|berson|person|beiriant|peiriant|gyfrifiadur|cyfrifiadur|ddyn|dyn|fod dynol|bod dynol|ai|sgam|scam|twyll|dwyll)$"
    ),
    Topic.CURIOUS: (
        r"\b(chwilfrydig|chwilfrydedd)\b|\bo ran diddordeb\b|\b(dim ond|jyst|jest|mond) (yn )?(edrych|sbio|pori|busnesa|busnesu|trio)\b"
        r"|\bddim yn (bwriadu|meddwl|barod i|ystyried) (gwerthu|werthu|symud|gosod)\b(?!.*\b(gosod|gwerthu|rhent\w*|rent)\b)"
        r"|\b(dim ond|jyst|jest|mond) (\w+ ){0,2}?(gwybod|wybod|edrych|sbio|busnes\w*|fusnes\w*|chwilfrydig|pori)\b"
    ),
    Topic.NOT_MINE: (
        rf"\b(nid|nage|ddim|dim) (dyma |yw )?(fy|yn|n) ?(nhy|nghartref|fflat|eiddo)( i)?\b|\bar ran\b"
        rf"|\b(ty|dy|cartref|gartref|fflat|bwthyn|fwthyn|eiddo) fy {_RELATIVES}\b"
        rf"|\bty {_RELATIVES} (yw|ydy|ydi|dio|oedd)\b|\bnid fi (biaur?|biar?|ywr|ydyr|ydir|syn berchen|sydd biau|yw)\b"
        r"|\bddim yn berchen\b|\bddim yn (dy|eiddo|fflat|gartref) i (mi|fi)\b|\bnot my (house|home|property|flat)\b"
        rf"|\b(gwerthu|werthu|gosod|osod|hwn|hyn|hwnn|hynn) (ydi |yw |yn )?(ty|dy|cartref|gartref|fflat|bwthyn|eiddo) (fy )?{_RELATIVES}\b"
        r"|\bnid (fi|ni) (sy )?biau\b|\b(dim|nid) (fy|yn) (nhy|eiddo|fflat|nghartref)\b"
    ),
    Topic.WHY_PHONE: (
        r"\bpam\b.*\b(rhif|rif|ffon|ffonio|symudol|number)\b|^(fyddwch|fydd|ydych|ydach|dych|dach|wnewch)\b.*\b(ffonio|galw)\b"
        r"|\b(ydyn|fyddan|ydy|ydi) (nhw|rhywun) (\w+ ){0,3}?(ffonio|galw)\b|\b(fyddwch|fydd|newch|wnewch|dach|ydych|pwy) (\w+ ){0,3}?(ffonio|galw|poeni|plagio|mhoeni)\b"
    ),
    Topic.TALK: (
        r"\b(beth|be) (yw|ydy|ydi) (eich|ych|dy) (rhif|rif|ffon|ebost|e bost|cyfeiriad|nghyfeiriad)\b|\boriau (agor|swyddfa|gwaith)\b"
        r"|\b(ble|lle) (mae|maer|ma|mar) (eich |ych |dy |y |r )?(swyddfa|cangen|gangen)\b|\b(ydych|ydach|dych|dach) (chin|chi yn) ar agor\b"
        r"|\bpryd .*\b(agor|cau)\b|"
        r"\b(siarad|sgwrsio|cael gair) (a|ag|ar|gyda|gydar|efo|efor|hefo) ?(r )?(rhywun|person|pherson|pobl|phobl|dyn|swyddfa|staff|tim"
        r"|asiant|bod dynol|un or|neb)\b|\b(ffoniwch|ffonia|galwch|galwa|rhowch ganiad|rhowch alwad) (fi|i mi|i fi|yn ol|nol)\b"
        r"|\b(all|allai|fedr|gall|oes) (rhywun|rywun) (\w+ ){0,2}?(ffonio|galw|siarad|yna|ar gael|helpu)\b|\bwell gen i (siarad|ffonio|sgwrsio)\b"
        r"|\b(rhowch|rho|roi) (\w+ )?(ring|ganiad|alwad)\b|\b(isio|eisiau|moyn|angen) (siarad|sgwrsio|gair|person|dyn|rhywun)\b(?! cymraeg)"
        r"|\b(oes|sgynnoch|sgennych|gynnoch|be(th)?) (\w+ ){0,2}?(rhif ffon|rif ffon|eich rhif|ych rhif)\b"
    ),
    Topic.WHY: (
        r"^((ond|a|sori) )*(pam|i beth)\b|\bbe(?:th)? (ydw|dw|rydw) in cytuno\b|\bbeth os (na|nad|wrthodaf|dw i ddim|dwi ddim)\b"
        r"|^((ond|a) )*(oes|rhaid|raid)( na)? ?(rhaid|raid|angen)?( (i mi|i fi|imi|ifi))? (ateb|roi|rhoi|ddeud|ddweud|deud)\b|\b(yn|n) (angenrheidiol|hanfodol)\b"
        r"|\bi beth\b|\bpam (mae|ma|dach|dych|ydych|wyt|bod|gofyn|angen|isio|eisiau|rhaid)\b"
    ),
    Topic.DELETE: (
        r"\b(dileu|ddileu|dilewch|dilea|delete|gwaredwch|cael gwared ar|cael gwared o) (fy|fi|y|yr|popeth|bopeth|hyn|hwn|hwnna|cwbl|cyfan"
        r"|my|it|everything|nata)\b|\banghofi(o|wch) (fi|amdana i|amdanaf)\b"
        r"|\b(dileu|ddileu|cael gwared) (\w+ ){0,2}?(nata|data|manylion|ngwybodaeth|popeth)\b"
    ),
    Topic.AGAIN: (
        r"\bfaint oedd (o|e|hi|hwnna|y|yr)\b|\b(ailadrodd\w*|ailanfon\w*)\b|(?<!peidiwch ag )\b(anfon|dangos|dweud|deud|dywed|dwed|gofyn)(wch|a)?( \w+){0,4} eto\b"
        r"|\bbe(th)? oedd (y|yr) (pris|ffigwr|ffigur|amcangyfrif|cwestiwn)\b"
    ),
}  # fmt: skip

CONCEPTS = {
    Topic.FOR_AGENCY: (
        r"(?:ch?|g)ost\w*|[td]alu|am ddim|ffi(?:oedd)?\b|[bf]il\b|anfoneb|comisiwn",
        r"arian|pres|faint|punt|bunt|rhad|tal|dal",
    ),
    Topic.WHO_SEES: (
        r"(?:n|d)ata|manylion|gwybodaeth|wybodaeth|breifat|preifat|ddiogel|diogel|saff|[sz]bam|spam|cyfrinach\w*|gyfrinach\w*|r(?:h)?annu",
        r"pwy|gweld|weld|darllen|cadw|gadw|mynd|fynd|ble|lle|rhif|anfon",
    ),
    Topic.WHY_PHONE: (
        r"fy ffonio|fyn ffonio|ffonio (?:fi )?(?:o hyd|bob)|poeni|mhoeni|plagio|haslo|galwadau|alwadau",
        r"ffon\w*|galw|rhif|rif",
    ),
    Topic.ACCURATE: (
        r"(?:c|g)ywir|sicr|(?:dd?)ibyn\w*|trystio|(?:g|c)redu|(?:g|c)yfrif\w*|amcan\w*|syrf\w*|gweithio (?:\w+ )?allan",
        r"sut|pris|bris|ffig\w*|gwybod|cael|gwerth|werth|go iawn|dod|seili\w*",
    ),
    Topic.HOW_LONG: (
        r"cwestiynau|gwestiynau",
        r"gorffen|orffen|ar ol|bron|cwestiwn",
    ),
    Topic.WHO_ARE_YOU: (
        r"robot|bot\b|cyfrifiadur|gyfrifiadur|(?:p|b)eiriant|dynol|sgam|scam|(?:t|d)wyll|gpt",
        r"person|berson|cwmni|gwmni|go iawn|pwy|wyt ti|dach chi|ydych chi|ateb",
    ),
    Topic.TALK: (
        r"siarad|sgwrs\w*|swyddfa|cyfarfod|gair efo|gair gyda",
        r"rhywun|rywun|person|berson|lein|agor|ffonio|staff|tim|galwad|roi",
    ),
    Topic.NEXT: (
        r"nesa\w*|be(?:th)? wedyn",
        r"wedyn|digwydd|pryd|rwan|nawr",
    ),
    Topic.CHANGE_MIND: (
        r"difaru|ddifaru|newid (?:fy )?meddwl|(?:t|d)ynnu (?:yn )?(?:ol|nol)",
        r"canslo|ganslo|newid|nol|stopio|os",
    ),
    Topic.WHY: (
        r"pam|i beth\b|i be\b|rhaid|raid|diben|pwrpas|rheswm|angen",
        r"pwysig|bwysig|ots|fusnes",
    ),
    Topic.DELETE: (
        r"dileu|ddileu|dilea|gwared",
        r"anghofi\w*|cadw",
    ),
}
"""Beginnings of words that tell what a question is about, and words that hint at it."""

# And of a request: "I'd like to talk to somebody".
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

CALLED = frozenset(
    {
        "cymraeg",
        "yn gymraeg",
        "welsh",
        "walijski",
        "po walijsku",
        "speak welsh",
        "siarad cymraeg",
        "siaradwch gymraeg",
    }
)
"""How people name the language, in any of the languages."""

HINTS = frozenset(
    (
        "helo shwmae bore prynhawn diolch eisiau isio moyn gwerthu osod gosod ty fflat dw dwi rydw rwyn ydw ydych ydi ydy mae beth pryd sut pam "
        "faint fy eich chi ystafell wely cymraeg siarad oes gen cyfeiriad rhif ac"
    ).split()
)
"""Common words that only it has."""
