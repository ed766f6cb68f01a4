"""The sentences of the bot in Welsh, by key.

The agency's name is inserted unchanged, so no sentence has it after a word that would mutate it (yn) or that changes before a
vowel (a, â, gyda).
"""

SENTENCES = {
    # Name of the agency if none is set
    "agency": "swyddfa'r gwerthwyr tai",
    # Starting
    "greeting": "Helo, cynorthwyydd awtomatig {agency} ydw i. Mae amcangyfrif cyfrifiadurol am ddim ar gyfer eich eiddo yn cymryd dau funud, neu un neges sy'n dweud y cyfan.",
    "greeting.vendor": "Helo, cynorthwyydd awtomatig {agency} ydw i. Mae amcangyfrif cyfrifiadurol am ddim o'r pris y gallech ei gael wrth werthu eich eiddo yn cymryd dau funud, neu un neges sy'n dweud y cyfan.",
    "greeting.landlord": "Helo, cynorthwyydd awtomatig {agency} ydw i. Mae amcangyfrif cyfrifiadurol am ddim o'r rhent y gallech ei gael am eich eiddo yn cymryd dau funud, neu un neges sy'n dweud y cyfan.",
    "greeting.begun": "Helo, cynorthwyydd awtomatig {agency} ydw i. Fe ddangosaf amcangyfrif cyfrifiadurol am ddim ar gyfer eich eiddo.",
    "greeting.privacy": "Bydd angen eich rhif ffôn a'ch e-bost arnaf; anfonir dim nes i chi gytuno. Preifatrwydd: {privacy_url}",
    "greeting.privacy_here": "Bydd angen eich rhif ffôn a'ch e-bost arnaf; anfonir dim nes i chi gytuno. Preifatrwydd: /privacy",
    "start.welcome_back": "Croeso'n ôl. Mae'ch atebion yma o hyd. Gallwch fwrw ymlaen, neu ddechrau eto.",
    "another.sure": "A ddylwn i ddechrau amcangyfrif ar gyfer eiddo arall? Byddwn i'n cadw'ch enw, eich rhif ffôn a'ch e-bost, ac anfonir dim nes i chi gytuno.",
    "restart.sure": "A ddylwn i ddechrau eto o'r cwestiwn cyntaf? Byddwn i'n gofyn popeth o'r newydd.",
    "another.begin": (
        "Eiddo arall felly. Rwy'n cadw'ch enw, eich rhif ffôn a'ch e-bost; gallwch eu newid ar y diwedd."
    ),
    "fresh.next": "Pan hoffech gael amcangyfrif, pwyswch “Dechrau eto” neu anfonwch /start.",
    "reminder": "Mae'ch atebion yma o hyd, pryd bynnag yr hoffech chi fynd ymlaen. Dyma'r unig dro y byddaf yn eich atgoffa.",
    "no_reminder": "Iawn, fydda i ddim yn eich atgoffa.",
    "resumed": "Iawn, ymlaen â ni.",
    "progress": "**{left} ar ôl.** {question}",
    "right": "Iawn.",
    # Answers as shown
    "answer.shown": "{answer}",
    "answer.noted": "{answer} ({note})",
    "answer.got": "{answer}, diolch.",
    "noted": "Dyma'r hyn rwyf wedi'i nodi:\n\n{answers}",
    "noted.answer": "• {answer}",
    # Sale or let
    "sale_or_let.ask": "Ydych chi'n meddwl gwerthu, gosod, neu'r ddau?",
    "sale_or_let.why": "Er mwyn i mi wybod pa amcangyfrif i ofyn amdano: pris gwerthu, rent misol, neu'r ddau.",
    "sale_or_let.example": "Er enghraifft: “gwerthu”, “gosod ar rent”, neu “y ddau”.",
    "sale_or_let.label": "Gwerthu neu osod",
    "sale_or_let.got": "{answer}.",
    "sale_or_let.choice.vendor": "Gwerthu",
    "sale_or_let.choice.landlord": "Gosod ar rent",
    "sale_or_let.choice.both": "Y ddau, neu ddim yn siŵr eto",
    # Name
    "name.ask": "Beth yw'ch enw?",
    "name.why": "Er mwyn i {agency} wybod gyda phwy maen nhw'n siarad. Enw cyntaf a chyfenw, os gwelwch yn dda.",
    "name.example": "Er enghraifft: “Marla Singer”.",
    "name.label": "Enw",
    "name.got": "Diolch, {first}.",
    # Phone
    "phone.ask": "Beth yw'r rhif ffôn gorau?",
    "phone.why": (
        "Er mwyn i {agency} drafod yr amcangyfrif gyda chi. Gallai galwad ddod yn fuan ar ôl i chi anfon eich atebion; does "
        "dim yn mynd eto. Dim ond {agency} fydd yn cael y rhif."
    ),
    "phone.example": "Er enghraifft: “07986 000000”, neu “+48 601 234 567” os yw'n rhif o dramor.",
    "phone.label": "Ffôn",
    "phone.got": "{answer}, diolch.",
    "keyboard.share": "Rhannu fy rhif",
    "keyboard.placeholder": "Neu teipiwch rif",
    "contact.not_yours": (
        "Mae hwnnw'n edrych fel cerdyn cyswllt rhywun arall. Anfonwch eich rhif eich hun, os gwelwch yn dda, neu ei deipio."
    ),
    # Email
    "email.ask": "A'ch cyfeiriad e-bost?",
    "email.why": "Er mwyn i {agency} allu ysgrifennu atoch am yr amcangyfrif hwn. Dim byd arall, a dim cylchlythyrau.",
    "email.example": "Er enghraifft: “marla@example.com”.",
    "email.label": "E-bost",
    "email.got": "{answer}, diolch.",
    # Address
    "address.ask": "Cyfeiriad yr eiddo, gyda'r cod post?",
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
        "Cyfrwch bob ystafell y mae rhywun yn cysgu ynddi, neu y gallai: ystafell focs neu atig dim ond os byddech yn ei galw'n "
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
    "property_type.ask": "Pa fath o eiddo?",
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
    "appointment.holiday": "Mae honno'n ŵyl banc, ac mae'r swyddfa ar gau. Pa ddiwrnod gwaith fyddai'n gyfleus?",
    "appointment.past": "Mae'r amser hwnnw wedi mynd heibio. Pryd arall fyddai'n gyfleus?",
    "appointment.too_far": "Mae hynny'n rhy bell i ffwrdd. Diwrnod o fewn y mis nesaf, os gwelwch yn dda.",
    "appointment.which_part": "Pa ran o'r dydd?",
    "appointment.which_day": "Pa ddiwrnod, felly? Rwyf wedi cadw'r amser.",
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
    # Reasons for refusing an answer or offering it back
    "sale_or_let.empty": "Dywedwch wrthyf: gwerthu, gosod ar rent, neu'r ddau?",
    "sale_or_let.not_understood": "Mae'n ddrwg gen i, wnes i ddim deall hynny. Gwerthu, gosod ar rent, neu'r ddau?",
    "sale_or_let.both": "Gallaf ddangos un amcangyfrif neu'r ddau. Pa un hoffech chi?",
    "sale_or_let.undecided": "Does dim brys i benderfynu. Pa amcangyfrif hoffech chi ei weld?",
    "sale_or_let.negated": "Dim ond i fod yn siŵr, pa un hoffech chi?",
    "sale_or_let.seeks_home": (
        "Dim ond ar gyfer cartref rydych chi'n berchen arno y gallaf roi amcangyfrif, i'w werthu neu i'w osod. I ddod o hyd "
        "i gartref i symud iddo, holwch {agency}."
    ),
    "name.empty": "Teipiwch eich enw cyntaf a'ch cyfenw, os gwelwch yn dda.",
    "name.no_last_name": "Diolch, {answer}. A'ch cyfenw? Neu ai “{answer}” yw'ch enw i gyd?",
    "name.no_first_name": "Diolch. A'ch enw cyntaf? Neu ai dim ond “{answer}” ddylwn i ei nodi?",
    "name.which_order": "Ym mha drefn mae'r enw?",
    "name.perhaps": "Ai {answer} yw'ch enw?",
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
    "name.not_a_name": "Mae'n ddrwg gen i, ddaliais i mo'ch enw. Enw cyntaf a chyfenw, os gwelwch yn dda.",
    "phone.empty": "Teipiwch eich rhif ffôn, os gwelwch yn dda, neu pwyswch “Rhannu fy rhif”.",
    "phone.not_a_number": "Wela i ddim rhif ffôn yn hynny. Mae rhif symudol neu linell dir yn iawn.",
    "phone.too_short": "Mae'r rhif hwnnw'n rhy fyr. Allech chi ei wirio? Mae gan rif yn y DU 10 neu 11 digid.",
    "phone.too_long": "Mae'r rhif hwnnw'n rhy hir. Allech chi ei wirio? Mae gan rif yn y DU 10 neu 11 digid.",
    "phone.not_in_use": "Dyw'r rhif hwnnw ddim yn cael ei ddefnyddio. Allech chi wirio'r digidau?",
    "phone.unknown": "Dydw i ddim yn dod o hyd i {answer} ymhlith y rhifau mewn defnydd; efallai ei fod yn rhy newydd. Ydy o'n iawn?",
    "phone.premium": "Mae'n costio mwy nag arfer i ffonio'r rhif hwnnw. Rhowch rif cyffredin: symudol neu linell dir.",
    "phone.anonymous": (
        "Un o rifau dienw Telegram (+888) yw hwnnw, a does neb yn gallu ei ffonio. Teipiwch rif cyffredin: symudol neu linell dir."
    ),
    "phone.short_code": "Rhif gwasanaeth byr yw hwnnw. Rhowch rif cyffredin: symudol neu linell dir.",
    "phone.several": "Gwelaf fwy nag un rhif. Pa un yw'r gorau?",
    "phone.polish": "Ai rhif o Wlad Pwyl yw hwn, {answer}? Mae gan rif yn y DU 10 neu 11 digid.",
    "phone.left_over": "Mae mwy o ddigidau yn hynny nag sydd mewn rhif ffôn. Ai {answer} yw'r rhif?",
    "email.empty": "Teipiwch eich cyfeiriad e-bost, os gwelwch yn dda.",
    "email.no_at": "Mae angen @ mewn cyfeiriad e-bost. Allech chi ei wirio?",
    "email.incomplete": "Mae rhywbeth ar goll yn y cyfeiriad e-bost hwnnw. Allech chi ei wirio?",
    "email.not_valid": "Dyw hwnnw ddim yn gweithio fel cyfeiriad e-bost. Allech chi ei wirio?",
    "email.too_long": "Mae hwnnw'n rhy hir i fod yn gyfeiriad e-bost. Allech chi ei wirio?",
    "email.misspelt_domain": "Ai {answer} oeddech chi'n ei feddwl?",
    "email.which_way": "Sut mae ysgrifennu hwnna, os gwelwch yn dda?",
    "email.look_alike": (
        "Mae llythyren o wyddor arall yn y cyfeiriad hwnnw sy'n "
        "edrych fel un o'n rhai ni. Ai {answer} oeddech chi'n ei feddwl?"
    ),
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
    "address.unsure": "Ai dyna'r cyfeiriad: {answer}?",
    "address.only_building": "Ar ba stryd mae hwnnw? Teipiwch hi, neu dywedwch os mai dyma'r cyfeiriad llawn: {answer}.",
    "address.corrected": "Ai {answer} oeddech chi'n ei feddwl?",
    "address.not_an_address": "Mae'n ddrwg gen i, wela i ddim cyfeiriad yn hynny. Rhif y tŷ a'r stryd, a'r dref, os gwelwch yn dda.",
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
    "bedrooms.not_a_number": "Mae'n ddrwg gen i, dydw i ddim yn deall hynny.",
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
    "review": "Ydy popeth yn gywir?\n\n{answers}",
    "review.answer": "{label}: {answer}",
    "review.which": (
        "Pa un hoffech chi ei newid? Pwyswch ef isod, neu dywedwch ei enw. Os yw'r cyfan yn iawn, pwyswch “Popeth yn iawn”."
    ),
    "review.why": "Er mwyn i'r amcangyfrif fod ar gyfer yr eiddo cywir, ac i alwad gyrraedd y person cywir.",
    "edit.current": "Dywedoch wrthyf: {answer}.",
    "edit.changed": "Wedi'i newid: {answer}.",
    "answer.same": "Rwyf wedi nodi hynny'n barod.",
    "edited.same": "Gwelais eich bod wedi golygu neges; mae'r ateb yn aros yr un fath.",
    "edited.too_late": "Gwelais eich bod wedi newid neges gynharach. Mae'r hyn a anfonwyd yn aros fel yr oedd.",
    "edited.unknown": "Gwelais eich bod wedi newid neges gynharach, ond wn i ddim i ba ateb mae'n perthyn.",
    # Offering a reading: its question begins with "Ai", so the yes is "Ie"
    "pending.change": "{label}: ei newid i {answer}?",
    "pending.as_typed": "Gadewch i mi wneud yn siŵr. {label}: {answer}. Ydy hynny'n iawn?",
    "pending.yes": "Ie, {answer}",
    "pending.one_of": "{answer}",
    "pending.keep": "Na, cadw {answer}",
    "pending.no": "Na, teipio eto",
    "pending.retype": "Iawn, teipiwch eto, os gwelwch yn dda.",
    "pending.last_name": "Beth yw'ch cyfenw, felly? Mae croeso i chi deipio'ch enw i gyd eto.",
    "pending.first_name": "Beth yw'ch enw cyntaf, felly? Mae croeso i chi deipio'ch enw i gyd eto.",
    # Consent
    "consent.ask": (
        "Ydych chi am i mi anfon hyn at **{agency}**, a dangos eich amcangyfrif?\n\n"
        "Os cytunwch, caiff {agency}:\n"
        "• baratoi eich amcangyfrif ohono\n"
        "• ei gadw yn eu system ymholiadau\n"
        "• eich ffonio, neu anfon neges destun neu e-bost atoch, am amcangyfrif yr eiddo hwn; gallai galwad ddod yn fuan\n\n"
        "Dim byd arall, dim cylchlythyrau. Gallwch dynnu hyn yn ôl unrhyw bryd: /withdraw."
    ),
    "consent.details": "Manylion: {privacy_url}",
    "consent.details_here": "Manylion: /privacy",
    "consent.yes": "Ydw, dangoswch fy amcangyfrif",
    "consent.no": "Nac ydw, peidiwch ag anfon",
    "consent.why": (
        "Mae'r gyfraith yn gofyn i chi gytuno'n glir cyn i {agency} gael eich manylion, ac rydw innau'n gofyn hynny hefyd. "
        "Heb hynny fydda i'n anfon dim, a does dim amcangyfrif."
    ),
    "consent.unclear": (
        "Dydw i ddim wedi anfon dim byd eto. Pwyswch Ydw neu Nac ydw, neu teipiwch “ydw” neu “nac ydw”. Does dim marchnata "
        "beth bynnag fo'ch ateb."
    ),
    "consent.changed": "Mae rhywbeth wedi newid ers y cwestiwn hwnnw, felly rwy'n gofyn eto. Dydw i ddim wedi anfon dim byd.",
    "preference": "Rwyf wedi nodi yr hoffech i ni gysylltu â chi {how}, a byddaf yn dweud hynny wrth {agency}.",
    "preference.label": "Cysylltu",
    "preference.email": "drwy e-bost",
    "preference.text": "drwy neges destun",
    "preference.email_or_text": "drwy e-bost neu neges destun yn hytrach na thros y ffôn",
    "declined": "Popeth yn iawn. Fydda i ddim yn anfon yr atebion hyn at neb.",
    "ended.declined.next": "Os newidiwch eich meddwl, gallwch fwrw ymlaen isod. Neu gallaf ddileu eich atebion nawr.",
    # Sending
    "sent.thanks": "Diolch. Rwy'n cyfrifo…",
    "sent.before": "Anfonoch chi'r union fanylion hyn o fewn y diwrnod diwethaf, fel {reference}, felly dydw i ddim wedi'u hanfon yr eildro.",
    "sent.before.waiting": "Maen nhw'n dal ar eu ffordd at {agency}. Bydd yr hyn a ddaw ohono yn ymddangos yma ohono'i hun.",
    "sent.wait": "Rwy'n anfon eich manylion at {agency} ac yn aros am yr amcangyfrif. Bydd yr hyn a ddaw ohono yn ymddangos yma ohono'i hun.",
    "slow": "Rwy'n dal wrthi, un eiliad os gwelwch yn dda.",
    "delayed": "Mae hyn yn cymryd mwy o amser nag arfer. Mae'ch manylion yn ddiogel ac rwy'n dal i geisio: bydd yr hyn a ddaw ohono yn ymddangos yma ohono'i hun, a does dim angen i chi wneud dim.",
    "rejected": "Ni chafodd un ateb ei dderbyn ({label}). Edrychwch arno eto, os gwelwch yn dda.",
    "set_aside": "Allwn i ddim cael amcangyfrif cyfrifiadurol y tro hwn.",
    "set_aside.told": "Mae'ch manylion yn ddiogel, ac rwyf wedi rhoi gwybod i {agency}: gallant edrych ar y mater a chysylltu â chi.",
    "set_aside.untold": "Efallai nad yw'ch manylion wedi cyrraedd {agency}. I fod yn siŵr, cysylltwch â nhw.",
    "limit": (
        "Dim ond ychydig o geisiadau o un sgwrs y gallaf eu pasio ymlaen mewn diwrnod, ac mae'r nifer hwnnw wedi'i gyrraedd. **Nid "
        "yw'r un hwn wedi'i anfon.** Gallwch ei anfon yfory. Os na all aros, holwch {agency} yn uniongyrchol."
    ),
    # Estimate
    "estimate.sale": "**Tua {range__average} i'w werthu**, rhwng {range__minimum} a {range__maximum} fwyaf tebygol.",
    "estimate.rent": "**Tua {range__average} y mis i'w osod**, rhwng {range__minimum} a {range__maximum} fwyaf tebygol.",
    "estimate.sale.too": "I'w werthu, tua {range__average}.",
    "estimate.rent.too": "I'w osod, tua {range__average} y mis.",
    "estimate.sale.caveat": (
        "Amcangyfrif gan gyfrifiadur yw hwn, nid prisiad ffurfiol: does neb wedi gweld eich cartref. Peidiwch â dibynnu arno ar "
        "gyfer morgais, profiant na threth."
    ),
    "estimate.rent.caveat": "Amcangyfrif gan gyfrifiadur ar gyfer y cartref cyfan yw hwn, nid addewid o rent: does neb wedi'i weld.",
    "estimate.and": "{first} {second}",
    "estimate.made_up": "(Ffigurau dychmygol: prawf yw hwn.)",
    "estimate.what_next": "Mae'ch manylion gan {office_name}, a gallant gysylltu â chi.",
    "estimate.what_next.when": "Nod {office_name} yw eich ffonio **{when}** i drafod yr amcangyfrif.",
    "estimate.what_next.named": "Mae'ch manylion gan {office_name}, sy'n gwybod beth sy'n gyfleus i chi: {when}.",
    "estimate.what_next.overdue": "Nod {office_name} oedd eich ffonio erbyn hyn. Os nad oes neb wedi ffonio, mae'n ddrwg gen i.",
    "promise": "Nod {office_name} yw eich ffonio {when}.",
    "when.before": "heddiw cyn {time}",
    "when.today": "heddiw o {time} ymlaen",
    "when.tomorrow": "yfory o {time} ymlaen",
    "when.day": "{day} o {time} ymlaen",
    "when.uk_time": "{when} (amser y DU)",
    "estimate.none": "Mae {agency} wedi cael eich manylion. Does gan y cyfrifiadur ddim amcangyfrif ar gyfer yr eiddo hwn, a wna i ddim dyfeisio un: gall {agency} ddweud mwy wrthych.",
    "estimate.lost": "Mae {agency} wedi cael eich manylion. Aeth yr ateb gyda'r amcangyfrif ar goll ar ei ffordd ataf, a wna i ddim dyfeisio un: gall {agency} ddweud mwy wrthych.",
    # The picture of an estimate
    "picture.sale": "Gallai eich cartref werthu am tua",
    "picture.rent": "Gallai'r rhent misol fod tua",
    "picture.rent.too": "I'w osod: tua {range__average} y mis",
    "picture.home": "{bedrooms}, {kind}, {street}",
    "picture.home.plain": "{bedrooms}, {street}",
    "picture.street": "{street}",
    "picture.lowest": "isaf tebygol",
    "picture.highest": "uchaf tebygol",
    "picture.foot": "Amcangyfrif cyfrifiadurol, {date}",
    "picture.stamp": "Dychmygol",
    "received.elsewhere": "Newyddion am {address}:",
    "received.withdrawn": "Roedd {agency} eisoes wedi cael eich manylion pan dynnoch eich caniatâd yn ôl. Rhowch y cyfeirnod {reference} os byddwch yn cysylltu â nhw.",
    "passed_on": "Diolch. Bydda i'n ychwanegu hynny at eich cais: {agency} fydd yn ei gael.",
    "after.changed": "Cafodd eich atebion eu hanfon fel yr oeddent. Dylai {agency} glywed beth sydd wedi newid, a gallwch gael amcangyfrif arall isod.",
    "after.pass_on": "A ddylwn i anfon hynny ymlaen at {agency}?",
    "after.visit": "Gall rhywun sydd wedi gweld eich cartref ddweud mwy: trefnwch ymweliad am ddim isod.",
    "after.pictures": "Diolch, ond alla i ddim pasio lluniau na ffeiliau ymlaen oddi yma. Bydd {agency} am eu gweld.",
    "after.pictures.for_agency": "Mae ganddynt luniau neu ffeiliau o'r eiddo i'w dangos",
    "valued.next": "Beth hoffech chi ei wneud nesaf?",
    # Visits, and times to be called
    "visit.which_day": "Pa ddiwrnod fyddai'n gyfleus? Bydd rhywun o {office_name} yn dod i weld yr eiddo. Amserau'r DU yw'r rhain.",
    "visit.which_hour": "Faint o'r gloch {day}?",
    "visit.when": "{day} am {time}",
    "visit.requested": "Rydw i'n gofyn i {office_name} am ymweliad **{when}** (amser y DU). Does dim wedi'i gytuno eto: dywedaf wrthych yma pan fyddant yn ateb.",
    "visit.suggested": "All {office_name} ddim dod {when}, ond gallent ddod **{instead}** (amser y DU). A fyddai hynny'n gyfleus i chi?",
    "visit.accepted": "Wedi'i gytuno: bydd rhywun o {office_name} yn dod i weld yr eiddo **{when}** (amser y DU).",
    "visit.reminder": "Nodyn i'ch atgoffa: bydd rhywun o {office_name} yn dod i weld yr eiddo **{when}** (amser y DU).",
    "visit.not_answered": "Nid yw {office_name} wedi ateb eto am ymweliad {when}, felly peidiwch â dibynnu arno. Rydw i'n gofyn iddynt eto.",
    "visit.passed": "Mae'r amser hwnnw wedi mynd heibio, neu does dim modd ei drefnu mwyach.",
    "visit.not_then": "Does dim modd trefnu dim byd bryd hynny.",
    "visit.unavailable": "Alla i ddim trefnu hynny yma ar hyn o bryd. Gofynnwch i {office_name} yn uniongyrchol, os gwelwch yn dda.",
    "visit.none": "Does dim ymweliad wedi'i drefnu yma.",
    "visit.cancel": "A ddylwn i ganslo'r ymweliad {when}?",
    "visit.cancelled": "Mae'r ymweliad wedi'i ganslo, ac rydw i'n rhoi gwybod i {office_name}.",
    "visit.title": "Ymweliad gan {office_name}",
    "visit.for_agency": "Cytunwyd ar ymweliad {day} am {time} (amser y DU)",
    "visit.cancelled.for_agency": "Mae'r ymweliad {day} am {time} (amser y DU) wedi'i ganslo gan berchennog y cartref",
    "call_time.day": "Pa ddiwrnod fyddai'n gyfleus am alwad? Amserau'r DU yw'r rhain.",
    "call_time.done": "Diolch. Rydw i'n dweud wrth {office_name} y byddai galwad {when} (amser y DU) yn gyfleus i chi.",
    "call_time.for_agency": "Hoffai gael galwad {day} am {time} (amser y DU)",
    # A person at the agency reads and answers the chat
    "relay.offer": (
        "Os hoffech chi, gall rhywun o {office_name} eich ateb chi yma. Byddent yn darllen yr hyn a ysgrifennwch o hynny ymlaen, ac yn "
        "gweld y lluniau a anfonwch; dim byd o'r blaen."
    ),
    "relay.let": "Gadael i {agency} ddarllen",
    "relay.opened": (
        "Mae pobl {agency} nawr yn darllen yr hyn a ysgrifennwch yma, a gallant ateb. Byddaf i'n dawel yn y cyfamser. Mae /stop yn "
        "dod â hyn i ben, ac felly hefyd awr heb neges."
    ),
    "relay.end": "Dod â hyn i ben",
    "relay.staff_said": "**Rhywun o {agency}:**\n{text}",
    "relay.staff_edited": "**Rhywun o {agency}, wedi'i gywiro:**\n{text}",
    "relay.not_carried": "Alla i ddim pasio hynny ymlaen. Bydd testun, llun, ffeil, neges lais neu fideo yn cyrraedd.",
    "relay.ended": "Nid yw {agency} yn darllen y sgwrs hon mwyach.",
    "relay.ended.staff": "Mae {agency} wedi dod â'r sgwrs i ben ac nid yw'n ei darllen mwyach. Gyda fi, y bot, rydych chi'n siarad eto.",
    "relay.ended.idle": "Ni ysgrifennodd neb am awr, felly nid yw {agency} yn darllen y sgwrs hon mwyach. Gyda fi, y bot, rydych chi'n siarad eto.",
    "relay.ended.broken": (
        "Alla i ddim cyrraedd pobl {agency} o'r fan hon mwyach, felly efallai na chyrhaeddodd yr hyn a ysgrifennoch ddiwethaf. Rydw "
        "i'n gofyn iddynt gysylltu â chi."
    ),
    # Ending
    "cancelled": "Wedi stopio. Fydda i ddim yn anfon yr atebion hyn at neb.",
    "cancel.sent": "Efallai bod eich manylion gan {agency} yn barod. A ddylwn i dynnu eich caniatâd yn ôl? Wedyn bydda i'n atal beth sydd eto i'w anfon, ac yn anfon dim mwy. Ni alla i ddileu'r hyn sydd gan {agency} yn barod.",
    "delete.sure": "A ddylwn i ddileu popeth rydw i'n ei gadw amdanoch chi yma? Does dim modd ei gael yn ôl.",
    "your_data": "Chi sy'n penderfynu: gallwch weld beth rydw i'n ei gadw, tynnu eich caniatâd yn ôl, neu gael dileu'r cyfan.",
    "cancel.nothing": "Does dim i'w stopio ar hyn o bryd.",
    "ended.cancelled.next": "Gallwch fwrw ymlaen o'r man lle roeddech chi, neu gallaf ddileu eich atebion nawr.",
    "withdraw.nothing": "Does dim i'w dynnu'n ôl, a fydda i ddim yn anfon unrhyw beth.",
    "withdraw.cancelled": "Wedi'i wneud. Rwyf wedi'i atal cyn iddo fynd, a fydd dim yn cael ei anfon.",
    "withdraw.reached": "Fydda i'n anfon dim mwy, ond efallai fod eich manylion gan {agency} yn barod. Dim ond nhw all ddileu eu copi; rhowch y cyfeirnod {reference} os byddwch yn cysylltu â nhw.",
    "withdraw.marking": "Rydw i hefyd yn nodi yn system {agency} eich bod wedi tynnu eich caniatâd yn ôl, a dywedaf wrthych yma beth ddaw o hynny.",
    "withdrawal.noted": "Wedi'i wneud: mae system {agency} nawr yn dangos eich bod wedi tynnu eich caniatâd yn ôl ({reference}). Nhw sydd i ddileu'r manylion sydd yno.",
    "withdrawal.absent": "Chefais i ddim hyd i'r cais {reference} yn system {agency}, felly does dim i'w nodi yno. Os byddan nhw'n cysylltu â chi amdano er hynny, dywedwch wrthynt eich bod wedi tynnu eich caniatâd yn ôl.",
    "withdrawal.failed": "Allwn i ddim nodi yn system {agency} eich bod wedi tynnu eich caniatâd yn ôl ({reference}).",
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
    "deleted.marking": "Rydw i hefyd yn nodi yn system {agency} eich bod wedi tynnu eich caniatâd yn ôl. Nes bod hynny wedi'i setlo rydw i'n cadw'r cyfeirnod a'r rhif sydd gan y cais yno, a dim byd sy'n dweud pwy ydych chi.",
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
    "mydata.contacts": "Ffurfiau wedi'u sgramblo (hashes) o'ch rhif ffôn a'ch cyfeiriad e-bost, er mwyn i mi sylwi os bydd sgwrs arall yn rhoi'r un rhai.",
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
    "mydata.addition": "Heb ei anfon ymlaen: {text}",
    "mydata.visit.requested": "Ymweliad y gofynnwyd amdano {when} (cyfeirnod {reference})",
    "mydata.visit.suggested": "Ymweliad y gofynnwyd amdano {when}; mae {agency} yn awgrymu {instead} (cyfeirnod {reference})",
    "mydata.visit.accepted": "Ymweliad wedi'i gytuno {when} (cyfeirnod {reference})",
    "mydata.relay": "Mae {agency} yn darllen yr hyn a ysgrifennwch yma ar hyn o bryd (cyfeirnod {reference}). Nid wyf yn cadw dim ohono ar ôl ei basio ymlaen.",
    "mydata.topics": "Mae'r hyn a ysgrifennoch chi a phobl {agency} at eich gilydd yn eu grŵp Telegram (sgyrsiau: {count}). Byddaf yn ei ddileu yno pan ddaw fy amser ar gyfer eich cais i ben, ac ar unwaith gyda /delete.",
    "mydata.passing_on": "Ar ei ffordd at {agency}: {text}",
    "mydata.lead_id": "Ei rif yn system {agency}: {lead_id}",
    "mydata.call_wanted": "Yr amser a ddewisoch chi am alwad: {when}",
    "mydata.seen": "Mae staff wedi ei agor yn sgwrs {agency} ei hun â mi.",
    "mydata.call.taken": "Nodwyd yno: bydd rhywun yn eich ffonio.",
    "mydata.call.called": "Nodwyd yno: mae rhywun wedi eich ffonio.",
    "mydata.call.not_reached": "Nodwyd yno: ffoniodd rhywun, heb gael gafael arnoch chi.",
    "lead.status.waiting": "yn aros i gael ei anfon",
    "lead.status.in_flight": "yn cael ei anfon",
    "lead.status.delivered": "wedi cyrraedd yr asiantaeth",
    "lead.status.rejected": "heb ei dderbyn eto, mae angen cywiro ateb",
    "lead.status.set_aside": "wedi'i roi o'r neilltu ar gyfer tîm yr asiantaeth",
    "lead.status.withdrawn": "wedi'i dynnu'n ôl",
    "talk.phone": "Gallwch ffonio {office_name} ar {agency_phone}.",
    "talk.email": "Gallwch ysgrifennu at {agency_email}.",
    "talk.agency_url": "Gwefan {agency}: {agency_url}",
    "talk.unknown": (
        "Mae'n ddrwg gen i, does gen i ddim rhif ffôn y swyddfa i'w roi i chi. Mae'ch atebion yn aros yma, ac ar ôl i chi eu "
        "hanfon gall {office_name} eich ffonio."
    ),
    "talk.open": "Mae'r swyddfa ar agor tan {time} heddiw.",
    "talk.closed": "Mae'r swyddfa ar gau ar hyn o bryd. Bydd rhywun yno {when}.",
    "topic.bereaved": "Mae'n ddrwg gen i glywed hynny. Does dim brys.",
    "topic.no_calls": (
        "Dywedwch “e-bost yn unig” neu “neges destun yn unig” pan ofynnaf am eich caniatâd ar y diwedd, a byddaf yn dweud hynny wrth "
        "{agency}. Neu dywedwch na yno: wedyn does dim yn cael ei anfon."
    ),
    "topic.no_calls.sent": "Dylai {agency} wybod sut yr hoffech iddyn nhw gysylltu â chi. Mae /withdraw yn tynnu eich caniatâd yn ôl yn llwyr.",
    "topic.free": "Mae'r amcangyfrif hwn am ddim, ac nid yw'n eich ymrwymo i ddim.",
    "topic.for_agency": "Mater i {agency} ei ateb yw hwnnw; dim ond am yr amcangyfrif rwy'n gwybod.",
    "topic.who_sees": (
        "Dim ond {agency} a'u system ymholiadau sy'n gweld eich atebion, ar ôl i chi gytuno, a neb cyn hynny. Telegram sy'n "
        "cludo'r sgwrs hon. Mae mwy yn /privacy."
    ),
    "topic.again": "Mae'n uwch i fyny yn y sgwrs hon. Os yw wedi mynd oddi yno, gall {agency} ddweud wrthych.",
    "topic.again.none": "Does gen i ddim amcangyfrif cyfrifiadur i'w ddangos ar gyfer yr eiddo hwn. Gall {agency} ddweud mwy wrthych.",
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
    "topic.delete": "Anfonwch /delete, ac fe ddileaf yr hyn sydd gen i ar unwaith. Fel arall mae'n mynd ohono'i hun, {kept_days} diwrnod ar ôl eich neges olaf fan bellaf.",
    "topic.change_mind": (
        "Gallwch newid unrhyw ateb neu stopio cyn i ddim gael ei anfon, ac ar ôl hynny mae /withdraw yn tynnu eich caniatâd yn ôl."
    ),
    "topic.next": "Ar ôl i chi gytuno ar y diwedd, bydd yr hyn a ddaw ohono yn ymddangos yma, ac efallai y bydd {agency} yn cysylltu â chi amdano. Fydd dim yn digwydd cyn hynny.",
    "topic.fees": "Mater i {agency} yw dweud beth mae'n ei godi; dim ond yr amcangyfrif rwy'n ei wneud.",
    "topic.other_costs": "Nid fy lle i yw dweud beth mae eraill yn ei godi, fel cyfreithwyr, syrfewyr neu'r swyddfa dreth. Gall {agency} ddweud beth i'w ddisgwyl.",
    "topic.scam": "Cwestiwn da. Cynorthwyydd awtomatig {agency} ydw i. Fydda i byth yn gofyn am arian, manylion banc na chyfrinair, a does dim o'r hyn a ddywedwch yn cael ei anfon cyn i chi gytuno ar y diwedd. Mae'r hanes yn llawn yn /privacy, a gall {agency} gadarnhau mai eu sgwrs nhw yw hon.",
    "topic.complaint": "Mae'n ddrwg gen i. Bydd {agency} am unioni hyn, felly dywedwch wrthyn nhw. Os yw am eich data, gallwch hefyd gwyno wrth Swyddfa'r Comisiynydd Gwybodaeth: ico.org.uk",
    "crisis": "Mae'n wir ddrwg gen i fod pethau mor anodd. Dim ond cynorthwyydd awtomatig ydw i, ond mae pobl a fydd yn gwrando: y Samariaid, am ddim, ddydd a nos, ar 116 123. Os oes unrhyw berygl nawr, ffoniwch 999. Gall popeth yma aros, a does dim rhaid ichi ateb dim.",
    "topic.vulnerable": "Diolch am ddweud wrtha i. Does dim brys o gwbl, a gallwch stopio pryd bynnag y mynnwch. Os yw'n haws, siaradwch â rhywun yn lle hynny.",
    "topic.worked_out": "Mae cyfrifiadur yn ei gyfrifo o'ch atebion ac o brisiau gerllaw. Does neb wedi bod y tu mewn, felly all o ddim gwybod popeth am eich cartref.",
    "topic.in_writing": "Mae'r amcangyfrif yn ymddangos yma yn y sgwrs hon, a gallwch ei gadw. Nid prisiad ffurfiol mohono: peidiwch â dibynnu arno ar gyfer morgais, profiant na threth. Alla i ddim ei ebostio na'i bostio; gall {agency} ddweud beth arall sydd ar gael.",
    "topic.visit": "Alla i ddim trefnu ymweliad yma, ond gall {office_name} wneud hynny.",
    "topic.visit.after": "Ar ôl i chi gael eich amcangyfrif, gallwch drefnu ymweliad gan {office_name} yma.",
    # Labels of topics, offered for a question that resembles them
    "suggest": "Dydw i ddim yn siŵr 'mod i'n deall. Ai un o'r rhain ydyw?",
    "suggest.more": "Ai un o'r rhain rydych chi am ei wybod?",
    "suggest.or": "A ddylwn i anfon hynny ymlaen at {agency}? Neu ai un o'r rhain yw?",
    "suggest.other": "Rhywbeth arall: gofyn i'r swyddfa",
    "topic.accurate.label": "Pa mor gywir yw e",
    "topic.stop.label": "Stopio'r negeseuon",
    "topic.restart.label": "Dechrau o'r newydd",
    "topic.redo.label": "Gwneud eto",
    "topic.help.label": "Sut mae hyn yn gweithio",
    "topic.privacy.label": "Preifatrwydd",
    "topic.withdraw.label": "Tynnu caniatâd",
    "topic.my_data.label": "Beth sydd gennych",
    "topic.another.label": "Eiddo arall",
    "topic.language.label": "Iaith arall",
    "topic.again.label": "Ei weld eto",
    "topic.bereaved.label": "Mae rhywun wedi marw",
    "topic.change_mind.label": "Newid fy meddwl",
    "topic.complaint.label": "Gwneud cwyn",
    "topic.curious.label": "Dim ond chwilfrydig ydw i",
    "topic.delete.label": "Dileu fy nata",
    "topic.fees.label": "Ffioedd yr asiantaeth",
    "topic.for_agency.label": "Gwerthu a gosod",
    "topic.free.label": "Ydy hyn am ddim?",
    "topic.how_long.label": "Faint o amser mae'n cymryd",
    "topic.in_writing.label": "Ei gael yn ysgrifenedig",
    "topic.next.label": "Beth sy'n digwydd nesaf",
    "topic.no_calls.label": "Dim galwadau, os gwelwch yn dda",
    "topic.not_mine.label": "Nid fy eiddo i yw e",
    "topic.other_costs.label": "Cyfreithwyr, trethi, biliau",
    "topic.scam.label": "Ydy hyn yn ddilys?",
    "topic.talk.label": "Siarad â rhywun",
    "topic.cancel_visit.label": "Canslo'r ymweliad",
    "topic.my_visit.label": "Eich ymweliad",
    "topic.visit.label": "Trefnu ymweliad",
    "topic.vulnerable.label": "Cyfnod anodd",
    "topic.who_are_you.label": "Pwy ydych chi",
    "topic.who_sees.label": "Pwy sy'n gweld fy atebion",
    "topic.why.label": "Pam rydych chi'n gofyn",
    "topic.why_phone.label": "Fyddwch chi'n ffonio?",
    "topic.worked_out.label": "Sut mae'n cael ei gyfrifo",
    "courtesy.greeting": "Helo!",
    "courtesy.here": "Ydw, rydw i yma.",
    "courtesy.same": "Wela i ddim ateb cynharach i hwn, felly teipiwch ef unwaith eto, os gwelwch yn dda.",
    "courtesy.thanks": "Croeso.",
    "courtesy.bye": "Hwyl am y tro.",
    "courtesy.later": "Does dim brys. Bydd eich atebion yn aros yma.",
    "courtesy.refusal": "Chi sydd i benderfynu. Mae ei angen arnaf ar gyfer yr amcangyfrif, serch hynny, a does dim yn cael ei anfon nes i chi gytuno ar y diwedd.",
    "courtesy.swearing": "Digon teg. Cymerwch eich amser.",
    "courtesy.question": "Cwestiwn i dîm {agency} yw hwnnw. Dim ond gyda'r amcangyfrif y gallaf i helpu.",
    "courtesy.statement": "Mae'n ddrwg gen i, wnes i ddim deall hynny. Os yw'n rhywbeth i {agency}, mae'r botwm isod yn arwain yno.",
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
    "own_number": (
        "Eich rhif yn Telegram yw **{number}**. I fynd ymlaen, atebwch fy nghwestiwn olaf, neu anfonwch /start i ddechrau."
    ),
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
    "button.your_data": "Eich data",
    "button.mydata": "Gweld beth sy'n cael ei gadw",
    "button.ask_withdraw": "Tynnu'r caniatâd yn ôl",
    "button.ask_delete": "Cael dileu'r cyfan",
    "button.withdraw": "Tynnu caniatâd yn ôl",
    "button.clear": "Tynnu ein negeseuon",
    "button.delete": "Dileu fy atebion",
    "button.talk": "Siarad â'r swyddfa",
    "button.another": "Eiddo arall",
    "button.pass_on": "Anfon hynny ymlaen",
    "button.no_reminder": "Peidiwch â fy atgoffa",
    "button.share": "Rhannu â ffrind",
    "button.copy": "Copïo {reference}",
    "button.visit": "Ymweliad am ddim",
    "button.your_visit": "Eich ymweliad",
    "button.take_visit": "Iawn, {when}",
    "button.move_visit": "Amser arall",
    "button.ask_cancel_visit": "Canslo'r ymweliad",
    "button.cancel_visit": "Ie, canslwch ef",
    "button.other_day": "Diwrnod arall",
    "button.call_time": "Dewis amser galw",
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
    "profile.description": "Faint allech chi ei gael am werthu neu osod eich cartref? Atebwch ambell gwestiwn byr i weld amcangyfrif cyfrifiadurol, am ddim ac mewn rhyw ddau funud. Fydd dim byd yn mynd at {agency} nes i chi gytuno.",
    "profile.short": "Amcangyfrif cyfrifiadurol am ddim ar gyfer eich cartref. {agency}",
    "profile.plain": "Amcangyfrif cyfrifiadurol am ddim ar gyfer eich cartref, mewn rhyw ddau funud.",
    "topic.in_writing.document": "Dyma'ch amcangyfrif ar ffurf dogfen, i'w chadw neu ei hargraffu. Nid prisiad ffurfiol mohono: peidiwch â dibynnu arno ar gyfer morgais, profiant na threth. Alla i ddim ei hebostio na'i phostio.",
    "document.home": "{address}, {postcode}",
    "document.reference": "Cyfeirnod: {reference}",
}

# Welsh speakers mix in the English words that other bots have taught them.
