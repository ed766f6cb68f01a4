"""Welsh, as spoken to homeowners in Wales.

The agency's name is put in as it is, so no sentence has it after a word that would mutate it (yn) or that changes before a
vowel (a, â, gyda).
"""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType

from conversations.answers import appointment, phone
from conversations.answers.name import MISSING
from conversations.answers.reading import Value
from conversations.intents import Intent, Topic
from conversations.languages.catalogue import Catalogue, only
from conversations.lead import Name, Range

_SENTENCES = {
    # The agency where no name is set.
    "agency": "swyddfa'r gwerthwyr tai",
    # Starting
    "greeting": (
        "Helo, cynorthwyydd awtomatig {agency} ydw i. Atebwch {steps} cwestiwn byr, ac fe ddangosaf amcangyfrif cyfrifiadurol ar "
        "gyfer eich eiddo, i'w werthu neu i'w osod. Mae'r cyfan am ddim. Bydd angen rhif ffôn; fydd dim byd yn mynd at ein "
        "tîm nes i chi gytuno."
    ),
    "greeting.vendor": (
        "Helo, cynorthwyydd awtomatig {agency} ydw i. Atebwch {steps} cwestiwn byr, ac fe ddangosaf amcangyfrif o'r pris y gallech "
        "ei gael wrth werthu eich eiddo. Mae'r cyfan am ddim. Bydd angen rhif ffôn; fydd dim byd yn mynd at ein tîm nes i "
        "chi gytuno."
    ),
    "greeting.landlord": (
        "Helo, cynorthwyydd awtomatig {agency} ydw i. Atebwch {steps} cwestiwn byr, ac fe ddangosaf amcangyfrif o'r rhent y gallech "
        "ei gael am eich eiddo. Mae'r cyfan am ddim. Bydd angen rhif ffôn; fydd dim byd yn mynd at ein tîm nes i chi "
        "gytuno."
    ),
    "greeting.begun": "Helo, cynorthwyydd awtomatig {agency} ydw i, ac fe ddangosaf amcangyfrif cyfrifiadurol ar gyfer eich eiddo. Mae'r cyfan am ddim. Bydd angen rhif ffôn; fydd dim byd yn mynd at ein tîm nes i chi gytuno.",
    "greeting.privacy": "Sut rydym yn defnyddio'ch atebion: {privacy_url}",
    "greeting.privacy_here": "Sut rydym yn defnyddio'ch atebion: anfonwch /privacy",
    "start.welcome_back": "Croeso'n ôl. Mae'ch atebion yma o hyd. Gallwch fwrw ymlaen, neu ddechrau eto.",
    "another.begin": (
        "Eiddo arall felly. Rwy'n cadw'ch enw, eich rhif ffôn a'ch e-bost; gallwch eu newid ar y diwedd."
    ),
    "fresh.next": "Pan hoffech gael amcangyfrif, pwyswch “Dechrau eto” neu anfonwch /start.",
    "reminder": "Mae'ch atebion yma o hyd, pryd bynnag yr hoffech chi fynd ymlaen. Dyma'r unig dro y byddaf yn eich atgoffa.",
    "no_reminder": "Iawn, fydda i ddim yn eich atgoffa.",
    "resumed": "Iawn, ymlaen â ni.",
    "progress": "**{step} o {steps}.** {question}",
    "right": "Iawn.",
    # Answers, as they are shown
    "answer.shown": "{answer}",
    "answer.noted": "{answer} ({note})",
    "answer.got": "{answer}, diolch.",
    "noted": "Dyma'r hyn rwyf wedi'i nodi:\n\n{answers}",
    "noted.answer": "• {answer}",
    # Sale or let
    "sale_or_let.ask": "Hoffech chi amcangyfrif o bris gwerthu'r eiddo, neu o'r rhent y gallech ei gael amdano?",
    "sale_or_let.why": "Er mwyn i mi wybod pa amcangyfrif i ofyn amdano: pris gwerthu, neu rent misol.",
    "sale_or_let.example": "Er enghraifft: “gwerthu”, neu “gosod ar rent”.",
    "sale_or_let.label": "Gwerthu neu osod",
    "sale_or_let.got": "{answer}.",
    "sale_or_let.choice.vendor": "Gwerthu",
    "sale_or_let.choice.landlord": "Gosod ar rent",
    # Name
    "name.ask": "Beth yw'ch enw?",
    "name.why": "Er mwyn i {agency} wybod gyda phwy maen nhw'n siarad. Enw cyntaf a chyfenw, os gwelwch yn dda.",
    "name.example": "Er enghraifft: “Marla Singer”.",
    "name.label": "Enw",
    "name.got": "Diolch, {first}.",
    # Phone
    "phone.ask": "Beth yw'r rhif ffôn gorau i gael gafael arnoch? Mae llinell dir yn iawn hefyd.",
    "phone.why": (
        "Er mwyn i {agency} drafod yr amcangyfrif gyda chi. Gallai galwad ddod yn fuan ar ôl i chi anfon eich atebion; does "
        "dim yn mynd eto. Dim ond {agency} fydd yn cael y rhif."
    ),
    "phone.example": "Er enghraifft: “07986 000000”, neu “+48 601 234 567” os yw'n rhif o dramor.",
    "phone.label": "Ffôn",
    "phone.got": "{answer}, diolch.",
    "keyboard.share": "Rhannu fy rhif",
    "contact.not_yours": (
        "Mae hwnnw'n edrych fel cerdyn cyswllt rhywun arall. Anfonwch eich rhif eich hun, os gwelwch yn dda, neu ei deipio."
    ),
    # Email
    "email.ask": "Beth yw'ch cyfeiriad e-bost?",
    "email.why": "Er mwyn i {agency} allu ysgrifennu atoch am yr amcangyfrif hwn. Dim byd arall, a dim cylchlythyrau.",
    "email.example": "Er enghraifft: “marla@example.com”.",
    "email.label": "E-bost",
    "email.got": "{answer}, diolch.",
    # Address
    "address.ask": "Beth yw cyfeiriad yr eiddo? Gyda'r cod post, os yw wrth law.",
    "address.why": (
        "Mae'r amcangyfrif ar gyfer yr union eiddo hwn. Cyfeiriad yr eiddo sydd ei angen arnaf, nid lle rydych chi'n byw."
    ),
    "address.example": "Er enghraifft: “123 Example Street, Derby”. Mae enw tŷ yn iawn hefyd.",
    "address.label": "Cyfeiriad",
    "address.got": "{answer}.",
    "address.with_postcode": "{address}, {postcode}.",
    # Postcode
    "postcode.ask": "Beth yw cod post yr eiddo?",
    "postcode.why": "Mae'r cod post yn dangos prisiau diweddar gerllaw, a pha dîm o {agency} all helpu.",
    "postcode.example": "Er enghraifft: “DE1 1JX”.",
    "postcode.find": "Mae ar unrhyw lythyr a anfonwyd i'r eiddo, ac mae chwiliwr cod post ar wefan y Post Brenhinol. Bydd eich atebion yn aros yma.",
    "postcode.new_build": "Dim cod post eto? Bydd un y safle yn gwneud y tro, neu un gerllaw. Fe nodaf mai bras yw e.",
    "postcode.label": "Cod post",
    "postcode.got": "{answer}.",
    # Bedrooms
    "bedrooms.ask": "Sawl ystafell wely sydd?",
    "bedrooms.why": (
        "Maint sy'n gwneud y gwahaniaeth mwyaf i'r pris. Cyfri'r ystafelloedd gwely yw'r ffordd gyflymaf o'i fesur."
    ),
    "bedrooms.example": "Er enghraifft: “3”, “tair” neu “stiwdio”.",
    "bedrooms.counts": (
        "Cyfrwch bob ystafell y mae rhywun yn cysgu ynddi, neu y gallai: ystafell focs neu lofft dim ond os byddech yn ei galw'n "
        "ystafell wely."
    ),
    "bedrooms.label": "Ystafelloedd gwely",
    "bedrooms.got": "{answer}.",
    "bedrooms.choice.0": "Stiwdio",
    "bedrooms.choice.1": "1",
    "bedrooms.choice.2": "2",
    "bedrooms.choice.3": "3",
    "bedrooms.choice.4": "4",
    "bedrooms.choice.5": "5",
    "bedrooms.choice.6": "6+",
    # Property type: "maisonette" and no Welsh word for it, as in the census's Welsh questionnaire
    "property_type.ask": "Pa fath o eiddo yw hwn?",
    "property_type.why": "Gall tŷ teras a fflat drws nesaf werthu am brisiau gwahanol iawn.",
    "property_type.example": "Er enghraifft: “tŷ pâr”, neu “fflat”. Os nad oes un yn addas, “rhywbeth arall”.",
    "property_type.label": "Math",
    "property_type.got": "{answer}.",
    "property_type.choice.detached": "Tŷ ar wahân",
    "property_type.choice.semi-detached": "Tŷ pâr",
    "property_type.choice.terraced": "Tŷ teras",
    "property_type.choice.flat": "Fflat neu maisonette",
    "property_type.choice.other": "Rhywbeth arall",
    # The title, if the agency asks for it
    "title.ask": "Pa deitl ydych chi'n ei ddefnyddio?",
    "title.why": "Er mwyn i {agency} eich cyfarch yn gywir. Gallwch hepgor hwn.",
    "title.example": "Er enghraifft: “Mrs”, “Mr” neu “Dr”.",
    "title.label": "Teitl",
    "title.got": "{answer}.",
    "title.empty": "Pwyswch deitl, neu hepgor.",
    "title.not_a_title": "Dydw i ddim yn adnabod y teitl hwnnw. Pwyswch un, neu hepgor.",
    "title.which": "Pa un ddylwn i ei nodi?",
    # Optional: a message
    "message.ask": "Oes rhywbeth y dylai {agency} ei wybod?",
    "message.why": "Beth bynnag sy'n eu helpu i baratoi: estyniad, prydles fer, pryd hoffech chi symud. Gallwch hepgor hwn.",
    "message.example": "Er enghraifft: “Cawsom droi'r atig yn ystafell y llynedd.”",
    "message.label": "Neges",
    "message.got": "Wedi'i nodi.",
    "message.empty": "Teipiwch eich neges, neu pwyswch hepgor.",
    "message.too_long": "Mae hynny'n hirach nag y gallaf ei anfon ymlaen: 255 o nodau. Allech chi ei fyrhau?",
    # Optional: when a call or visit suits
    "appointment.ask": "Pryd fyddai galwad neu ymweliad yn gyfleus i chi?",
    "appointment.why": "Er mwyn i {agency} gysylltu pan fydd yn gyfleus i chi. Gallwch hepgor hwn.",
    "appointment.example": "Er enghraifft: “bore Mawrth”, neu “yfory am 3”.",
    "appointment.label": "Pryd",
    "appointment.got": "{answer}, wedi'i nodi.",
    "appointment.empty": "Pwyswch amser, neu hepgor.",
    "appointment.not_understood": "Wela i ddim diwrnod yn hynny.",
    "appointment.weekend": "Mae'r swyddfa ar gau dros y penwythnos. Pa ddiwrnod gwaith fyddai'n gyfleus?",
    "appointment.too_far": "Mae hynny'n rhy bell i ffwrdd. Diwrnod o fewn y mis nesaf, os gwelwch yn dda.",
    "appointment.which_part": "Pa ran o'r dydd?",
    # Optional: the agency's own questions
    "own.ask": "{text}",
    "own.why": "Hoffai {agency} wybod. Gallwch hepgor hwn.",
    "own.example": "Pwyswch fotwm os oes un, neu atebwch mewn ychydig eiriau.",
    "own.label": "{text}",
    "own.got": "{answer}.",
    "own.empty": "Atebwch mewn ychydig eiriau, neu pwyswch hepgor.",
    "own.too_long": "Mae hynny'n hirach nag y gallaf ei anfon ymlaen: 200 o nodau. Allech chi ei fyrhau?",
    "own.not_a_choice": "Pwyswch un o'r botymau, neu hepgor.",
    "skipped": "Wedi'i hepgor.",
    "answer.skipped": "wedi'i hepgor",
    "skip.needed": "Mae angen yr ateb hwn arnaf ar gyfer yr amcangyfrif.",
    # Why an answer was not taken, or is offered back
    "sale_or_let.empty": "Dywedwch wrthyf: gwerthu, neu osod ar rent?",
    "sale_or_let.not_understood": "Mae'n ddrwg gen i, wnes i ddim deall hynny. Gwerthu, neu osod ar rent?",
    "sale_or_let.both": "Gallaf wneud y ddau, un ar ôl y llall. Pa un yn gyntaf?",
    "sale_or_let.undecided": "Does dim brys i benderfynu. Pa amcangyfrif hoffech chi gyntaf?",
    "sale_or_let.negated": "Dim ond i fod yn siŵr, pa un hoffech chi?",
    "sale_or_let.seeks_home": (
        "Dim ond ar gyfer cartref rydych chi'n berchen arno y gallaf roi amcangyfrif, i'w werthu neu i'w osod. I ddod o hyd "
        "i gartref i symud iddo, holwch {agency}."
    ),
    "name.empty": "Teipiwch eich enw cyntaf a'ch cyfenw, os gwelwch yn dda.",
    "name.no_last_name": "Ai “{answer}” yw'ch enw i gyd? Os hoffech roi eich cyfenw hefyd, teipiwch ef.",
    "name.no_first_name": "Ai dim ond “{answer}” ddylwn i ei nodi? Os hoffech roi eich enw cyntaf hefyd, teipiwch ef.",
    "name.which_order": "Ym mha drefn mae'r enw?",
    "name.too_long": "Mae hynny'n hirach nag y gallaf ei nodi: 50 llythyren ar y mwyaf i bob rhan o'ch enw.",
    "name.greeting": "Helo! Eich enw yn gyntaf: enw cyntaf a chyfenw, os gwelwch yn dda.",
    "name.question": "Cwestiwn i dîm {agency} yw hwnnw. Eich enw yn gyntaf, os gwelwch yn dda: enw cyntaf a chyfenw.",
    "name.swearing": "Digon teg. Pan fyddwch yn barod, bydd angen eich enw cyntaf a'ch cyfenw arnaf.",
    "name.email": (
        "Mae hynny'n edrych fel cyfeiriad e-bost; gofynnaf amdano mewn munud. Eich enw yn gyntaf, os gwelwch yn dda."
    ),
    "name.phone": "Mae hynny'n edrych fel rhif ffôn; gofynnaf amdano mewn munud. Eich enw yn gyntaf, os gwelwch yn dda.",
    "name.postcode": "Mae hynny'n edrych fel cod post; gofynnaf amdano mewn munud. Eich enw yn gyntaf, os gwelwch yn dda.",
    "name.has_digits": "Does dim rhifau mewn enw. Teipiwch eich enw cyntaf a'ch cyfenw yn unig.",
    "name.not_a_name": "Allwn i ddim darllen hynny fel enw. Enw cyntaf a chyfenw, os gwelwch yn dda.",
    "phone.empty": "Teipiwch eich rhif ffôn, os gwelwch yn dda, neu pwyswch “Rhannu fy rhif”.",
    "phone.not_a_number": "Wela i ddim rhif ffôn yn hynny. Mae rhif symudol neu linell dir yn iawn.",
    "phone.too_short": "Mae'r rhif hwnnw'n rhy fyr. Allech chi ei wirio? Mae gan rif yn y DU 10 neu 11 digid.",
    "phone.too_long": "Mae'r rhif hwnnw'n rhy hir. Allech chi ei wirio? Mae gan rif yn y DU 10 neu 11 digid.",
    "phone.not_in_use": "Dyw'r rhif hwnnw ddim yn cael ei ddefnyddio. Allech chi wirio'r digidau?",
    "phone.unknown": "Dydw i ddim yn dod o hyd i {answer} ymhlith y rhifau mewn defnydd; efallai ei fod yn rhy newydd. Ydy o'n iawn?",
    "phone.premium": "Mae'n costio mwy nag arfer i ffonio'r rhif hwnnw. Rhowch rif cyffredin: symudol neu linell dir.",
    "phone.short_code": "Rhif gwasanaeth byr yw hwnnw. Rhowch rif cyffredin: symudol neu linell dir.",
    "phone.several": "Gwelaf fwy nag un rhif. Pa un yw'r gorau?",
    "phone.polish": "Ai rhif o Wlad Pwyl yw hwn, {answer}? Mae gan rif yn y DU 10 neu 11 digid.",
    "email.empty": "Teipiwch eich cyfeiriad e-bost, os gwelwch yn dda.",
    "email.no_at": "Mae angen @ mewn cyfeiriad e-bost. Allech chi ei wirio?",
    "email.incomplete": "Mae rhywbeth ar goll yn y cyfeiriad e-bost hwnnw. Allech chi ei wirio?",
    "email.not_valid": "Dyw hwnnw ddim yn gweithio fel cyfeiriad e-bost. Allech chi ei wirio?",
    "email.too_long": "Mae hwnnw'n rhy hir i fod yn gyfeiriad e-bost. Allech chi ei wirio?",
    "email.misspelt_domain": "Ai {answer} oeddech chi'n ei feddwl?",
    "email.which_way": "Sut mae ysgrifennu hwnna, os gwelwch yn dda?",
    "email.several": "Gwelaf fwy nag un cyfeiriad. Pa un yw'r gorau?",
    "address.empty": "Teipiwch gyfeiriad yr eiddo, os gwelwch yn dda: rhif y tŷ a'r stryd, a'r dref.",
    "address.too_short": "Mae hynny braidd yn fyr. Rhif y tŷ a'r stryd, a'r dref, os gwelwch yn dda.",
    "address.too_long": (
        "Mae hynny'n hirach nag y gallaf ei nodi: 100 o nodau. Mae rhif y tŷ, y stryd a'r dref yn ddigon."
    ),
    "address.email": "Mae hynny'n edrych fel cyfeiriad e-bost. Cyfeiriad yr eiddo ei hun sydd ei angen arnaf.",
    "address.phone": "Mae hynny'n edrych fel rhif ffôn. Cyfeiriad yr eiddo sydd ei angen arnaf.",
    "address.only_postcode": "Dyna'r cod post; gofynnaf amdano nesaf. Rhif y tŷ a'r stryd yn gyntaf, os gwelwch yn dda.",
    "address.no_street": "Ym mha stryd mae'r eiddo? Rhif y tŷ a'r stryd, os gwelwch yn dda.",
    "address.no_number": "Wela i ddim rhif nac enw tŷ. Ai {answer} yw'r cyfeiriad llawn?",
    "address.corrected": "Ai {answer} oeddech chi'n ei feddwl?",
    "address.not_an_address": (
        "Allwn i ddim darllen hynny fel cyfeiriad. Rhif y tŷ a'r stryd, a'r dref, os gwelwch yn dda."
    ),
    "postcode.empty": "Teipiwch god post yr eiddo, os gwelwch yn dda.",
    "postcode.not_a_postcode": "Allwn i ddim darllen hynny fel un o godau post y DU. Allech chi ei wirio?",
    "postcode.outward_only": "Dyna'r hanner cyntaf. Mae angen y cod post cyfan arnaf.",
    "postcode.incomplete": "Mae diwedd y cod post ar goll. Allech chi ei wirio?",
    "postcode.overseas": (
        "Mae hwnnw'n edrych fel cod o dramor. Dim ond ar gyfer cartrefi yn y DU y gallaf roi amcangyfrif."
    ),
    "postcode.forces": "Cod post y lluoedd arfog yw hwnnw. Mae angen cod post yr eiddo ei hun arnaf.",
    "postcode.repaired": "Ai {answer} oeddech chi'n ei feddwl?",
    "postcode.unknown": (
        "Alla i ddim dod o hyd i {answer} yn fy rhestr; efallai nad yw codau newydd yno eto. Ai dyna'r cod cywir?"
    ),
    "postcode.several": "Gwelaf fwy nag un cod post. Pa un sy'n perthyn i'r eiddo?",
    "bedrooms.empty": "Teipiwch rif, neu pwyswch fotwm.",
    "bedrooms.not_a_number": "Wela i ddim nifer yr ystafelloedd gwely yn hynny.",
    "bedrooms.none": "Ai stiwdio yw hi, heb ystafell wely ar wahân?",
    "bedrooms.negative": "All y rhif ddim bod yn llai na sero. Sawl ystafell wely sydd?",
    "bedrooms.not_whole": "Dim ond rhif cyfan y gallaf ei nodi. Sawl ystafell wely ddylwn i ei chyfri?",
    "bedrooms.too_many": "Mae hynny'n fwy nag y gallaf ei nodi yma. Gwiriwch y rhif: 20 ar y mwyaf.",
    "bedrooms.several": "Pa rif ddylwn i ei nodi?",
    "bedrooms.box_room": "Ydy'r ystafell fach yn cyfri fel ystafell wely, gyda lle i wely ynddi?",
    "bedrooms.misspelt": "Ai {answer} sydd gennych mewn golwg?",
    "bedrooms.rooms": "Faint o'r ystafelloedd hynny sy'n ystafelloedd gwely, heb gyfri'r lolfa?",
    "property_type.empty": "Pwyswch fotwm, neu teipiwch y math o eiddo.",
    "property_type.not_understood": "Dydw i ddim yn adnabod y math hwnnw o eiddo. Pa un yw'r agosaf?",
    "property_type.which_kind": "Pa un o'r rhain yw hwn?",
    "property_type.link_detached": (
        "Tŷ wedi'i gysylltu drwy'r garej (“link-detached”): ei nodi fel tŷ ar wahân, neu fel tŷ pâr?"
    ),
    "property_type.studio": "Fflat yw stiwdio fel arfer. Ai fflat yw hon?",
    "property_type.unusual": "Byddwn i'n nodi “{note}” heb un o'r mathau arferol; efallai na fydd amcangyfrif cyfrifiadurol ar ei gyfer. Ai dyna sy'n iawn?",
    "property_type.several": "Pa un yw hwn?",
    # Review
    "review": "Ydy popeth yn iawn?\n\n{answers}",
    "review.answer": "{answer}",
    "review.which": (
        "Pa un hoffech chi ei newid? Pwyswch ef isod, neu dywedwch ei enw. Os yw'r cyfan yn iawn, pwyswch “Popeth yn iawn”."
    ),
    "review.why": "Er mwyn i'r amcangyfrif fod ar gyfer yr eiddo cywir, ac i alwad gyrraedd y person cywir.",
    "edit.current": "Ar hyn o bryd: {answer}.",
    "edit.changed": "Wedi'i newid: {answer}.",
    "answer.same": "Dyna sydd gen i'n barod.",
    "edited.same": "Gwelais eich bod wedi golygu neges; mae'r ateb yn aros yr un fath.",
    "edited.too_late": "Gwelais eich bod wedi newid neges gynharach. Mae'r hyn a anfonwyd yn aros fel yr oedd.",
    "edited.unknown": "Gwelais eich bod wedi newid neges gynharach, ond wn i ddim i ba ateb mae'n perthyn.",
    # Offering a reading: the questions before begin with "Ai", so the yes to them is "Ie"
    "pending.change": "{label}: ei newid i {answer}?",
    "pending.yes": "Ie, {answer}",
    "pending.one_of": "{answer}",
    "pending.keep": "Na, cadw {answer}",
    "pending.no": "Na, teipio eto",
    "pending.retype": "Iawn, teipiwch eto, os gwelwch yn dda.",
    "pending.last_name": "Beth yw'ch cyfenw, felly? Mae croeso i chi deipio'ch enw i gyd eto.",
    "pending.first_name": "Beth yw'ch enw cyntaf, felly? Mae croeso i chi deipio'ch enw i gyd eto.",
    # Consent
    "consent.ask": (
        "Eich caniatâd, os gwelwch yn dda. Ydych chi'n cytuno y caiff **{agency}** ddefnyddio'r manylion hyn i baratoi eich "
        "amcangyfrif, eu cadw yn eu system ymholiadau, a'ch ffonio, neu anfon neges destun neu e-bost atoch, am amcangyfrif "
        "yr eiddo hwn? Gallai galwad ddod yn fuan. Dim byd arall, a dim cylchlythyrau. Gallwch newid eich meddwl unrhyw "
        "bryd gyda /withdraw."
    ),
    "consent.details": "Manylion: {privacy_url}",
    "consent.details_here": "Manylion: /privacy",
    "consent.yes": "Ydw, rwy'n cytuno – anfonwch",
    "consent.no": "Nac ydw, peidiwch ag anfon",
    "consent.why": (
        "Mae'r gyfraith yn gofyn i chi gytuno'n glir cyn i {agency} gael eich manylion, ac rydym ninnau'n gofyn hynny hefyd. "
        "Heb hynny does dim yn cael ei anfon, a does dim amcangyfrif."
    ),
    "consent.unclear": (
        "Mae angen ateb clir arnaf yma, felly dydw i ddim wedi anfon dim byd. Does dim marchnata yn rhan o hyn beth bynnag "
        "fo'ch ateb. Pwyswch fotwm, neu teipiwch “ydw, rwy'n cytuno” neu “nac ydw”."
    ),
    "consent.changed": "Mae rhywbeth wedi newid ers y cwestiwn hwnnw, felly rwy'n gofyn eto. Does dim wedi'i anfon.",
    "declined": "Popeth yn iawn. Fydda i ddim yn anfon yr atebion hyn at neb.",
    "ended.declined.next": "Os newidiwch eich meddwl, gallwch fwrw ymlaen isod. Neu gallaf ddileu eich atebion nawr.",
    # Sending
    "sent.thanks": "Diolch. Rwy'n cyfrifo…",
    "sent.wait": "Rwy'n anfon eich manylion at {agency} ac yn aros am yr amcangyfrif. Bydd yr hyn a ddaw ohono yn ymddangos yma ohono'i hun.",
    "slow": "Rwy'n dal wrthi, un eiliad os gwelwch yn dda.",
    "delayed": "Mae hyn yn cymryd mwy o amser nag arfer. Mae'ch manylion yn ddiogel ac rwy'n dal i geisio: bydd yr hyn a ddaw ohono yn ymddangos yma ohono'i hun, a does dim angen i chi wneud dim.",
    "rejected": "Ni chafodd un ateb ei dderbyn ({label}): “{reason}”. Gadewch i ni ei gywiro.",
    "set_aside": "Allwn i ddim cael amcangyfrif cyfrifiadurol y tro hwn.",
    "set_aside.told": "Mae'ch manylion yn ddiogel, ac rwyf wedi rhoi gwybod i {agency}: gallant edrych ar y mater a chysylltu â chi.",
    "set_aside.untold": "Efallai nad yw'ch manylion wedi cyrraedd {agency}. I fod yn siŵr, cysylltwch â nhw.",
    "limit": (
        "Dim ond ychydig o geisiadau o un sgwrs y gallaf eu pasio ymlaen mewn diwrnod, ac mae'r nifer hwnnw wedi'i gyrraedd. **Nid "
        "yw'r un hwn wedi'i anfon.** Gallwch ei anfon yfory. Os na all aros, holwch {agency} yn uniongyrchol."
    ),
    # Estimate
    "estimate.sale": (
        "**Amcangyfrif o'r pris gwerthu: {range__minimum} i {range__maximum}**, ffigur canol {range__average}."
    ),
    "estimate.rent": (
        "**Amcangyfrif o'r rhent: {range__minimum} i {range__maximum} y mis**, ffigur canol {range__average}."
    ),
    "estimate.sale.too": "Pe bai'n well gennych werthu: {range__minimum} i {range__maximum}.",
    "estimate.rent.too": "Pe bai'n well gennych osod: {range__minimum} i {range__maximum} y mis.",
    "estimate.sale.caveat": (
        "Amcangyfrif gan gyfrifiadur yw hwn, nid arolwg na phrisiad ffurfiol: does neb wedi gweld eich cartref, a gallai ei "
        "gyflwr, estyniadau neu brydles ei newid. Peidiwch â dibynnu arno ar gyfer morgais, profiant na threth."
    ),
    "estimate.rent.caveat": (
        "Amcangyfrif gan gyfrifiadur ar gyfer y cartref cyfan yw hwn, nid addewid o rent: does neb wedi'i weld, a gallai ei "
        "gyflwr, y dodrefn, trwyddedu a'r galw ei newid."
    ),
    "estimate.made_up": "Ffigurau dychmygol yw'r rhain: prawf yw hwn, gyda rhifau wedi'u dyfeisio.",
    "estimate.what_next": "Mae'ch manylion gan {agency}, a gallant gysylltu â chi i drafod yr amcangyfrif.",
    "estimate.what_next.when": "Mae'ch manylion gan {agency}. Eu nod yw eich ffonio {when} i drafod yr amcangyfrif.",
    "promise": "Nod {agency} yw eich ffonio {when}.",
    "when.before": "heddiw cyn {time}",
    "when.today": "heddiw o {time} ymlaen",
    "when.tomorrow": "yfory o {time} ymlaen",
    "when.day": "{day} o {time} ymlaen",
    "estimate.none": "Mae {agency} wedi cael eich manylion. Does gan y cyfrifiadur ddim amcangyfrif ar gyfer yr eiddo hwn, a wna i ddim dyfeisio un: gall {agency} ddweud mwy wrthych.",
    # The picture of an estimate
    "picture.sale": "Amcangyfrif o'r pris gwerthu",
    "picture.rent": "Amcangyfrif o'r rhent misol",
    "picture.home": "{bedrooms}, {kind}, {street}",
    "picture.home.plain": "{bedrooms}, {street}",
    "picture.street": "{street}",
    "picture.foot": "Amcangyfrif cyfrifiadurol, {date}",
    "picture.stamp": "Dychmygol",
    "received.elsewhere": "Newyddion am {address}:",
    "received.withdrawn": "Roedd {agency} eisoes wedi cael eich manylion pan dynnoch eich caniatâd yn ôl. Rhowch y cyfeirnod {reference} os byddwch yn cysylltu â nhw.",
    "after.changed": "Cafodd eich atebion eu hanfon fel yr oeddent. Dywedwch wrth {agency} beth sydd wedi newid, neu gofynnwch am amcangyfrif arall isod.",
    "valued.next": "Beth hoffech chi ei wneud nesaf?",
    # Ending
    "cancelled": "Wedi stopio. Fydda i ddim yn anfon yr atebion hyn at neb.",
    "cancel.sent": "Mae'ch manylion wedi'u hanfon yn barod. I'w tynnu'n ôl, anfonwch /withdraw.",
    "cancel.nothing": "Does dim i'w stopio ar hyn o bryd.",
    "ended.cancelled.next": "Gallwch fwrw ymlaen o'r man lle roeddech chi, neu gallaf ddileu eich atebion nawr.",
    "withdraw.nothing": "Does dim i'w dynnu'n ôl, a fydda i ddim yn anfon unrhyw beth.",
    "withdraw.cancelled": "Wedi'i wneud. Rwyf wedi'i atal cyn iddo fynd, a fydd dim yn cael ei anfon.",
    "withdraw.reached": "Fydda i'n anfon dim mwy, ond efallai fod eich manylion gan {agency} yn barod. Dim ond nhw all ddileu eu copi; rhowch y cyfeirnod {reference} os byddwch yn cysylltu â nhw.",
    "staff_told.withdrawn": "Rwyf wedi dweud wrthynt eich bod yn tynnu'ch caniatâd yn ôl.",
    "staff_told.deleted": "Rwyf wedi dweud wrthynt am eich cais.",
    "staff_untold": "Alla i ddim dweud wrthynt o'r fan hon, felly dywedwch wrthynt eich hun, os gwelwch yn dda.",
    "ended.withdrawn.next": "Gallwch ddechrau eto unrhyw bryd, neu gallaf ddileu'r hyn sydd gen i o hyd.",
    "deleted": (
        "Rwyf wedi dileu popeth oedd gen i amdanoch yma. Mae'r negeseuon yn y sgwrs hon yno o hyd: gallaf dynnu rhai'r ddau "
        "ddiwrnod diwethaf nawr. Gallwch glirio'r gweddill eich hun: agorwch ddewislen y sgwrs a dewis “Clear history”."
    ),
    "cleared": (
        "Rwyf wedi gofyn i Telegram dynnu ein negeseuon o'r ddau ddiwrnod diwethaf. I glirio'r rhai hŷn, agorwch ddewislen y "
        "sgwrs a dewis “Clear history”."
    ),
    "deleted.agency_copy": "Efallai fod gan {agency} eu copi eu hunain, ac alla i ddim dileu hwnnw; rhowch y cyfeirnod {reference} os byddwch yn cysylltu â nhw.",
    "deleted.count": (
        "Mae un rhif yn aros am ddiwrnod: faint o geisiadau a ddaeth o'r sgwrs hon, fel na all neb foddi {agency}. Mae'n cael ei "
        "gadw dan god, heb ddim o'r hyn a ddywedoch wrthyf."
    ),
    # Asked in the middle
    "help": (
        "Rwy'n gofyn ychydig o gwestiynau ac yn dangos amcangyfrif cyfrifiadurol ar gyfer eich eiddo. Teipiwch eich ateb neu "
        "pwyswch fotwm. Gallwch fynd yn ôl unrhyw bryd, a does dim yn cael ei anfon nes i chi gytuno ar y diwedd."
    ),
    "help.commands": (
        "/back – un cwestiwn yn ôl\n/cancel – stopio\n/privacy – sut mae'ch atebion yn cael eu defnyddio\n/mydata – beth sydd "
        "gen i amdanoch\n/withdraw – tynnu'ch caniatâd yn ôl\n/delete – dileu'r hyn sydd gen i\n/language – iaith\n/start – "
        "dechrau"
    ),
    "privacy": (
        "{agency} sy'n penderfynu sut mae'ch atebion yn cael eu defnyddio: i baratoi eich amcangyfrif ac i gysylltu â chi "
        "amdano, os cytunwch. Maen nhw'n mynd at {agency} ac i'w system ymholiadau; Telegram sy'n cludo'r sgwrs hon. Rwy'n "
        "cadw ffurflen heb ei gorffen am {retention_days} diwrnod ar y mwyaf a phopeth arall am {kept_days} ar y mwyaf; {agency} "
        "sy'n dweud am faint mae'n cadw ei chopi."
    ),
    "privacy.page": "Yr hanes yn llawn: {privacy_url}",
    "privacy.rights": (
        "Gallwch weld beth sydd gen i gyda /mydata, newid ateb cyn iddo gael ei anfon, tynnu'ch caniatâd yn ôl gyda "
        "/withdraw, a'i ddileu gyda /delete. Am yr hyn sydd gan {agency}, gofynnwch iddyn nhw: cewch ei weld, ei gywiro neu "
        "ei ddileu, neu wrthwynebu ei ddefnyddio. "
        "Gallwch gwyno wrth Swyddfa'r Comisiynydd Gwybodaeth: ico.org.uk"
    ),
    "mydata": "Dyma'r atebion rydych wedi'u rhoi i mi:\n\n{answers}",
    "mydata.details": "Beth sydd ynddo:\n{details}",
    "mydata.link": "Y ddolen a ddilynoch: {code}",
    "mydata.count": "Nifer y ceisiadau o'r sgwrs hon o fewn diwrnod: {count}",
    "mydata.consent": "Eich caniatâd: {date}, geiriad {wording}",
    "mydata.kept": (
        "Rwy'n cadw hyn am {kept_days} diwrnod ar y mwyaf, ac mae /delete yn ei ddileu ar unwaith. Mae'r hyn a gafodd {agency} "
        "yn ei system ymholiadau ei hun."
    ),
    "mydata.unprocessed": "Mae neges gennych na allwn ei phrosesu yn cael ei chadw nes bydd ein peiriannydd wedi edrych arni: {text}",
    "mydata.unreadable": "Mae ymholiad gennych yma na all y fersiwn hon ohonof ei ddarllen. Gofynnwch i {agency} amdano.",
    "mydata.answer": "{label}: {answer}",
    "mydata.nothing": "Does gen i ddim un o'ch atebion.",
    "mydata.lead": "Cyfeirnod {reference}: {status}.",
    "lead.status.waiting": "yn aros i gael ei anfon",
    "lead.status.in_flight": "yn cael ei anfon",
    "lead.status.delivered": "wedi cyrraedd yr asiantaeth",
    "lead.status.rejected": "heb ei dderbyn eto, mae angen cywiro ateb",
    "lead.status.set_aside": "wedi'i roi o'r neilltu ar gyfer tîm yr asiantaeth",
    "lead.status.withdrawn": "wedi'i dynnu'n ôl",
    "talk.phone": "Gallwch ffonio {agency} ar {agency_phone}.",
    "talk.email": "Gallwch ysgrifennu at {agency_email}.",
    "talk.agency_url": "Gwefan {agency}: {agency_url}",
    "talk.unknown": (
        "Mae'n ddrwg gen i, does gen i ddim rhif ffôn y swyddfa i'w roi i chi. Mae'ch atebion yn aros yma, ac ar ôl i chi eu "
        "hanfon gall {agency} eich ffonio."
    ),
    "talk.open": "Mae'r swyddfa ar agor tan {time} heddiw.",
    "talk.closed": "Mae'r swyddfa ar gau ar hyn o bryd. Bydd rhywun yno {when}.",
    "topic.bereaved": "Mae'n ddrwg gen i glywed hynny. Does dim brys.",
    "topic.no_calls": (
        "Mae galwad, neges destun neu e-bost am yr amcangyfrif hwn yn rhan o'r hyn y byddwch yn cytuno iddo ar y diwedd, ac ni allaf "
        "adael un ohonynt allan. Os yw'n well gennych beidio â chael galwad, peidiwch â chytuno: wedyn does dim yn cael ei anfon."
    ),
    "topic.no_calls.sent": "Dywedwch wrth {agency} sut yr hoffech iddyn nhw gysylltu â chi. Mae /withdraw yn tynnu eich caniatâd yn ôl.",
    "topic.free": "Mae'r amcangyfrif hwn am ddim, ac nid yw'n eich ymrwymo i ddim.",
    "topic.for_agency": "Mater i {agency} ei ateb yw hwnnw; dim ond am yr amcangyfrif rwy'n gwybod.",
    "topic.who_sees": (
        "Dim ond {agency} a'u system ymholiadau sy'n gweld eich atebion, ar ôl i chi gytuno, a neb cyn hynny. Telegram sy'n "
        "cludo'r sgwrs hon. Mae mwy yn /privacy."
    ),
    "topic.again": "Mae'n uwch i fyny yn y sgwrs hon. Os yw wedi mynd oddi yno, gall {agency} ddweud wrthych.",
    "topic.accurate": (
        "Amcangyfrif bras yw hwn, wedi'i gyfrifo gan gyfrifiadur o brisiau gerllaw. Does neb wedi bod y tu mewn, felly gall y "
        "ffigur go iawn fod yn wahanol."
    ),
    "topic.how_long": "Mae fy nghwestiynau'n cymryd tua dwy funud i gyd. Gallwch hefyd stopio a dod yn ôl o fewn {retention_days} diwrnod.",
    "topic.who_are_you": "Cynorthwyydd awtomatig {agency} ydw i, rhaglen gyfrifiadurol. Pobl {agency} sydd y tu ôl i mi.",
    "topic.curious": (
        "Popeth yn iawn. Efallai y bydd {agency} yn cysylltu â chi am yr amcangyfrif; dywedwch “dim diolch” wrthynt."
    ),
    "topic.not_mine": (
        "Mae hynny'n iawn os ydych yn gweithredu ar ran y perchennog. Rhowch eich manylion cyswllt eich hun, a chyfeiriad yr "
        "eiddo."
    ),
    "topic.why_phone": "Efallai y bydd {agency} yn ffonio am yr amcangyfrif hwn, ac mae angen rhif ar eu system. Does dim yn cael ei anfon nes i chi gytuno ar y diwedd.",
    "topic.delete": "Anfonwch /delete, ac fe ddileaf yr hyn sydd gen i ar unwaith.",
    "topic.change_mind": (
        "Gallwch. Gallwch newid unrhyw ateb neu stopio cyn i ddim gael ei anfon, ac ar ôl hynny mae /withdraw yn tynnu eich caniatâd yn ôl."
    ),
    "topic.next": "Ar ôl i chi gytuno ar y diwedd, bydd yr hyn a ddaw ohono yn ymddangos yma, ac efallai y bydd {agency} yn cysylltu â chi amdano. Fydd dim yn digwydd cyn hynny.",
    "courtesy.greeting": "Helo!",
    "courtesy.here": "Ydw, rydw i yma.",
    "courtesy.same": "Wela i ddim ateb cynharach i hwn, felly teipiwch ef unwaith eto, os gwelwch yn dda.",
    "courtesy.thanks": "Croeso.",
    "courtesy.bye": "Hwyl am y tro.",
    "courtesy.later": "Does dim brys. Bydd eich atebion yn aros yma.",
    "courtesy.refusal": "Chi sydd i benderfynu. Mae ei angen arnaf ar gyfer yr amcangyfrif, serch hynny, a does dim yn cael ei anfon nes i chi gytuno ar y diwedd.",
    "courtesy.swearing": "Digon teg. Cymerwch eich amser.",
    "courtesy.question": "Cwestiwn i dîm {agency} yw hwnnw. Dim ond gyda'r amcangyfrif y gallaf i helpu.",
    "back.first": "Dyma'r cwestiwn cyntaf.",
    "back.nowhere": "Does dim cwestiwn i fynd yn ôl ato.",
    "unknown_command": "Dydw i ddim yn adnabod y gorchymyn hwnnw. Mae /help yn dangos y rhai rwy'n eu hadnabod.",
    "way_out": "Cymerwch eich amser. Gallwch hefyd siarad â'r swyddfa, neu stopio; does dim yn cael ei anfon.",
    "language.ask": "Ym mha iaith hoffech chi sgwrsio? Mae'ch atebion yn aros.",
    "language.only": "Rwy'n siarad {languages}. Mae /language yn newid yr iaith.",
    "language.offer": "Rwy'n siarad Cymraeg hefyd: pwyswch y botwm.",
    "language.changed": "Iawn, Cymraeg amdani.",
    "tap.too_late": "Mae'r cwestiwn hwnnw wedi cau: cafodd eich atebion eu hanfon fel yr oeddent, neu eu dileu.",
    "toast.noted": "Wedi'i nodi'n barod",
    "toast.sent": "Wedi'i anfon yn barod",
    "toast.outdated": "Mae'r botwm hwnnw o gwestiwn cynharach",
    "group": "Dim ond yn breifat rwy'n siarad am gartrefi pobl. Agorwch sgwrs breifat gyda mi, os gwelwch yn dda.",
    "apology": (
        "Mae'n ddrwg gen i, aeth rhywbeth o'i le yma gyda'ch neges ddiwethaf. Does dim wedi'i golli; anfonwch hi eto, os "
        "gwelwch yn dda."
    ),
    "apology.lost": (
        "Mae'n ddrwg gen i, rydw i wedi colli ble roedden ni. Anfonwch /start i ddechrau eto, neu /delete ac fe wna' i ddileu "
        "popeth sydd gen i."
    ),
    # Attachments
    "attachment.photo": "Diolch am y llun. Dim ond testun a botymau y gallaf eu darllen, serch hynny.",
    "attachment.voice": "Mae'n ddrwg gen i, alla i ddim gwrando ar negeseuon llais. Teipiwch eich neges, os gwelwch yn dda.",
    "attachment.video": "Mae'n ddrwg gen i, alla i ddim gwylio fideos. Teipiwch eich neges, os gwelwch yn dda.",
    "attachment.sticker": "Un da. Dim ond testun a botymau y gallaf eu darllen, serch hynny.",
    "attachment.location": "Mae'n ddrwg gen i, alla i ddim darllen lleoliadau. Teipiwch y cyfeiriad, os gwelwch yn dda.",
    "attachment.poll": "Mae'n ddrwg gen i, alla i ddim cymryd rhan mewn polau. Teipiwch eich ateb, os gwelwch yn dda.",
    "attachment.document": "Mae'n ddrwg gen i, alla i ddim agor ffeiliau. Teipiwch eich neges, os gwelwch yn dda.",
    "attachment.contact": "Diolch, does dim angen cerdyn cyswllt arnaf ar hyn o bryd.",
    "attachment.other": (
        "Mae'n ddrwg gen i, dim ond testun a botymau y gallaf eu darllen. Teipiwch eich neges, os gwelwch yn dda."
    ),
    # Buttons
    "button.back": "Yn ôl",
    "button.why": "Pam?",
    "button.cancel": "Stopio",
    "button.restart": "Dechrau eto",
    "button.resume": "Bwrw ymlaen",
    "button.withdraw": "Tynnu caniatâd yn ôl",
    "button.clear": "Tynnu ein negeseuon",
    "button.delete": "Dileu fy atebion",
    "button.talk": "Siarad â'r swyddfa",
    "button.another": "Eiddo arall",
    "button.no_reminder": "Peidiwch â fy atgoffa",
    "button.share": "Rhannu â ffrind",
    "button.keep": "Gadael fel y mae",
    "button.reviewed": "Popeth yn iawn",
    "button.skip": "Hepgor",
    "button.private": "Agor y sgwrs breifat",
    # Commands in the channel's menu
    "command.start": "Cael amcangyfrif",
    "command.back": "Un cwestiwn yn ôl",
    "command.help": "Sut mae hyn yn gweithio",
    "command.cancel": "Stopio",
    "command.privacy": "Sut mae'ch atebion yn cael eu defnyddio",
    "command.mydata": "Beth sydd gen i amdanoch",
    "command.withdraw": "Tynnu'ch caniatâd yn ôl",
    "command.delete": "Dileu'r hyn sydd gen i",
    "command.language": "Iaith",
}

