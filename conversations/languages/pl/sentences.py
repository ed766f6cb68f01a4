"""The sentences of the bot in Polish, by key.

The agency's name is inserted unchanged, so it always follows a form of "biuro", which is declined in its place. The bot avoids
the past tense for itself and for the person, since it is marked for gender.
"""

SENTENCES = {
    # Name of the agency if none is set; it always follows "biuro".
    "agency": "nieruchomości",
    # Starting
    "greeting": "Dzień dobry, tu automatyczny asystent biura {agency}. Bezpłatne oszacowanie tej nieruchomości przez komputer zajmie dwie minuty albo jedną wiadomość, w której jest wszystko.",
    "greeting.vendor": "Dzień dobry, tu automatyczny asystent biura {agency}. Bezpłatne wyliczenie, za ile mniej więcej można sprzedać tę nieruchomość, zajmie dwie minuty albo jedną wiadomość, w której jest wszystko. Liczy komputer.",
    "greeting.landlord": "Dzień dobry, tu automatyczny asystent biura {agency}. Bezpłatne wyliczenie, jaki czynsz mniej więcej może przynieść ta nieruchomość, zajmie dwie minuty albo jedną wiadomość, w której jest wszystko. Liczy komputer.",
    "greeting.begun": "Dzień dobry, tu automatyczny asystent biura {agency}. Pokażę bezpłatnie, za ile mniej więcej można tę nieruchomość sprzedać albo wynająć, według wyliczeń komputera.",
    "greeting.privacy": "Potrzebny mi będzie numer telefonu i adres e-mail; nic nie zostanie wysłane bez twojej zgody. Prywatność: {privacy_url}",
    "greeting.privacy_here": "Potrzebny mi będzie numer telefonu i adres e-mail; nic nie zostanie wysłane bez twojej zgody. Prywatność: /privacy",
    "start.welcome_back": "Witaj ponownie. Odpowiedzi nadal tu są. Możesz kontynuować albo zacząć od nowa.",
    "another.sure": "Czy zacząć oszacowanie dla innej nieruchomości? Imię i nazwisko, telefon i e-mail zostaną, a bez twojej zgody nic nie zostanie wysłane.",
    "restart.sure": "Czy zacząć od pierwszego pytania? Zapytam wtedy o wszystko od nowa.",
    "another.begin": (
        "W takim razie kolejna nieruchomość. Imię i nazwisko, telefon i e-mail zostają; na końcu można je zmienić."
    ),
    "fresh.next": "Żeby poznać szacunkową cenę, naciśnij „Zacznij od nowa” albo wyślij /start.",
    "reminder": "Odpowiedzi nadal tu są, jeśli chcesz dokończyć. To jedyne przypomnienie.",
    "no_reminder": "Dobrze, przypomnień nie będzie.",
    "resumed": "Dobrze, idźmy dalej.",
    "progress": "**Zostało: {left}.** {question}",
    "right": "Dobrze.",
    # Answers as shown
    "answer.shown": "{answer}",
    "answer.noted": "{answer} ({note})",
    "answer.got": "{answer}, zapisane.",
    "noted": "Oto, co jest zapisane:\n\n{answers}",
    "noted.answer": "• {answer}",
    # Sale or let
    "sale_or_let.ask": "Sprzedaż, wynajem czy jedno i drugie?",
    "sale_or_let.why": "Od tego zależy, o co poproszę: o szacunkową cenę sprzedaży, o miesięczny czynsz czy o jedno i drugie.",
    "sale_or_let.example": "Na przykład: „sprzedaż”, „wynajem” albo „jedno i drugie”.",
    "sale_or_let.label": "Sprzedaż czy wynajem",
    "sale_or_let.got": "{answer}.",
    "sale_or_let.choice.vendor": "Sprzedaż",
    "sale_or_let.choice.landlord": "Wynajem",
    "sale_or_let.choice.both": "Jedno i drugie albo nie wiem",
    # Name
    "name.ask": "Jak się nazywasz?",
    "name.why": "Żeby biuro {agency} wiedziało, z kim rozmawia. Proszę o imię i nazwisko.",
    "name.example": "Na przykład: „Marla Singer”.",
    "name.label": "Imię i nazwisko",
    "name.got": "Zapisane: {first}. Dziękuję.",
    # Phone
    "phone.ask": "Pod jaki numer najlepiej dzwonić?",
    "phone.why": (
        "Żeby biuro {agency} mogło omówić z tobą oszacowanie. Telefon może zadzwonić wkrótce po wysłaniu odpowiedzi; na "
        "razie nic nie jest wysyłane. Numer dostanie tylko biuro {agency}."
    ),
    "phone.example": "Na przykład: „07986 000000” albo, jeśli numer jest zagraniczny, „+48 601 234 567”.",
    "phone.label": "Telefon",
    "phone.got": "{answer}, zapisane.",
    "keyboard.share": "Udostępnij mój numer",
    "keyboard.placeholder": "Albo wpisz numer",
    "contact.not_yours": "To chyba wizytówka kogoś innego. Wyślij, proszę, własny numer albo go wpisz.",
    # Email
    "email.ask": "A twój adres e-mail?",
    "email.why": "Żeby biuro {agency} mogło napisać w sprawie tego oszacowania. Nic więcej, żadnych newsletterów.",
    "email.example": "Na przykład: „marla@example.com”.",
    "email.label": "E-mail",
    "email.got": "{answer}, zapisane.",
    # Address
    "address.ask": "Adres tej nieruchomości, z kodem pocztowym?",
    "address.why": (
        "Oszacowanie dotyczy właśnie tej nieruchomości. Potrzebny jest jej adres, a nie twój adres zamieszkania."
    ),
    "address.example": "Na przykład: „123 Example Street, Derby”. Nazwa domu też może być.",
    "address.label": "Adres",
    "address.got": "{answer}.",
    "address.with_postcode": "{address}, {postcode}.",
    # Postcode
    "postcode.ask": "Jaki jest kod pocztowy tej nieruchomości?",
    "postcode.why": "Po kodzie znajdę niedawne ceny w okolicy i właściwy oddział biura {agency}.",
    "postcode.example": "Na przykład: „DE1 1JX”.",
    "postcode.find": "Jest na każdym liście wysłanym pod ten adres, a Royal Mail ma w internecie wyszukiwarkę kodów. Odpowiedzi tu czekają.",
    "postcode.new_build": "Nie ma jeszcze kodu? Wystarczy kod budowy albo któryś z okolicy. Zanotuję, że jest przybliżony.",
    "postcode.label": "Kod pocztowy",
    "postcode.got": "{answer}.",
    # Bedrooms
    "bedrooms.ask": "Ile jest sypialni? Salonu nie liczymy.",
    "bedrooms.why": "Wielkość najbardziej wpływa na cenę, a liczba sypialni to jej najprostsza miara.",
    "bedrooms.example": "Na przykład: „3”, „trzy” albo „studio”.",
    "bedrooms.counts": (
        "Licz każdy pokój, w którym ktoś śpi lub mógłby spać; schowek albo poddasze tylko wtedy, gdy to dla ciebie sypialnia."
    ),
    "bedrooms.label": "Sypialnie",
    "bedrooms.got": "{answer}.",
    "bedrooms.choice.0": "Studio",
    "bedrooms.choice.1": "1",
    "bedrooms.choice.2": "2",
    "bedrooms.choice.3": "3",
    "bedrooms.choice.4": "4",
    "bedrooms.choice.5": "5",
    "bedrooms.choice.6": "6+",
    # Property type
    "property_type.ask": "Jaki to rodzaj nieruchomości?",
    "property_type.why": "Szeregowiec i mieszkanie tuż obok mogą mieć całkiem różne ceny.",
    "property_type.example": "Na przykład: „bliźniak” albo „mieszkanie”. Jeśli nic nie pasuje: „coś innego”.",
    "property_type.label": "Rodzaj",
    "property_type.got": "{answer}.",
    "property_type.choice.detached": "Dom wolnostojący",
    "property_type.choice.semi-detached": "Bliźniak",
    "property_type.choice.terraced": "Szeregowiec",
    "property_type.choice.flat": "Mieszkanie",
    "property_type.choice.other": "Coś innego",
    # The title, if the agency asks for it
    "title.ask": "Jaki tytuł przed nazwiskiem?",
    "title.why": "Żeby biuro {agency} zwracało się do ciebie właściwie. Można to pominąć.",
    "title.example": "Na przykład: „Mrs”, „Mr” albo „Dr”.",
    "title.label": "Tytuł",
    "title.got": "{answer}.",
    "title.empty": "Naciśnij tytuł albo „Pomiń”.",
    "title.not_a_title": "Nie znam takiego tytułu. Naciśnij jeden z nich albo „Pomiń”.",
    "title.which": "Który z nich zapisać?",
    # Optional: a message
    "message.ask": "Czy jest coś, o czym biuro {agency} powinno wiedzieć?",
    "message.why": (
        "Cokolwiek pomoże im się przygotować: rozbudowa, krótki leasehold, termin przeprowadzki. Można to pominąć."
    ),
    "message.example": "Na przykład: „Rok temu zaadaptowaliśmy poddasze”.",
    "message.label": "Wiadomość",
    "message.got": "Zapisane.",
    "message.empty": "Wpisz wiadomość albo naciśnij „Pomiń”.",
    "message.too_long": "To więcej, niż mogę przekazać: 255 znaków. Czy da się to skrócić?",
    # Optional: when a call or visit suits
    "appointment.ask": "Kiedy pasowałby ci telefon albo wizyta?",
    "appointment.why": "Żeby biuro {agency} odezwało się w dogodnej porze. Można to pominąć.",
    "appointment.example": "Na przykład: „wtorek rano” albo „jutro o 15”.",
    "appointment.label": "Kiedy",
    "appointment.got": "{answer}, zapisane.",
    "appointment.empty": "Naciśnij termin albo „Pomiń”.",
    "appointment.not_understood": "Nie widzę tu dnia.",
    "appointment.weekend": "W weekendy biuro jest zamknięte. Który dzień roboczy pasuje?",
    "appointment.holiday": (
        "To dzień wolny od pracy w Wielkiej Brytanii i biuro jest zamknięte. Który dzień roboczy pasuje?"
    ),
    "appointment.past": "Ten termin już minął. Jaki inny odpowiada?",
    "appointment.too_far": "To zbyt odległy termin. Podaj, proszę, dzień w ciągu najbliższego miesiąca.",
    "appointment.which_part": "O jakiej porze dnia?",
    "appointment.which_day": "To którego dnia? Godzina jest zapisana.",
    # Optional: the agency's own questions
    "own.ask": "{text}",
    "own.why": "Biuro {agency} chce to wiedzieć. Można to pominąć.",
    "own.example": "Naciśnij przycisk, jeśli jest, albo odpowiedz w kilku słowach.",
    "own.label": "{text}",
    "own.got": "{answer}.",
    "own.empty": "Odpowiedz w kilku słowach albo naciśnij „Pomiń”.",
    "own.too_long": "To więcej, niż mogę przekazać: 200 znaków. Czy da się to skrócić?",
    "own.not_a_choice": "Naciśnij jeden z przycisków albo „Pomiń”.",
    "skipped": "Pominięte.",
    "answer.skipped": "pominięte",
    "skip.needed": "Bez tej odpowiedzi nie da się nic oszacować.",
    # Reasons for refusing an answer or offering it back
    "sale_or_let.empty": "Powiedz, proszę: sprzedaż, wynajem czy jedno i drugie?",
    "sale_or_let.not_understood": "Przepraszam, to dla mnie niejasne. Sprzedaż, wynajem czy jedno i drugie?",
    "sale_or_let.both": "Mogę pokazać jedno oszacowanie albo oba. Które?",
    "sale_or_let.undecided": "Nie trzeba decydować od razu. Które oszacowanie pokazać?",
    "sale_or_let.negated": "Dla pewności: które z tych dwóch?",
    "sale_or_let.seeks_home": (
        "Mogę oszacować tylko dom lub mieszkanie, które do ciebie należy: na sprzedaż albo wynajem. Jeśli szukasz "
        "czegoś dla siebie, zapytaj, proszę, w biurze {agency}."
    ),
    "name.empty": "Wpisz, proszę, imię i nazwisko.",
    "name.no_last_name": "Dziękuję. A nazwisko? Czy może „{answer}” to całość?",
    "name.no_first_name": "Dziękuję. A imię? Czy może „{answer}” to całość?",
    "name.which_order": "Co jest imieniem, a co nazwiskiem?",
    "name.perhaps": "Czy to imię i nazwisko: {answer}?",
    "name.too_long": "To więcej, niż mogę zapisać: najwyżej 50 liter na imię i 50 na nazwisko.",
    "name.greeting": "Dzień dobry! Najpierw proszę o imię i nazwisko.",
    "name.question": "To pytanie do zespołu biura {agency}. Najpierw proszę o imię i nazwisko.",
    "name.swearing": "Rozumiem. Kiedy zechcesz, podaj imię i nazwisko.",
    "name.email": "To wygląda na adres e-mail; zapytam o niego za chwilę. Najpierw imię i nazwisko.",
    "name.phone": "To wygląda na numer telefonu; zapytam o niego za chwilę. Najpierw imię i nazwisko.",
    "name.postcode": "To wygląda na kod pocztowy; zapytam o niego za chwilę. Najpierw imię i nazwisko.",
    "name.has_digits": "W imieniu i nazwisku nie ma cyfr. Wpisz samo imię i nazwisko.",
    "name.not_a_name": "To nie wygląda na imię i nazwisko. Spróbuj, proszę, jeszcze raz.",
    "phone.empty": "Wpisz numer telefonu albo naciśnij „Udostępnij mój numer”.",
    "phone.not_a_number": "Nie widzę tu numeru telefonu. Może być komórka albo numer stacjonarny.",
    "phone.too_short": "Ten numer jest za krótki. Sprawdź go, proszę: brytyjski numer ma 10 lub 11 cyfr.",
    "phone.too_long": "Ten numer jest za długi. Sprawdź go, proszę: brytyjski numer ma 10 lub 11 cyfr.",
    "phone.not_in_use": "Takiego numeru nie ma. Sprawdź, proszę, cyfry.",
    "phone.unknown": "Nie znajduję {answer} wśród używanych numerów; może jest zbyt nowy. Czy jest poprawny?",
    "phone.premium": (
        "Za połączenia z tym numerem płaci się więcej. Podaj, proszę, zwykły numer: komórkowy albo stacjonarny."
    ),
    "phone.anonymous": (
        "To anonimowy numer Telegrama (+888), na który nie można zadzwonić. Wpisz, proszę, zwykły numer: komórkowy albo stacjonarny."
    ),
    "phone.short_code": "To krótki numer usługowy. Podaj, proszę, zwykły numer: komórkowy albo stacjonarny.",
    "phone.several": "Widzę więcej niż jeden numer. Który jest najlepszy?",
    "phone.polish": "Czy to polski numer, {answer}? Brytyjski ma 10 lub 11 cyfr.",
    "phone.left_over": "Jest tu więcej cyfr, niż ma numer telefonu. Czy to {answer}?",
    "email.empty": "Wpisz, proszę, adres e-mail.",
    "email.no_at": "W adresie e-mail musi być znak @. Sprawdź go, proszę.",
    "email.incomplete": "W tym adresie czegoś brakuje. Sprawdź go, proszę.",
    "email.not_valid": "Taki adres e-mail nie zadziała. Sprawdź go, proszę.",
    "email.too_long": "To za długie na adres e-mail. Sprawdź go, proszę.",
    "email.misspelt_domain": "Czy chodziło o {answer}?",
    "email.which_way": "Jak to się pisze?",
    "email.look_alike": "W tym adresie jest litera z innego alfabetu, podobna do naszej. Czy chodziło o {answer}?",
    "email.several": "Widzę więcej niż jeden adres. Który jest najlepszy?",
    "address.empty": "Wpisz, proszę, adres nieruchomości: numer domu, ulicę i miejscowość.",
    "address.too_short": "To trochę mało. Potrzebny jest numer domu, ulica i miejscowość.",
    "address.too_long": "To więcej, niż mogę zapisać: 100 znaków. Wystarczy numer domu, ulica i miejscowość.",
    "address.email": "To wygląda na e-mail. Potrzebny jest adres nieruchomości.",
    "address.phone": "To wygląda na numer telefonu. Potrzebny jest adres nieruchomości.",
    "address.only_postcode": "To kod pocztowy; zapytam o niego zaraz. Najpierw numer domu i ulica.",
    "address.no_street": "Na jakiej to ulicy? Podaj, proszę, numer domu i ulicę.",
    "address.no_number": "Nie widzę numeru ani nazwy domu. Czy tak ma zostać: {answer}?",
    "address.unsure": "Czy to jest adres: {answer}?",
    "address.only_building": "Przy jakiej to ulicy? Proszę ją wpisać albo potwierdzić, że to cały adres: {answer}.",
    "address.corrected": "Czy chodziło o {answer}?",
    "address.not_an_address": "To nie wygląda na adres. Podaj, proszę, numer domu, ulicę i miejscowość.",
    "postcode.empty": "Wpisz, proszę, kod pocztowy nieruchomości.",
    "postcode.not_a_postcode": "To nie wygląda na brytyjski kod pocztowy. Sprawdź go, proszę.",
    "postcode.outward_only": "To pierwsza połowa. Potrzebny jest cały kod.",
    "postcode.incomplete": "Brakuje końca tego kodu. Sprawdź go, proszę.",
    "postcode.overseas": "To wygląda na kod z zagranicy. Mogę oszacować tylko domy i mieszkania w Wielkiej Brytanii.",
    "postcode.forces": "To kod poczty wojskowej. Potrzebny jest kod samej nieruchomości.",
    "postcode.repaired": "Czy chodziło o {answer}?",
    "postcode.unknown": "Nie ma {answer} w moim spisie kodów; nowych może w nim brakować. Czy ten kod jest dobry?",
    "postcode.several": "Widzę więcej niż jeden kod. Który jest kodem tej nieruchomości?",
    "bedrooms.empty": "Wpisz liczbę albo naciśnij przycisk.",
    "bedrooms.not_a_number": "Przepraszam, nie rozumiem.",
    "bedrooms.none": "Czy to studio, bez osobnej sypialni?",
    "bedrooms.negative": "Mniej niż zero być nie może. Ile jest sypialni?",
    "bedrooms.not_whole": "Mogę zapisać tylko całe sypialnie. Ile ich policzyć?",
    "bedrooms.too_many": "To więcej, niż mogę zapisać. Sprawdź, proszę, liczbę: najwyżej 20.",
    "bedrooms.several": "Którą liczbę zapisać?",
    "bedrooms.box_room": "Czy mały pokój liczy się jako sypialnia, z miejscem na łóżko?",
    "bedrooms.misspelt": "Czy chodzi o: {answer}?",
    "bedrooms.rooms": "Ile z tych pokoi to sypialnie, nie licząc salonu?",
    "property_type.empty": "Naciśnij przycisk albo wpisz rodzaj nieruchomości.",
    "property_type.not_understood": "Nie znam takiego rodzaju. Co jest najbliżej?",
    "property_type.which_kind": "Który to z tych rodzajów?",
    "property_type.link_detached": "Dom połączony z sąsiednim tylko garażem: zapisać jako wolnostojący czy jako bliźniak?",
    "property_type.studio": "Studio to zwykle mieszkanie. Czy tu też?",
    "property_type.unusual": "Zapiszę „{note}” poza zwykłymi rodzajami; komputer może nie umieć tego oszacować. Czy tak może być?",
    "property_type.several": "Które z tych?",
    # Review
    "review": "Wszystko się zgadza?\n\n{answers}",
    "review.answer": "{label}: {answer}",
    "review.which": (
        "Co zmieniamy? Naciśnij poniżej albo napisz, co to jest. Jeśli jest dobrze, naciśnij „Wszystko się zgadza”."
    ),
    "review.why": "Żeby oszacowanie dotyczyło właściwej nieruchomości, a telefon trafił do właściwej osoby.",
    "edit.current": "Mam zapisane: {answer}.",
    "edit.changed": "Zmienione: {answer}.",
    "answer.same": "To już mam zapisane.",
    "edited.same": "Widzę twoją poprawkę; nic się przez nią nie zmienia.",
    "edited.too_late": "Widzę, że zmieniono wcześniejszą wiadomość. To, co wysłano, zostaje bez zmian.",
    "edited.unknown": "Widzę, że zmieniono wcześniejszą wiadomość, ale nie wiem, której odpowiedzi dotyczy.",
    # Offering a reading
    "pending.change": "{label}: zmienić na {answer}?",
    "pending.as_typed": "Upewnię się. {label}: {answer}. Czy to się zgadza?",
    "pending.yes": "Tak, {answer}",
    "pending.one_of": "{answer}",
    "pending.keep": "Nie, zostaw {answer}",
    "pending.no": "Nie, wpiszę jeszcze raz",
    "pending.retype": "Dobrze, wpisz to, proszę, jeszcze raz.",
    "pending.last_name": "Jakie więc nazwisko? Można też wpisać całość jeszcze raz.",
    "pending.first_name": "Jakie więc imię? Można też wpisać całość jeszcze raz.",
    # Consent
    "consent.ask": (
        "Czy wysłać to do biura **{agency}** i pokazać oszacowanie?\n\n"
        "Za twoją zgodą biuro {agency} może:\n"
        "• przygotować z tego oszacowanie\n"
        "• przechowywać to w swoim systemie zgłoszeń\n"
        "• dzwonić, pisać SMS-y lub e-maile w sprawie oszacowania tej nieruchomości; telefon może zadzwonić wkrótce\n\n"
        "Nic więcej, żadnych newsletterów. Zgodę można cofnąć w każdej chwili: /withdraw."
    ),
    "consent.details": "Szczegóły: {privacy_url}",
    "consent.details_here": "Szczegóły: /privacy",
    "consent.yes": "Tak, pokaż oszacowanie",
    "consent.no": "Nie, nie wysyłaj",
    "consent.why": (
        "Prawo wymaga twojego wyraźnego „tak”, zanim biuro {agency} dostanie dane, i ja też. Bez niego niczego nie wyślę "
        "i nie ma oszacowania."
    ),
    "consent.unclear": (
        "Nic jeszcze nie zostało wysłane. Naciśnij „Tak” albo „Nie” lub napisz „tak” albo „nie”. Marketingu nie będzie w żadnym "
        "wypadku."
    ),
    "consent.changed": "Coś się od tamtego pytania zmieniło, więc pytam jeszcze raz. Nic nie zostało wysłane.",
    "preference": "Zapisuję: najlepiej kontaktować się z tobą {how}. Biuro {agency} się o tym dowie.",
    "preference.label": "Kontakt",
    "preference.email": "e-mailem",
    "preference.text": "SMS-em",
    "preference.email_or_text": "e-mailem lub SMS-em, a nie przez telefon",
    "declined": "W porządku. Nikomu nie wyślę tych odpowiedzi.",
    "ended.declined.next": "Jeśli zmienisz zdanie, możesz kontynuować. Mogę też teraz usunąć odpowiedzi.",
    # Sending
    "sent.thanks": "Dziękuję. Liczę…",
    "sent.before": "Dokładnie to zostało wysłane w ciągu ostatniej doby, jako {reference}, więc nie idzie drugi raz.",
    "sent.before.waiting": "To jest jeszcze w drodze do biura {agency}. Wynik pojawi się tutaj automatycznie.",
    "sent.wait": "Dane idą do biura {agency}, a ja czekam na oszacowanie. Wynik pojawi się tutaj automatycznie.",
    "slow": "Jeszcze liczę, chwileczkę.",
    "delayed": "To trwa dłużej niż zwykle. Dane są bezpieczne i próbuję dalej: wynik pojawi się tu automatycznie, nie trzeba nic robić.",
    "rejected": "Jedna odpowiedź nie została przyjęta ({label}). Proszę sprawdzić ją jeszcze raz.",
    "set_aside": "Tym razem nie udało się uzyskać oszacowania z komputera.",
    "set_aside.told": "Dane są bezpieczne, a biuro {agency} dostało wiadomość: może się tym zająć i odezwać.",
    "set_aside.untold": "Dane mogły nie dotrzeć do biura {agency}. Dla pewności skontaktuj się z nim.",
    "limit": (
        "Z jednego czatu mogę przekazać tylko kilka zgłoszeń dziennie i ta liczba została osiągnięta. **To zgłoszenie nie zostało "
        "wysłane.** Możesz je wysłać jutro. Jeśli sprawa jest pilna, skontaktuj się bezpośrednio z biurem {agency}."
    ),
    # Estimate
    "estimate.sale": "**Około {range__average} przy sprzedaży**, najpewniej od {range__minimum} do {range__maximum}.",
    "estimate.rent": "**Około {range__average} miesięcznie przy wynajmie**, najpewniej od {range__minimum} do {range__maximum}.",
    "estimate.sale.too": "Przy sprzedaży około {range__average}.",
    "estimate.rent.too": "Przy wynajmie około {range__average} miesięcznie.",
    "estimate.sale.caveat": (
        "To oszacowanie komputerowe, a nie oficjalna wycena: nikt nie widział tego domu. Nie opieraj na niej decyzji o kredycie, "
        "spadku ani podatkach."
    ),
    "estimate.rent.caveat": "To oszacowanie komputerowe dla całego domu, a nie obiecany czynsz: nikt tego domu nie widział.",
    "estimate.and": "{first} {second}",
    "estimate.made_up": "(Kwoty zmyślone: to próba.)",
    "estimate.what_next": "Biuro {office_name} ma twoje dane i może się odezwać.",
    "estimate.what_next.when": "Biuro {office_name} planuje zadzwonić **{when}**, żeby to omówić.",
    "estimate.what_next.named": "Biuro {office_name} ma twoje dane i wie, co ci pasuje: {when}.",
    "estimate.what_next.overdue": "Biuro {office_name} planowało zadzwonić wcześniej. Jeśli nikt nie zadzwonił, przepraszam.",
    "promise": "Biuro {office_name} planuje zadzwonić {when}.",
    "when.before": "dziś przed {time}",
    "when.today": "dziś od {time}",
    "when.tomorrow": "jutro od {time}",
    "when.day": "{day} od {time}",
    "when.uk_time": "{when} (czasu brytyjskiego)",
    "estimate.none": "Biuro {agency} otrzymało twoje dane. Komputer nie umie oszacować tej nieruchomości, a zmyślać nie będę: więcej może powiedzieć biuro {agency}.",
    "estimate.lost": "Biuro {agency} otrzymało twoje dane. Odpowiedź z oszacowaniem zaginęła w drodze do mnie, a zmyślać nie będę: więcej może powiedzieć biuro {agency}.",
    # The picture of an estimate
    "picture.sale": "Cena sprzedaży może wynieść około",
    "picture.rent": "Miesięczny czynsz może wynieść około",
    "picture.rent.too": "Wynajem: około {range__average} miesięcznie",
    "picture.home": "{bedrooms}, {kind}, {street}",
    "picture.home.plain": "{bedrooms}, {street}",
    "picture.street": "{street}",
    "picture.lowest": "najniższa prawdopodobna",
    "picture.highest": "najwyższa prawdopodobna",
    "picture.foot": "Oszacowanie komputerowe, {date}",
    "picture.stamp": "Zmyślone",
    "received.elsewhere": "Wiadomość w sprawie {address}:",
    "received.withdrawn": "Biuro {agency} otrzymało dane, zanim zgoda została cofnięta. W kontakcie z biurem podaj numer {reference}.",
    "passed_on": "Dziękuję. Dopisuję to do zgłoszenia w biurze {agency}.",
    "after.changed": "Odpowiedzi zostały wysłane bez zmian. Biuro {agency} powinno się dowiedzieć, co się zmieniło, a poniżej możesz poprosić o kolejne oszacowanie.",
    "after.pass_on": "Czy mam to przekazać biuru {agency}?",
    "after.visit": "Ktoś, kto zobaczy twój dom, powie ci więcej: poniżej możesz umówić bezpłatną wizytę.",
    "after.pictures": "Dziękuję, ale stąd nie mogę przekazywać zdjęć ani plików. Biuro {agency} chętnie je obejrzy.",
    "after.pictures.for_agency": "Ma do pokazania zdjęcia lub pliki nieruchomości",
    "valued.next": "Co chcesz zrobić teraz?",
    # Visits, and times to be called
    "visit.which_day": "Który dzień pasuje? Ktoś z biura {office_name} przyjedzie obejrzeć nieruchomość. Godziny podaję według czasu brytyjskiego.",
    "visit.which_hour": "O której godzinie {day}?",
    "visit.when": "{day} o {time}",
    "visit.requested": "Proszę biuro {office_name} o wizytę **{when}** (czasu brytyjskiego). Nie jest jeszcze uzgodniona: dam tu znać, gdy biuro odpowie.",
    "visit.suggested": "Biuro {office_name} nie może przyjechać {when}, ale proponuje **{instead}** (czasu brytyjskiego). Czy to pasuje?",
    "visit.accepted": "Uzgodnione: ktoś z biura {office_name} przyjedzie obejrzeć nieruchomość **{when}** (czasu brytyjskiego).",
    "visit.reminder": "Przypomnienie: ktoś z biura {office_name} przyjedzie obejrzeć nieruchomość **{when}** (czasu brytyjskiego).",
    "visit.not_answered": "Biuro {office_name} nie odpowiedziało jeszcze w sprawie wizyty {when}, więc proszę na nią nie liczyć. Pytam ponownie.",
    "visit.passed": "Ten termin już minął albo nie jest już dostępny.",
    "visit.not_then": "Na ten termin nie można się umówić.",
    "visit.unavailable": "W tej chwili nie mogę tego tutaj umówić. Skontaktuj się, proszę, bezpośrednio z biurem {office_name}.",
    "visit.none": "Żadna wizyta nie jest tu umówiona.",
    "visit.cancel": "Czy mam odwołać wizytę {when}?",
    "visit.cancelled": "Wizyta jest odwołana, przekazuję to biuru {office_name}.",
    "visit.title": "Wizyta biura {office_name}",
    "visit.for_agency": "Wizyta uzgodniona {day} o {time} (czasu brytyjskiego)",
    "visit.cancelled.for_agency": "Wizyta {day} o {time} (czasu brytyjskiego) odwołana przez właściciela",
    "call_time.day": "W którym dniu pasuje rozmowa? Godziny podaję według czasu brytyjskiego.",
    "call_time.done": "Dziękuję. Przekazuję biuru {office_name}, że pasuje rozmowa {when} (czasu brytyjskiego).",
    "call_time.for_agency": "Prosi o telefon {day} o {time} (czasu brytyjskiego)",
    # A person at the agency reads and answers the chat
    "relay.offer": (
        "Jeśli chcesz, ktoś z biura {office_name} może odpowiedzieć ci tutaj. Od tej chwili będzie czytać to, co piszesz, i widzieć "
        "zdjęcia, które wysyłasz; nic z tego, co było wcześniej."
    ),
    "relay.let": "Niech biuro {agency} czyta czat",
    "relay.opened": (
        "Biuro {agency} czyta teraz to, co tu piszesz, i może odpowiadać. Ja w tym czasie milczę. Kończy to /stop, a także godzina "
        "bez wiadomości."
    ),
    "relay.end": "Zakończ",
    "relay.staff_said": "**Ktoś z biura {agency}:**\n{text}",
    "relay.staff_edited": "**Ktoś z biura {agency}, po poprawce:**\n{text}",
    "relay.not_carried": "Tego nie mogę przekazać. Przekazuję tekst, zdjęcia, pliki, wiadomości głosowe i filmy.",
    "relay.ended": "Biuro {agency} nie czyta już tego czatu.",
    "relay.ended.staff": "Biuro {agency} zakończyło rozmowę i nie czyta już tego czatu. Znów rozmawiasz ze mną, botem.",
    "relay.ended.idle": "Od godziny nikt nic nie napisał, więc biuro {agency} nie czyta już tego czatu. Znów rozmawiasz ze mną, botem.",
    "relay.ended.broken": (
        "Nie mogę już stąd dotrzeć do biura {agency}, więc ostatnia wiadomość mogła nie dojść. Proszę biuro, żeby się z tobą "
        "skontaktowało."
    ),
    # Ending
    "cancelled": "Przerwane. Nikomu nie wyślę tych odpowiedzi.",
    "cancel.sent": "Biuro {agency} może mieć już Twoje dane. Czy mam wycofać Twoją zgodę? Wtedy zatrzymam to, co jeszcze nie zostało wysłane, i nie wyślę nic więcej. Tego, co ma już biuro {agency}, nie mogę usunąć.",
    "delete.sure": "Czy mam usunąć wszystko, co tu o Tobie przechowuję? Tego nie da się przywrócić.",
    "your_data": "Decyzja należy do Ciebie: możesz zobaczyć, co przechowuję, cofnąć zgodę albo kazać wszystko usunąć.",
    "cancel.nothing": "Nie ma teraz czego przerywać.",
    "ended.cancelled.next": "Możesz wrócić do tego miejsca albo mogę teraz usunąć odpowiedzi.",
    "withdraw.nothing": "Nie ma czego wycofywać i nic nie wyślę.",
    "withdraw.cancelled": "Gotowe. Udało się to zatrzymać przed wysłaniem i nic nie zostanie wysłane.",
    "withdraw.reached": "Nic więcej nie wyślę, ale biuro {agency} może już mieć twoje dane. Swoją kopię może usunąć tylko biuro; w kontakcie z nim podaj numer {reference}.",
    "withdraw.marking": "Zaznaczam też w systemie biura {agency}, że zgoda została wycofana, i dam tu znać, co z tego wyszło.",
    "withdrawal.noted": "Gotowe: w systemie biura {agency} zgoda jest już oznaczona jako wycofana ({reference}). Dane, które tam są, może usunąć tylko biuro.",
    "withdrawal.absent": "W systemie biura {agency} nie znaleziono zgłoszenia {reference}, więc nie ma tam czego oznaczać. Jeśli mimo to biuro się z tobą skontaktuje, powiedz, że zgoda została wycofana.",
    "withdrawal.failed": "Nie udało się zaznaczyć w systemie biura {agency}, że zgoda została wycofana ({reference}).",
    "staff_told.withdrawn": "Przekazuję im, że cofasz zgodę.",
    "staff_told.deleted": "Przekazuję im twoją prośbę.",
    "staff_untold": "Stąd nie mogę im tego przekazać, więc proszę powiedzieć im to bezpośrednio.",
    "ended.withdrawn.next": "Możesz zacząć od nowa w każdej chwili albo mogę usunąć to, co jeszcze mam.",
    "deleted": (
        "Wszystko, co tu o tobie było, jest usunięte. Wiadomości w tym czacie nadal są: mogę teraz usunąć te z ostatnich dwóch "
        "dni. Resztę możesz usunąć samodzielnie: otwórz menu tego czatu i wybierz „Wyczyść historię”."
    ),
    "cleared": (
        "Wysłano do Telegrama prośbę o usunięcie naszych wiadomości z ostatnich dwóch dni. Starsze możesz usunąć samodzielnie: "
        "otwórz menu tego czatu i wybierz „Wyczyść historię”."
    ),
    "deleted.agency_copy": "Biuro {agency} może mieć własną kopię, której nie mogę usunąć; w kontakcie z biurem podaj numer {reference}.",
    "deleted.marking": "Zaznaczam też w systemie biura {agency}, że zgoda została wycofana. Dopóki to trwa, przechowuję numer zgłoszenia i numer, pod którym jest tam zapisane, i nic, co mówi, o kogo chodzi.",
    "deleted.count": (
        "Jedna liczba zostaje na dobę: ile zgłoszeń przyszło z tego czatu, żeby nikt nie zalał nimi biura {agency}. Jest zapisana "
        "pod kodem, bez niczego z tego, co tu powiedziano."
    ),
    # Asked in the middle
    "help": (
        "Zadam kilka pytań i pokażę, na ile komputer szacuje nieruchomość. Wpisz odpowiedź albo naciśnij przycisk. "
        "Zawsze można się cofnąć, a nic nie jest wysyłane, dopóki się na końcu nie zgodzisz."
    ),
    "help.commands": (
        "/back – jedno pytanie wstecz\n/cancel – przerwij\n/privacy – jak korzystamy z odpowiedzi\n/mydata – co o tobie "
        "mam\n/withdraw – cofnij zgodę\n/delete – usuń, co mam\n/language – język\n/start – zacznij"
    ),
    "privacy": (
        "O użyciu odpowiedzi decyduje biuro {agency}: służą do przygotowania oszacowania i do kontaktu w jego sprawie, "
        "jeśli się zgodzisz. Trafiają do biura {agency} i jego systemu zgłoszeń; czat przenosi Telegram. Niedokończony "
        "formularz przechowuję najwyżej {retention_days} dni, a wszystko inne najwyżej {kept_days}; jak długo biuro {agency} "
        "przechowuje swoją kopię, powie ci ono samo."
    ),
    "privacy.page": "Pełna informacja: {privacy_url}",
    "privacy.rights": (
        "Możesz zobaczyć, co mam (/mydata), zmienić odpowiedź przed wysłaniem, cofnąć zgodę (/withdraw) i poprosić o usunięcie "
        "(/delete). W sprawie danych, które ma biuro {agency}, zwróć się do niego: możesz je zobaczyć, poprawić, usunąć albo "
        "sprzeciwić się ich użyciu. Skargę możesz złożyć do brytyjskiego urzędu ochrony danych, Information Commissioner's Office: ico.org.uk"
    ),
    "mydata": "Oto, co mam od ciebie:\n\n{answers}",
    "mydata.details": "Co zawiera:\n{details}",
    "mydata.link": "Link, którym tu trafiono: {code}",
    "mydata.count": "Liczba zgłoszeń z tego czatu w ciągu doby: {count}",
    "mydata.contacts": "Zaszyfrowane skróty (hashe) twojego numeru telefonu i adresu e-mail, po których widzę, że inny czat podał te same.",
    "mydata.consent": "Zgoda: {date}, treść {wording}",
    "mydata.kept": (
        "Przechowuję to najwyżej {kept_days} dni, a /delete usuwa to od razu. To, co otrzymało biuro {agency}, jest w jego "
        "własnym systemie zgłoszeń."
    ),
    "mydata.unprocessed": "Jest tu wiadomość od ciebie, której nie udało się przetworzyć; czeka, aż obejrzy ją nasz technik: {text}",
    "mydata.unreadable": "Jest tu zgłoszenie, którego ta wersja programu nie umie odczytać. Zapytaj o nie biuro {agency}.",
    "mydata.answer": "{label}: {answer}",
    "mydata.nothing": "Nie mam żadnych twoich odpowiedzi.",
    "mydata.lead": "Numer zgłoszenia {reference}: {status}.",
    "mydata.addition": "Nieprzekazane: {text}",
    "mydata.visit.requested": "Wizyta, o którą prosisz: {when} (numer {reference})",
    "mydata.visit.suggested": "Wizyta, o którą prosisz: {when}; biuro {agency} proponuje {instead} (numer {reference})",
    "mydata.visit.accepted": "Wizyta uzgodniona: {when} (numer {reference})",
    "mydata.relay": "Biuro {agency} czyta teraz to, co tu piszesz (numer {reference}). Nic z tego nie zachowuję po przekazaniu.",
    "mydata.topics": "To, co pisaliście do siebie z biurem {agency}, jest w jego grupie na Telegramie (rozmowy: {count}). Usuwam to stamtąd, gdy mija mój czas na twoje zapytanie, a po /delete od razu.",
    "mydata.passing_on": "W drodze do biura {agency}: {text}",
    "mydata.lead_id": "Jego numer w systemie biura {agency}: {lead_id}",
    "mydata.call_wanted": "Wybrany przez Ciebie termin rozmowy telefonicznej: {when}",
    "mydata.seen": "Pracownicy otworzyli je w czacie, który biuro {agency} prowadzi ze mną.",
    "mydata.call.taken": "Zapisano tam: ktoś zadzwoni.",
    "mydata.call.called": "Zapisano tam: rozmowa telefoniczna się odbyła.",
    "mydata.call.not_reached": "Zapisano tam: ktoś dzwonił, bez skutku.",
    "lead.status.waiting": "czeka na wysłanie",
    "lead.status.in_flight": "jest wysyłane",
    "lead.status.delivered": "odebrane przez biuro",
    "lead.status.rejected": "jeszcze nieprzyjęte, trzeba poprawić odpowiedź",
    "lead.status.set_aside": "odłożone dla zespołu biura",
    "lead.status.withdrawn": "wycofane",
    "talk.phone": "Numer biura {office_name}: {agency_phone}.",
    "talk.email": "Można napisać na {agency_email}.",
    "talk.agency_url": "Strona biura {agency}: {agency_url}",
    "talk.unknown": (
        "Niestety nie mam numeru biura. Odpowiedzi tu czekają, a po ich wysłaniu biuro {office_name} może do ciebie "
        "zadzwonić."
    ),
    "talk.open": "Biuro jest dziś otwarte do {time}.",
    "talk.closed": "Biuro jest teraz zamknięte. Ktoś będzie tam {when}.",
    "topic.bereaved": "Przykro mi to słyszeć. Nie ma pośpiechu.",
    "topic.no_calls": (
        "Napisz „tylko e-mail” albo „tylko SMS”, kiedy na końcu zapytam o zgodę, a biuro {agency} się o tym dowie. Możesz też wtedy odmówić: "
        "nic nie zostanie wysłane."
    ),
    "topic.no_calls.sent": "Biuro {agency} powinno wiedzieć, jak najlepiej się z tobą kontaktować. /withdraw całkiem cofa zgodę.",
    "topic.free": "To oszacowanie nic nie kosztuje i do niczego nie zobowiązuje.",
    "topic.for_agency": "O tym powie biuro {agency}; ja wiem tylko o oszacowaniu.",
    "topic.who_sees": (
        "Odpowiedzi zobaczy tylko biuro {agency} w swoim systemie zgłoszeń, i to dopiero po twojej zgodzie; wcześniej "
        "nikt. Czat przenosi Telegram. Więcej: /privacy"
    ),
    "topic.again": "To jest wyżej w tej rozmowie. Jeśli już tam tego nie ma, powiedzą to w biurze {agency}.",
    "topic.again.none": "Nie mam do pokazania komputerowego oszacowania tej nieruchomości. Więcej powiedzą w biurze {agency}.",
    "topic.accurate": (
        "To przybliżenie, które komputer wylicza z cen w okolicy. Nikt nie był w środku, więc prawdziwa kwota może być inna."
    ),
    "topic.how_long": "Moje pytania zajmują razem około dwóch minut. Można też przerwać i wrócić; odpowiedzi czekają {retention_days} dni.",
    "topic.who_are_you": (
        "Jestem programem komputerowym, automatycznym asystentem biura {agency}. Żywi ludzie pracują w biurze."
    ),
    "topic.curious": (
        "W porządku. Biuro {agency} może się odezwać w sprawie oszacowania; wystarczy powiedzieć „nie, dziękuję”."
    ),
    "topic.not_mine": (
        "W porządku, jeśli działasz w imieniu właściciela. Podaj własne dane kontaktowe i adres tej nieruchomości."
    ),
    "topic.why_phone": "Biuro {agency} może zadzwonić w sprawie tego oszacowania, a jego system wymaga numeru. Nic nie jest wysyłane, dopóki się na końcu nie zgodzisz.",
    "topic.delete": "Wyślij /delete, a od razu usunę to, co mam. W przeciwnym razie zniknie samo, najpóźniej {kept_days} dni po ostatniej wiadomości.",
    "topic.change_mind": (
        "Przed wysłaniem możesz zmienić każdą odpowiedź albo przerwać, a potem /withdraw cofa zgodę."
    ),
    "topic.next": "Kiedy na końcu się zgodzisz, wynik pojawi się tutaj, a biuro {agency} może się odezwać w jego sprawie. Wcześniej nic się nie dzieje.",
    "topic.fees": "O swoich opłatach powie biuro {agency}; ja podaję tylko szacunkową cenę.",
    "topic.other_costs": "Nie mogę powiedzieć, ile biorą inni: prawnicy, rzeczoznawcy czy urząd skarbowy. Biuro {agency} powie, czego się spodziewać.",
    "topic.scam": "Dobrze, że pytasz. Jestem automatycznym asystentem biura {agency}. Nigdy nie proszę o pieniądze, dane bankowe ani hasła, i nic nie zostanie wysłane, dopóki na końcu nie padnie „tak”. Wszystko jest w /privacy, a biuro {agency} potwierdzi, że to jego czat.",
    "topic.complaint": "Przykro mi. Biuro {agency} na pewno zechce to naprawić, więc proszę mu o tym powiedzieć. W sprawie danych można się też poskarżyć do Information Commissioner's Office: ico.org.uk",
    "crisis": "Bardzo mi przykro, że jest aż tak ciężko. Jestem tylko automatycznym asystentem, ale są ludzie, którzy wysłuchają: Samaritans, bezpłatnie, dniem i nocą, pod numerem 116 123. W razie zagrożenia proszę od razu dzwonić pod 999. Wszystko tutaj może poczekać i na nic nie trzeba odpowiadać.",
    "topic.vulnerable": "Dziękuję za tę wiadomość. Nie ma żadnego pośpiechu i w każdej chwili można przerwać. Jeśli tak łatwiej, można porozmawiać z człowiekiem.",
    "topic.worked_out": "Wylicza to komputer z odpowiedzi i z cen w okolicy. Nikt nie był w środku, więc nie wie o tym domu wszystkiego.",
    "topic.in_writing": "Szacunkowa cena pojawi się tutaj, w tym czacie, i można ją zachować. To nie oficjalna wycena: nie opieraj na niej decyzji o kredycie, spadku ani podatkach. Nie mogę jej wysłać mailem ani pocztą; biuro {agency} powie, co jeszcze jest możliwe.",
    "topic.visit": "Tutaj nie da się umówić wizyty, ale biuro {office_name} to zrobi.",
    "topic.visit.after": "Gdy dostaniesz oszacowanie, możesz tu umówić wizytę biura {office_name}.",
    # Labels of topics, offered for a question that resembles them
    "suggest": "Nie mam pewności, o co chodzi. Czy to jedna z tych rzeczy?",
    "suggest.more": "Czy chodzi o coś z tego?",
    "suggest.or": "Czy mam to przekazać biuru {agency}? A może chodzi o jedno z tych?",
    "suggest.other": "Coś innego: zapytać biuro",
    "topic.accurate.label": "Jak dokładne to jest",
    "topic.stop.label": "Koniec wiadomości",
    "topic.restart.label": "Zacznij od nowa",
    "topic.redo.label": "Powtórz wszystko",
    "topic.help.label": "Jak to działa",
    "topic.privacy.label": "Prywatność",
    "topic.withdraw.label": "Wycofaj zgodę",
    "topic.my_data.label": "Co o mnie wiecie",
    "topic.another.label": "Inna nieruchomość",
    "topic.language.label": "Inny język",
    "topic.again.label": "Zobaczyć jeszcze raz",
    "topic.bereaved.label": "Ktoś zmarł",
    "topic.change_mind.label": "Zmiana zdania",
    "topic.complaint.label": "Złożyć skargę",
    "topic.curious.label": "Pytam z ciekawości",
    "topic.delete.label": "Usunąć moje dane",
    "topic.fees.label": "Opłaty biura",
    "topic.for_agency.label": "Sprzedaż i wynajem",
    "topic.free.label": "Czy to darmowe?",
    "topic.how_long.label": "Ile to potrwa",
    "topic.in_writing.label": "Na piśmie",
    "topic.next.label": "Co będzie dalej",
    "topic.no_calls.label": "Bez telefonów",
    "topic.not_mine.label": "To nie moja nieruchomość",
    "topic.other_costs.label": "Prawnik, podatki, rachunki",
    "topic.scam.label": "Czy to prawdziwe?",
    "topic.talk.label": "Porozmawiać z człowiekiem",
    "topic.cancel_visit.label": "Odwołać wizytę",
    "topic.my_visit.label": "Twoja wizyta",
    "topic.visit.label": "Umówić wizytę",
    "topic.vulnerable.label": "Trudna sytuacja",
    "topic.who_are_you.label": "Kim jesteś",
    "topic.who_sees.label": "Kto widzi odpowiedzi",
    "topic.why.label": "Po co to pytanie",
    "topic.why_phone.label": "Czy ktoś zadzwoni?",
    "topic.worked_out.label": "Jak to jest liczone",
    "courtesy.greeting": "Dzień dobry!",
    "courtesy.here": "Tak, jestem.",
    "courtesy.same": "Nie widzę wcześniejszej odpowiedzi na to pytanie, więc proszę wpisz ją jeszcze raz.",
    "courtesy.thanks": "Nie ma za co.",
    "courtesy.bye": "Do usłyszenia.",
    "courtesy.later": "Nie ma pośpiechu. Odpowiedzi tu czekają.",
    "courtesy.refusal": "To twoja decyzja. Do oszacowania jest to jednak potrzebne, a nic nie jest wysyłane, dopóki się na końcu nie zgodzisz.",
    "courtesy.swearing": "Rozumiem. Bez pośpiechu.",
    "courtesy.question": "To pytanie do zespołu biura {agency}. Ja pomagam tylko z oszacowaniem.",
    "courtesy.statement": "Przepraszam, to nie jest dla mnie jasne. Jeśli to sprawa dla biura {agency}, prowadzi do nich przycisk poniżej.",
    "back.first": "To jest pierwsze pytanie.",
    "back.nowhere": "Nie ma pytania, do którego można wrócić.",
    "unknown_command": "Nie znam tego polecenia. /help pokazuje te, które znam.",
    "way_out": "Nie ma pośpiechu. Możesz też porozmawiać z biurem albo przerwać; nic nie jest wysyłane.",
    "language.ask": "W jakim języku rozmawiamy? Odpowiedzi zostają.",
    "language.only": "Znam te języki: {languages}. Zmienia je /language.",
    "language.offer": "Mówię też po polsku: naciśnij przycisk.",
    "language.changed": "Dobrze, rozmawiamy po polsku.",
    "tap.too_late": "To pytanie jest zamknięte: odpowiedzi zostały wysłane albo usunięte.",
    "toast.noted": "Już zapisane",
    "toast.sent": "Już wysłane",
    "toast.outdated": "Ten przycisk jest od wcześniejszego pytania",
    "own_number": (
        "Twój numer w Telegramie to **{number}**. Aby iść dalej, odpowiedz na moje ostatnie pytanie albo wyślij /start, aby zacząć."
    ),
    "group": "O domach rozmawiam tylko prywatnie. Otwórz, proszę, prywatny czat ze mną.",
    "apology": (
        "Przepraszam, coś poszło u mnie nie tak z ostatnią wiadomością. Nic nie zginęło; wyślij ją, proszę, jeszcze "
        "raz."
    ),
    "apology.lost": (
        "Przepraszam, nie wiem już, na czym skończyliśmy. Wyślij /start, żeby zacząć od nowa, albo /delete, a usunę wszystko, "
        "co mam."
    ),
    # Attachments
    "attachment.photo": "Dziękuję za zdjęcie. Umiem jednak czytać tylko tekst i przyciski.",
    "attachment.voice": "Niestety nie umiem odsłuchać nagrań. Napisz to, proszę.",
    "attachment.video": "Niestety nie umiem oglądać filmów. Napisz to, proszę.",
    "attachment.sticker": "Ładne. Umiem jednak czytać tylko tekst i przyciski.",
    "attachment.location": "Niestety nie umiem odczytać lokalizacji. Wpisz, proszę, adres.",
    "attachment.poll": "Niestety nie mogę brać udziału w ankietach. Wpisz, proszę, odpowiedź.",
    "attachment.document": "Niestety nie umiem otwierać plików. Napisz to, proszę.",
    "attachment.contact": "Dziękuję, wizytówka nie jest teraz potrzebna.",
    "attachment.other": "Niestety umiem czytać tylko tekst i przyciski. Napisz to, proszę.",
    # Buttons
    "button.back": "Wstecz",
    "button.why": "Dlaczego?",
    "button.cancel": "Przerwij",
    "button.restart": "Zacznij od nowa",
    "button.resume": "Kontynuuj",
    "button.your_data": "Twoje dane",
    "button.mydata": "Co przechowujesz",
    "button.ask_withdraw": "Wycofaj moją zgodę",
    "button.ask_delete": "Usuń to wszystko",
    "button.withdraw": "Cofnij zgodę",
    "button.clear": "Usuń nasze wiadomości",
    "button.delete": "Usuń odpowiedzi",
    "button.talk": "Kontakt z biurem",
    "button.another": "Inna nieruchomość",
    "button.pass_on": "Przekaż to",
    "button.keep": "Zostaw bez zmian",
    "button.reviewed": "Wszystko się zgadza",
    "button.skip": "Pomiń",
    "button.no_reminder": "Nie przypominaj",
    "button.share": "Poleć znajomym",
    "button.copy": "Kopiuj {reference}",
    "button.visit": "Bezpłatna wizyta",
    "button.your_visit": "Twoja wizyta",
    "button.take_visit": "Tak, {when}",
    "button.move_visit": "Inny termin",
    "button.ask_cancel_visit": "Odwołaj wizytę",
    "button.cancel_visit": "Tak, odwołaj",
    "button.other_day": "Inny dzień",
    "button.call_time": "Umów rozmowę",
    "button.private": "Otwórz prywatny czat",
    # Commands in the channel's menu
    "command.start": "Poznaj szacunkową cenę",
    "command.back": "Jedno pytanie wstecz",
    "command.help": "Jak to działa",
    "command.cancel": "Przerwij",
    "command.privacy": "Jak korzystamy z odpowiedzi",
    "command.mydata": "Co o tobie mam",
    "command.withdraw": "Cofnij zgodę",
    "command.delete": "Usuń, co mam",
    "command.language": "Język",
    "profile.description": "Za ile można sprzedać lub wynająć twój dom? Odpowiedz na kilka krótkich pytań i zobacz oszacowanie komputerowe, bezpłatnie i w około dwie minuty. Nic nie trafi do biura {agency}, dopóki się nie zgodzisz.",
    "profile.short": "Bezpłatne oszacowanie komputerowe ceny lub czynszu twojego domu. Biuro {agency}",
    "profile.plain": "Bezpłatne oszacowanie komputerowe ceny lub czynszu twojego domu, w około dwie minuty.",
    "topic.in_writing.document": "Oto oszacowanie jako dokument, do zachowania albo wydrukowania. To nie oficjalna wycena: nie opieraj na niej decyzji o kredycie, spadku ani podatkach. Nie mogę go wysłać mailem ani pocztą.",
    "document.home": "{address}, {postcode}",
    "document.reference": "Numer: {reference}",
}