# Welsh speakers mix in the English words that other bots have taught them.
_PHRASES = {
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
    Intent.REVIEWED: ("popeth yn gywir", "mae popeth yn iawn", "mae popeth yn gywir", "i gyd yn iawn", "cwbl yn iawn",
                      "mae'r cyfan yn iawn", "mae'r cwbl yn iawn", "edrych yn iawn", "mae'n iawn", "all correct"),
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
_TOPICS = {
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

_CONCEPTS = {
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
_ASKS = (
    r"(pam|beth|be|pwy|sut|pryd|ble|lle|pa|sawl|faint|am faint|i beth|gyda phwy|efo ph?wy|ydyr?|ydir?|ywr?|ydych|ydach|dych|dach"
    r"|wyt|allwch|allech|alla|allaf|allai|ga i|gai|gaf|gawn|fydd|fyddwch|fydda|wnewch|ai|oes (rhaid|tal|cost|gost|ffi|angen|modd"
    r"|unrhyw|rhywun)|oes na|\w+ neu \w+|(?:y?dan|y?dyn|ydyn) ni|dwin (?:gallu|cael)|a oes|a ywr?|a fydd|a allaf|hoffwn|(dw i|dwi|rwyn|rydw i) (eisiau|isio|isho|moyn|am) (siarad|gwybod|wybod|gofyn)"
    r"|ffoniwch|ffonia|galwch|why|what|who|how|is|are|can|do|does|will)\b"
)
_CHANGES = (
    r"\b(newid|newidiwch|newidia|anghywir|cywirwch|cywiro|gywiro|camgymeriad|gamgymeriad|gwall|wall|rong|wrong|change|typo"
    r"|gwahanol|wahanol|ddim yn wir|diweddaru|ddim yn gywir|nid ywn gywir|ddim yn iawn|nid ywn iawn)\b"
)

_OTHERS = (
    r"(?:(?:a|ac|hefyd|rwan|nawr|mae|gen|gyda|gan|i|fi|ni|ga|gawn|dwi|dw|eisiau|isio|moyn|hoffwn|allai|wneud|neud|gneud|gwneud|cael"
    r"|prisio|pris|brisio|am|ar|ei|yn) )*"
    r"(?:ty|dy|nhy|thy|fflat|eiddo|un|byngalo|bwthyn) (?:arall|gwahanol)\b"
)

_BACKS = (
    r"(?:(?:ga i|gai|gaf i|alla i|allai|plis|sori|dwi|dw i|rwyn|eisiau|isio|isho|moyn|am|angen|na|o) )*"
    r"(?:(?:mynd|ewch|dos|cer|awn|symud) (?:yn ol|nol|n ol)|yn ol|nol|y cwestiwn (?:blaenorol|diwethaf))\b"
)
_SMALL = """y yr r i at ar o am fy ei eich yn mae plis diolch sori cwestiwn gwestiwn cwestiynau cam eto ir newid os gwelwch dda""".split()

_SHORT = {
    "be": "beth", "di": "ydi", "dio": "ydi o", "ma": "mae", "dachi": "dach chi", "dychi": "dych chi", "ydachi": "ydach chi",
    "ydychi": "ydych chi", "wti": "wyt ti", "gai": "ga i", "allai": "alla i", "neud": "gwneud",
    "sgen": "oes gen", "sgenti": "oes gen ti", "sgynnoch": "oes gynnoch", "odd": "oedd", "isho": "isio", "isie": "isio",
}  # fmt: skip

# With the mutations that they are named in: "fy nghyfenw", "ei god post".
_MENTIONS = {
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

_TYPES = {
    "vendor": "Amcangyfrif gwerthu",
    "landlord": "Amcangyfrif rhent",
    "detached": "Tŷ ar wahân",
    "semi-detached": "Tŷ pâr",
    "terraced": "Tŷ teras",
    "flat-maisonette": "Fflat neu maisonette",
    "other": "Rhywbeth arall",
}


def _bedrooms(number: int) -> str:
    """The noun stays in the singular after a number, and "gwely" soft after the feminine "ystafell"."""
    return "Stiwdio" if number == 0 else f"{number} ystafell wely"


_DAYS = ("Llun", "Maw", "Mer", "Iau", "Gwe", "Sad", "Sul")
_MONTHS = ("Ion", "Chwe", "Maw", "Ebr", "Mai", "Meh", "Gorff", "Awst", "Medi", "Hyd", "Tach", "Rhag")
_PARTS = {"morning": "bore", "afternoon": "prynhawn", "evening": "gyda'r nos"}


_MONTHS_IN_FULL = ("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd",
                "Rhagfyr")  # fmt: skip


def _date(value: str) -> str:
    day = date.fromisoformat(value)
    return f"{day.day} {_MONTHS_IN_FULL[day.month - 1]} {day.year}"


_ON_DAY = ("ddydd Llun", "ddydd Mawrth", "ddydd Mercher", "ddydd Iau", "ddydd Gwener", "ddydd Sadwrn", "ddydd Sul")
"""On a day: the day's name softened."""


def _time(value: str) -> str:
    """A time of day: 9yb (y bore), 5.30yp (y prynhawn), with noon and midnight in words."""
    hour, minute = map(int, value.split(":"))
    if minute == 0 and hour % 12 == 0:
        return "hanner dydd" if hour == 12 else "hanner nos"
    return f"{(hour - 1) % 12 + 1}{f'.{minute:02}' if minute else ''}{'yb' if hour % 24 < 12 else 'yp'}"


def _when(value: str) -> str:
    day, first, end = appointment.parts(value)
    part = next((_PARTS[name] for name, hours in appointment.PARTS.items() if hours == (first, end)), f"{first}:00")
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}, {part}"


def _show(question: str, value: Value) -> str:
    match value:
        case Name(first, last, title):
            return " ".join(part for part in (title, first, last) if part and part != MISSING)
        case int():
            return _bedrooms(value)
        case _ if question == "phone":
            return phone.national(value)
        case _ if question == "appointment":
            return _when(value)
        case _ if question == "date":
            return _date(value)
        case _ if question == "time":
            return _time(value)
        case _ if question == "on_day":
            return _ON_DAY[date.fromisoformat(value).weekday()]
        case _ if question == "on_date":
            day = date.fromisoformat(value)
            return f"{_ON_DAY[day.weekday()]} {day.day} {_MONTHS_IN_FULL[day.month - 1]}"
        case _ if question == "kind":
            return _TYPES[value][:1].lower() + _TYPES[value][1:]
        case _ if question in ("sale_or_let", "property_type"):
            return _TYPES[value]
        case _:
            return value


def _money(figures: Range) -> dict[str, str]:
    return {
        "minimum": f"£{figures.minimum:,}",
        "average": f"£{figures.average:,}",
        "maximum": f"£{figures.maximum:,}",
    }


CATALOGUE = Catalogue(
    language="cy",
    name="Cymraeg",
    consent_version="cy-2026-11-23",
    sentences=MappingProxyType(_SENTENCES),
    phrases=MappingProxyType({intent: frozenset(phrases) for intent, phrases in _PHRASES.items()}),
    mentions=MappingProxyType(_MENTIONS),
    topics=MappingProxyType({topic: re.compile(pattern) for topic, pattern in _TOPICS.items()}),
    asks=re.compile(_ASKS),
    changes=re.compile(_CHANGES),
    called=frozenset(
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
    ),
    hints=frozenset(
        (
            "helo shwmae bore prynhawn diolch eisiau isio moyn gwerthu osod gosod ty fflat dw dwi rydw rwyn ydw ydych ydi ydy mae beth pryd sut pam "
            "faint fy eich chi ystafell wely cymraeg siarad oes gen cyfeiriad rhif ac"
        ).split()
    ),
    backs=re.compile(_BACKS),
    others=re.compile(_OTHERS),
    small=frozenset(_SMALL),
    short=MappingProxyType(_SHORT),
    concepts=MappingProxyType(
        {
            topic: (re.compile(rf"\b(?:{telling})"), re.compile(rf"\b(?:{hinting})\b"))
            for topic, (telling, hinting) in _CONCEPTS.items()
        }
    ),
    show=_show,
    money=_money,
)
