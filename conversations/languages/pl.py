"""Polish, as spoken to homeowners in the United Kingdom.

The agency's name is put in as it is, so it always stands behind a form of "biuro", which is declined in its place. The bot
speaks of itself, and of the person, without the past tense that would tell a gender.
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
    # The agency where no name is set; it stands behind "biuro" everywhere.
    "agency": "nieruchomości",
    # Starting
    "greeting": (
        "Dzień dobry, tu automatyczny asystent biura {agency}. Po {steps} krótkich pytaniach pokażę wyliczoną przez komputer "
        "szacunkową cenę sprzedaży albo szacunkowy czynsz. To nic nie kosztuje. Potrzebny będzie numer telefonu; nic nie "
        "trafi do naszego zespołu, dopóki się nie zgodzisz."
    ),
    "greeting.vendor": (
        "Dzień dobry, tu automatyczny asystent biura {agency}. Po {steps} krótkich pytaniach pokażę, za ile mniej "
        "więcej można sprzedać tę nieruchomość. To nic nie kosztuje. Potrzebny będzie numer telefonu; nic nie trafi do "
        "naszego zespołu, dopóki się nie zgodzisz."
    ),
    "greeting.landlord": (
        "Dzień dobry, tu automatyczny asystent biura {agency}. Po {steps} krótkich pytaniach pokażę, jaki czynsz mniej "
        "więcej może przynieść ta nieruchomość. To nic nie kosztuje. Potrzebny będzie numer telefonu; nic nie trafi do "
        "naszego zespołu, dopóki się nie zgodzisz."
    ),
    "greeting.begun": "Dzień dobry, tu automatyczny asystent biura {agency}. Pokażę szacunkową cenę sprzedaży albo szacunkowy czynsz, wyliczone przez komputer. To nic nie kosztuje. Potrzebny będzie numer telefonu; nic nie trafi do naszego zespołu, dopóki się nie zgodzisz.",
    "greeting.privacy": "Jak korzystamy z odpowiedzi: {privacy_url}",
    "greeting.privacy_here": "Jak korzystamy z odpowiedzi: wyślij /privacy",
    "start.welcome_back": "Witaj ponownie. Odpowiedzi nadal tu są. Możesz kontynuować albo zacząć od nowa.",
    "another.begin": (
        "W takim razie kolejna nieruchomość. Imię i nazwisko, telefon i e-mail zostają; na końcu można je zmienić."
    ),
    "fresh.next": "Żeby poznać szacunkową cenę, naciśnij „Zacznij od nowa” albo wyślij /start.",
    "reminder": "Odpowiedzi nadal tu są, jeśli chcesz dokończyć. To jedyne przypomnienie.",
    "no_reminder": "Dobrze, przypomnień nie będzie.",
    "resumed": "Dobrze, idźmy dalej.",
    "progress": "**{step} z {steps}.** {question}",
    "right": "Dobrze.",
    # Answers, as they are shown
    "answer.shown": "{answer}",
    "answer.noted": "{answer} ({note})",
    "answer.got": "{answer}, zapisane.",
    "noted": "Oto, co jest zapisane:\n\n{answers}",
    "noted.answer": "• {answer}",
    # Sale or let
    "sale_or_let.ask": "Co cię interesuje: za ile można tę nieruchomość sprzedać czy za ile wynająć?",
    "sale_or_let.why": "Od tego zależy, o co poproszę: o szacunkową cenę sprzedaży czy o miesięczny czynsz.",
    "sale_or_let.example": "Na przykład: „sprzedaż” albo „wynajem”.",
    "sale_or_let.label": "Sprzedaż czy wynajem",
    "sale_or_let.got": "{answer}.",
    "sale_or_let.choice.vendor": "Sprzedaż",
    "sale_or_let.choice.landlord": "Wynajem",
    # Name
    "name.ask": "Jak się nazywasz?",
    "name.why": "Żeby biuro {agency} wiedziało, z kim rozmawia. Proszę o imię i nazwisko.",
    "name.example": "Na przykład: „Marla Singer”.",
    "name.label": "Imię i nazwisko",
    "name.got": "Dziękuję, {first}.",
    # Phone
    "phone.ask": "Pod jaki numer najlepiej dzwonić? Może być też stacjonarny.",
    "phone.why": (
        "Żeby biuro {agency} mogło omówić z tobą oszacowanie. Telefon może zadzwonić wkrótce po wysłaniu odpowiedzi; na "
        "razie nic nie jest wysyłane. Numer dostanie tylko biuro {agency}."
    ),
    "phone.example": "Na przykład: „07986 000000” albo, jeśli numer jest zagraniczny, „+48 601 234 567”.",
    "phone.label": "Telefon",
    "phone.got": "{answer}, zapisane.",
    "keyboard.share": "Udostępnij mój numer",
    "contact.not_yours": "To chyba wizytówka kogoś innego. Wyślij, proszę, własny numer albo go wpisz.",
    # Email
    "email.ask": "Jaki jest twój adres e-mail?",
    "email.why": "Żeby biuro {agency} mogło napisać w sprawie tego oszacowania. Nic więcej, żadnych newsletterów.",
    "email.example": "Na przykład: „marla@example.com”.",
    "email.label": "E-mail",
    "email.got": "{answer}, zapisane.",
    # Address
    "address.ask": "Jaki jest adres tej nieruchomości? Z kodem pocztowym, jeśli masz go pod ręką.",
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
    "appointment.too_far": "To za daleko. Podaj, proszę, dzień w ciągu najbliższego miesiąca.",
    "appointment.which_part": "O jakiej porze dnia?",
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
    # Why an answer was not taken, or is offered back
    "sale_or_let.empty": "Powiedz, proszę: sprzedaż czy wynajem?",
    "sale_or_let.not_understood": "Przepraszam, to dla mnie niejasne. Sprzedaż czy wynajem?",
    "sale_or_let.both": "Może być jedno i drugie, po kolei. Od czego zaczynamy?",
    "sale_or_let.undecided": "Nie trzeba decydować od razu. Od czego zaczniemy?",
    "sale_or_let.negated": "Dla pewności: które z tych dwóch?",
    "sale_or_let.seeks_home": (
        "Mogę oszacować tylko dom lub mieszkanie, które do ciebie należy: na sprzedaż albo wynajem. Jeśli szukasz "
        "czegoś dla siebie, zapytaj, proszę, w biurze {agency}."
    ),
    "name.empty": "Wpisz, proszę, imię i nazwisko.",
    "name.no_last_name": "Czy „{answer}” to całość? Jeśli nie, wpisz nazwisko.",
    "name.no_first_name": "Czy „{answer}” to całość? Jeśli nie, wpisz imię.",
    "name.which_order": "Co jest imieniem, a co nazwiskiem?",
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
    "phone.short_code": "To krótki numer usługowy. Podaj, proszę, zwykły numer: komórkowy albo stacjonarny.",
    "phone.several": "Widzę więcej niż jeden numer. Który jest najlepszy?",
    "phone.polish": "Czy to polski numer, {answer}? Brytyjski ma 10 lub 11 cyfr.",
    "email.empty": "Wpisz, proszę, adres e-mail.",
    "email.no_at": "W adresie e-mail musi być znak @. Sprawdź go, proszę.",
    "email.incomplete": "W tym adresie czegoś brakuje. Sprawdź go, proszę.",
    "email.not_valid": "Taki adres e-mail nie zadziała. Sprawdź go, proszę.",
    "email.too_long": "To za długie na adres e-mail. Sprawdź go, proszę.",
    "email.misspelt_domain": "Czy chodziło o {answer}?",
    "email.which_way": "Jak to się pisze?",
    "email.several": "Widzę więcej niż jeden adres. Który jest najlepszy?",
    "address.empty": "Wpisz, proszę, adres nieruchomości: numer domu, ulicę i miejscowość.",
    "address.too_short": "To trochę mało. Potrzebny jest numer domu, ulica i miejscowość.",
    "address.too_long": "To więcej, niż mogę zapisać: 100 znaków. Wystarczy numer domu, ulica i miejscowość.",
    "address.email": "To wygląda na e-mail. Potrzebny jest adres nieruchomości.",
    "address.phone": "To wygląda na numer telefonu. Potrzebny jest adres nieruchomości.",
    "address.only_postcode": "To kod pocztowy; zapytam o niego zaraz. Najpierw numer domu i ulica.",
    "address.no_street": "Na jakiej to ulicy? Podaj, proszę, numer domu i ulicę.",
    "address.no_number": "Nie widzę numeru ani nazwy domu. Czy tak ma zostać: {answer}?",
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
    "bedrooms.not_a_number": "Nie widzę tu liczby sypialni.",
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
    "review": "Czy wszystko się zgadza?\n\n{answers}",
    "review.answer": "{answer}",
    "review.which": (
        "Co zmieniamy? Naciśnij poniżej albo napisz, co to jest. Jeśli jest dobrze, naciśnij „Wszystko się zgadza”."
    ),
    "review.why": "Żeby oszacowanie dotyczyło właściwej nieruchomości, a telefon trafił do właściwej osoby.",
    "edit.current": "Teraz jest: {answer}.",
    "edit.changed": "Zmienione: {answer}.",
    "answer.same": "To już mam zapisane.",
    "edited.same": "Widzę twoją poprawkę; nic się przez nią nie zmienia.",
    "edited.too_late": "Widzę, że zmieniono wcześniejszą wiadomość. To, co wysłano, zostaje bez zmian.",
    "edited.unknown": "Widzę, że zmieniono wcześniejszą wiadomość, ale nie wiem, której odpowiedzi dotyczy.",
    # Offering a reading
    "pending.change": "{label}: zmienić na {answer}?",
    "pending.yes": "Tak, {answer}",
    "pending.one_of": "{answer}",
    "pending.keep": "Nie, zostaw {answer}",
    "pending.no": "Nie, wpiszę jeszcze raz",
    "pending.retype": "Dobrze, wpisz to, proszę, jeszcze raz.",
    "pending.last_name": "Jakie więc nazwisko? Można też wpisać całość jeszcze raz.",
    "pending.first_name": "Jakie więc imię? Można też wpisać całość jeszcze raz.",
    # Consent
    "consent.ask": (
        "Poproszę o zgodę. Czy zgadzasz się, żeby **biuro {agency}** użyło tych danych do przygotowania oszacowania, "
        "przechowywało je w swoim systemie zgłoszeń i kontaktowało się z tobą telefonicznie, SMS-em lub e-mailem w "
        "sprawie oszacowania tej nieruchomości? Telefon może zadzwonić wkrótce. Nic więcej, żadnych newsletterów. Zgodę "
        "można cofnąć w każdej chwili: /withdraw."
    ),
    "consent.details": "Szczegóły: {privacy_url}",
    "consent.details_here": "Szczegóły: /privacy",
    "consent.yes": "Tak, zgadzam się – wyślij",
    "consent.no": "Nie, nie wysyłaj",
    "consent.why": (
        "Prawo wymaga twojego wyraźnego „tak”, zanim biuro {agency} dostanie dane, i my też. Bez niego nic nie jest "
        "wysyłane i nie ma oszacowania."
    ),
    "consent.unclear": (
        "Potrzebne jest tu wyraźne „tak” albo „nie”, więc nic nie zostało wysłane. Marketingu nie będzie w żadnym "
        "wypadku. Naciśnij przycisk albo napisz „tak, zgadzam się” lub „nie”."
    ),
    "consent.changed": "Coś się od tamtego pytania zmieniło, więc pytam jeszcze raz. Nic nie zostało wysłane.",
    "declined": "W porządku. Nikomu nie wyślę tych odpowiedzi.",
    "ended.declined.next": "Jeśli zmienisz zdanie, możesz kontynuować. Mogę też teraz usunąć odpowiedzi.",
    # Sending
    "sent.thanks": "Dziękuję. Liczę…",
    "sent.wait": "Dane idą do biura {agency}, a ja czekam na oszacowanie. Wynik pojawi się tutaj automatycznie.",
    "slow": "Jeszcze liczę, chwileczkę.",
    "delayed": "To trwa dłużej niż zwykle. Dane są bezpieczne i próbuję dalej: wynik pojawi się tu automatycznie, nie trzeba nic robić.",
    "rejected": "Jedna odpowiedź nie została przyjęta ({label}): „{reason}”. Poprawmy to.",
    "set_aside": "Tym razem nie udało się uzyskać oszacowania z komputera.",
    "set_aside.told": "Dane są bezpieczne, a biuro {agency} dostało wiadomość: może się tym zająć i odezwać.",
    "set_aside.untold": "Dane mogły nie dotrzeć do biura {agency}. Dla pewności skontaktuj się z nim.",
    "limit": (
        "Z jednego czatu mogę przekazać tylko kilka zgłoszeń dziennie i ta liczba została osiągnięta. **To zgłoszenie nie zostało "
        "wysłane.** Możesz je wysłać jutro. Jeśli sprawa jest pilna, skontaktuj się bezpośrednio z biurem {agency}."
    ),
    # Estimate
    "estimate.sale": (
        "**Szacunkowa cena sprzedaży: od {range__minimum} do {range__maximum}**, kwota środkowa {range__average}."
    ),
    "estimate.rent": (
        "**Szacunkowy czynsz: od {range__minimum} do {range__maximum} miesięcznie**, kwota środkowa {range__average}."
    ),
    "estimate.sale.too": "A przy sprzedaży: od {range__minimum} do {range__maximum}.",
    "estimate.rent.too": "A przy wynajmie: od {range__minimum} do {range__maximum} miesięcznie.",
    "estimate.sale.caveat": (
        "To oszacowanie komputerowe, a nie oględziny ani oficjalna wycena: nikt nie widział tego domu, a stan, "
        "rozbudowa lub leasehold mogą zmienić kwotę. Nie opieraj na niej decyzji o kredycie, spadku ani podatkach."
    ),
    "estimate.rent.caveat": (
        "To oszacowanie komputerowe dla całego domu, a nie obiecany czynsz: nikt tego domu nie widział, a stan, "
        "wyposażenie, licencje i popyt mogą zmienić kwotę."
    ),
    "estimate.made_up": "Te kwoty są zmyślone: to próba na wymyślonych liczbach.",
    "estimate.what_next": "Biuro {agency} ma twoje dane i może się odezwać, żeby to omówić.",
    "estimate.what_next.when": "Biuro {agency} ma twoje dane i planuje zadzwonić {when}, żeby to omówić.",
    "promise": "Biuro {agency} planuje zadzwonić {when}.",
    "when.before": "dziś przed {time}",
    "when.today": "dziś od {time}",
    "when.tomorrow": "jutro od {time}",
    "when.day": "{day} od {time}",
    "estimate.none": "Biuro {agency} otrzymało twoje dane. Komputer nie umie oszacować tej nieruchomości, a zmyślać nie będę: więcej może powiedzieć biuro {agency}.",
    # The picture of an estimate
    "picture.sale": "Szacunkowa cena sprzedaży",
    "picture.rent": "Szacunkowy czynsz miesięczny",
    "picture.home": "{bedrooms}, {kind}, {street}",
    "picture.home.plain": "{bedrooms}, {street}",
    "picture.street": "{street}",
    "picture.foot": "Oszacowanie komputerowe, {date}",
    "picture.stamp": "Zmyślone",
    "received.elsewhere": "Wiadomość w sprawie {address}:",
    "received.withdrawn": "Biuro {agency} otrzymało dane, zanim zgoda została cofnięta. W kontakcie z biurem podaj numer {reference}.",
    "after.changed": "Odpowiedzi zostały wysłane bez zmian. Powiedz, proszę, w biurze {agency}, co się zmieniło, albo poproś poniżej o kolejne oszacowanie.",
    "valued.next": "Co chcesz zrobić teraz?",
    # Ending
    "cancelled": "Przerwane. Nikomu nie wyślę tych odpowiedzi.",
    "cancel.sent": "Dane już wysłano. Żeby je wycofać, wyślij /withdraw.",
    "cancel.nothing": "Nie ma teraz czego przerywać.",
    "ended.cancelled.next": "Możesz wrócić do tego miejsca albo mogę teraz usunąć odpowiedzi.",
    "withdraw.nothing": "Nie ma czego wycofywać i nic nie wyślę.",
    "withdraw.cancelled": "Gotowe. Udało się to zatrzymać przed wysłaniem i nic nie zostanie wysłane.",
    "withdraw.reached": "Nic więcej nie wyślę, ale biuro {agency} może już mieć twoje dane. Swoją kopię może usunąć tylko biuro; w kontakcie z nim podaj numer {reference}.",
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
    "lead.status.waiting": "czeka na wysłanie",
    "lead.status.in_flight": "jest wysyłane",
    "lead.status.delivered": "odebrane przez biuro",
    "lead.status.rejected": "jeszcze nieprzyjęte, trzeba poprawić odpowiedź",
    "lead.status.set_aside": "odłożone dla zespołu biura",
    "lead.status.withdrawn": "wycofane",
    "talk.phone": "Numer biura {agency}: {agency_phone}.",
    "talk.email": "Można napisać na {agency_email}.",
    "talk.agency_url": "Strona biura {agency}: {agency_url}",
    "talk.unknown": (
        "Niestety nie mam numeru biura. Odpowiedzi tu czekają, a po ich wysłaniu biuro {agency} może do ciebie "
        "zadzwonić."
    ),
    "talk.open": "Biuro jest dziś otwarte do {time}.",
    "talk.closed": "Biuro jest teraz zamknięte. Ktoś będzie tam {when}.",
    "topic.bereaved": "Przykro mi to słyszeć. Nie ma pośpiechu.",
    "topic.no_calls": (
        "Telefon, SMS lub e-mail w sprawie tego oszacowania należy do tego, na co się na końcu zgadzasz; niczego z tego nie mogę pominąć. "
        "Jeśli wolisz, żeby nie dzwoniono, nie zgadzaj się: wtedy nic nie zostanie wysłane."
    ),
    "topic.no_calls.sent": "Daj znać w biurze {agency}, jak najlepiej się z tobą kontaktować. /withdraw cofa zgodę.",
    "topic.free": "To oszacowanie nic nie kosztuje i do niczego nie zobowiązuje.",
    "topic.for_agency": "O tym powie biuro {agency}; ja wiem tylko o oszacowaniu.",
    "topic.who_sees": (
        "Odpowiedzi zobaczy tylko biuro {agency} w swoim systemie zgłoszeń, i to dopiero po twojej zgodzie; wcześniej "
        "nikt. Czat przenosi Telegram. Więcej: /privacy"
    ),
    "topic.again": "To jest wyżej w tej rozmowie. Jeśli już tam tego nie ma, powiedzą to w biurze {agency}.",
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
    "topic.delete": "Wyślij /delete, a od razu usunę to, co mam.",
    "topic.change_mind": (
        "Tak. Przed wysłaniem możesz zmienić każdą odpowiedź albo przerwać, a potem /withdraw cofa zgodę."
    ),
    "topic.next": "Kiedy na końcu się zgodzisz, wynik pojawi się tutaj, a biuro {agency} może się odezwać w jego sprawie. Wcześniej nic się nie dzieje.",
    "courtesy.greeting": "Dzień dobry!",
    "courtesy.here": "Tak, jestem.",
    "courtesy.same": "Nie widzę wcześniejszej odpowiedzi na to pytanie, więc proszę wpisz ją jeszcze raz.",
    "courtesy.thanks": "Nie ma za co.",
    "courtesy.bye": "Do usłyszenia.",
    "courtesy.later": "Nie ma pośpiechu. Odpowiedzi tu czekają.",
    "courtesy.refusal": "To twoja decyzja. Do oszacowania jest to jednak potrzebne, a nic nie jest wysyłane, dopóki się na końcu nie zgodzisz.",
    "courtesy.swearing": "Rozumiem. Bez pośpiechu.",
    "courtesy.question": "To pytanie do zespołu biura {agency}. Ja pomagam tylko z oszacowaniem.",
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
    "button.withdraw": "Cofnij zgodę",
    "button.clear": "Usuń nasze wiadomości",
    "button.delete": "Usuń odpowiedzi",
    "button.talk": "Kontakt z biurem",
    "button.another": "Inna nieruchomość",
    "button.keep": "Zostaw bez zmian",
    "button.reviewed": "Wszystko się zgadza",
    "button.skip": "Pomiń",
    "button.no_reminder": "Nie przypominaj",
    "button.share": "Poleć znajomym",
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
}

_PHRASES = {
    Intent.BACK: ("cofnij", "cofnij się", "wróć", "wracam", "do tyłu", "poprzednie", "poprzednie pytanie", "back"),
    Intent.WHY: ("czemu", "po co", "po co to", "dlaczego pytasz", "po co wam to", "dlaczego to potrzebne", "why"),
    Intent.HELP: ("pomoc", "help", "jak to działa", "co to jest"),
    Intent.CANCEL: ("anuluj", "stop", "przerywam", "koniec", "wyjdź", "rezygnuję", "zatrzymaj", "cancel"),
    Intent.RESTART: (
        "zacznij od początku",
        "od początku",
        "zacznijmy od nowa",
        "od nowa",
        "start",
        "zacznij",
        "zaczynamy",
        "jeszcze raz od początku",
    ),
    Intent.RESUME: ("dalej", "kontynuuj rozmowę", "jedziemy dalej"),
    Intent.PRIVACY: ("prywatność", "polityka prywatności", "rodo", "gdpr", "privacy"),
    Intent.WITHDRAW: (
        "cofam zgodę",
        "wycofuję zgodę",
        "wycofaj",
        "wycofaj zgodę",
        "wycofuję się",
        "withdraw",
        "chcę wycofać zgodę",
        "chcę się wycofać",
        "proszę wycofać zgodę",
        "chcę cofnąć zgodę",
    ),
    Intent.DELETE: (
        "usuń",
        "usuń moje dane",
        "usuń wszystko",
        "skasuj",
        "skasuj moje dane",
        "skasuj wszystko",
        "delete",
    ),
    Intent.CLEAR: ("usuń wiadomości", "usuń te wiadomości", "skasuj wiadomości", "wyczyść czat", "wyczyść historię"),
    Intent.MY_DATA: ("moje dane", "co o mnie wiesz"),
    Intent.TALK: ("chcę rozmawiać z człowiekiem", "człowiek", "konsultant", "kontakt", "rozmowa z człowiekiem"),
    Intent.ANOTHER: ("kolejna", "następna", "druga nieruchomość", "kolejna nieruchomość"),
    Intent.NO_REMINDER: ("bez przypomnień", "nie przypominaj mi"),
    Intent.SKIP: ("pomijam", "dalej bez tego", "wolę nie mówić"),
    Intent.KEEP: ("zostaw", "bez zmian", "nie zmieniaj"),
    Intent.REVIEWED: ("zgadza się", "wszystko dobrze", "wszystko ok", "wszystko w porządku", "jest dobrze"),
    Intent.LANGUAGE: ("język", "language", "zmień język"),
}

_COSTS = r"darmo\w*|bezplatn\w*|gratis\w*|kosztuj\w*|plac[ei]\w*|zaplac[ei]\w*|bulic|haczyk\w*|zobowiaz\w*"
"""Words of questions about what something costs, or commits one to."""
_FUNCTION = (
    r"a|i|no|czy|ale|ja|cos|tu|tutaj|musze|trzeba|bede|bedzie|mam|nie|za|to|ta|te|ten|tym|ile|mi|mnie|nas|na|jest|sa|jakis|jakies|w"
    r"|ogole|gdzie|ze|nadzieje|tak|do|czegos|ok|jak|moge|jeszcze|wszystko|prosze|co|jesli"
)
"""Words that say nothing of what a question is about."""
_THIS = r"wycen[aey]|oszacowani[ea]|usluga|czat|formularz|pytania|pytan|rozmowa"
"""What this chat is called."""
_ABOUT_THIS = rf"{_FUNCTION}|{_THIS}|calkiem|zupelnie|calkowicie|koniec"
_TAKES_LONG = r"dlugo|trwa|potrwa|zajmie|zajmuje|duzo"
_OF_THIS = rf"{_FUNCTION}|{_THIS}|czasu|minut|zostalo|konca|tego|tych|tyle|sporo|dostane"
_TOPICS = {
    Topic.BEREAVED: (
        r"\b(zmarl[aiy]?|umarl[aiy]?|nie zyj[ea]|odszedl|odeszl[aiy]|po (zmarl\w+|smierci)|pogrzeb\w*|w zalobie"
        r"|strac(ilem|ilam|ilismy) (mame|tate|matke|ojca|meza|zone|babcie|dziadka))\b"
    ),
    Topic.NO_CALLS: (
        r"\b(nie dzwon\w*|(nie chce|bez|zadnych) (zadnych )?(telefonow|telefonu|rozmow\w*|dzwonienia)|nie chce (zeby|aby)\w* (\w+ ){0,3}?dzwon\w*"
        r"|tylko (przez )?(e ?mail\w*|mail\w*|sms\w*)|(e ?mailem|mailem|mailowo|smsem|sms) (tylko|zamiast)|(lepiej|wole) (e ?mail\w*|mail\w*|sms\w*))\b"
    ),
    Topic.FREE: only(_COSTS, _ABOUT_THIS),
    Topic.FOR_AGENCY: (
        rf"\b(?:{_COSTS}|koszt\w*|oplat\w*|platn\w*|prowizj\w*|cennik\w*|abonament\w*|rachun\w*|podat\w*|procent\w*|ile (?:\w+ ){{0,2}}?(?:bierzecie|wezmiecie|liczycie)"
        r"|prawnik\w*|solicitor\w*|notariusz\w*|epc|certyfikat\w*|kredyt\w*|hipote\w*|przeprowadzk\w*|najemc\w*|lokator\w*|kupc\w*"
        r"|kupuj\w*|ofert\w*|umow[aey]|aukcj\w*|licytacj\w*|rzeczoznawc\w*)\b"
        r"|\b(przyjedzie\w*|przyjdzie\w*|obejrz\w*|ogladaj\w*) (\w+ ){0,3}?(ktos|obejrzec|zobaczyc|dom|mieszkanie|na miejscu)\b|\bktos (\w+ )?(przyjedzie|przyjdzie|obejrzy|wpadnie)\b"
    ),
    Topic.NEXT: (
        r"^(i |a |no |to )*co teraz$|\bco (dalej|potem|teraz bedzie|bedzie dalej)\b"
        r"|\bkiedy (\w+ )?(zadzwoni\w*|sie odezwi\w*|odezwi\w*|oddzwoni\w*|skontaktuj\w*|bedziecie dzwonic|bede wiedziec)\b"
        r"|\bkiedy (\w+ ){0,3}?(dostan\w*|zobacz\w*|poznam|dowiem|wycen[ay]|wynik\w*|(za|od|)?dzwoni\w*|odezw\w*|skontakt\w*)\b"
        r"|\bco (sie |bedzie )?(stanie|stalo|dzieje|bedzie|nastapi) (sie )?(jak|jesli|jezeli|gdy|po|kiedy|potem|pozniej|dalej)\b(?! (nie|odm\w*)\b)"
    ),
    Topic.CHANGE_MIND: (
        r"\b(moge|mozna|jesli|jezeli|gdy|czy) (\w+ ){0,2}?(zmieni\w*|rozmysl\w*) (\w+ )?(zdanie|decyzje|sie)\b"
        r"|\b(zmieni\w+|zmienic) (zdanie|decyzje)\b|\b(wycofac|cofnac|odwolac) (sie|zgode|moja zgode)\b"
        r"|\b(moge|mozna|da sie|czy) (\w+ ){0,3}?(zrezygnowac|wycofac|odwolac|anulowac|rozmyslic)\b"
        r"|\b(jak|jesli|gdy|jezeli|co gdy) (\w+ ){0,2}?(zrezygnuj\w*|rozmysl\w*|wycof\w*|odwidzi)\b"
    ),
    Topic.WHO_SEES: (
        r"^(czy|co|kto|gdzie|jak|komu)\b.*\b(dane|danych|danymi|numer|informacj\w+)\b.*\b(bezpieczn\w+|udostep\w+"
        r"|sprzeda\w+|przekaz\w+|trzyma\w*|przechow\w*|chron\w+)\b|\bkto (to |te dane |moje dane )?(widzi|zobaczy"
        r"|dostanie|dostaje|przeczyta|ma dostep)\b"
        r"|\b(bezpieczn[ey]|poufne|spam\w*|ochrona danych|ochrony danych)\b"
        r"|\bco (sie )?(z|robicie z|zrobicie z|stanie z|dzieje z) (moimi |moim |tymi )?(danymi|numerem|odpowiedziami)\b"
        r"|\b(przekazujecie|przekazecie|udostepniacie|udostepnicie|sprzedajecie|sprzedacie) (komus )?(moje |te )?(dane"
        r"|informacje)\b"
        r"|\b(komu|gdzie) (to|je|moje dane|te dane) (trafi\w*|pojd\w*|wys\w*|ida|przekaz\w*|udostepn\w*|daje\w*|dacie"
        r"|sprzeda\w*)\b"
        r"|\bkto (\w+ ){0,3}?(widz\w*|zobacz\w*|czyta\w*|przeczyt\w*|dosta\w*|otrzym\w*|ma dostep|mial dostep|dostep)\b"
        r"|\b(komu|dokad|gdzie) (\w+ ){0,3}?(trafi\w*|pojd\w*|wys[yl]\w*|wysl\w*|przekaz\w*|podaj\w*|udostep\w*|daje\w*|dacie|dasz|ida|idzie|laduj\w*|wyladuj\w*)\b"
        r"|(?<!bez )\b(spam\w*|reklam\w*|telemarketing\w*)\b"
        r"|^((a|ale|no|i) )?co (\w+ ){0,4}?(danymi|danych|numerem|informacjami|odpowiedziami|adresem|mailem)\b"
        r"|^((a|ale|no|i) )?(czy|na ile|jak) (\w+ ){0,4}?(poufn\w*|prywatn\w*|anonimow\w*|bezpieczn\w*|chronion\w*)\b"
        r"|\b(sprzeda\w*|przekaz\w*|udostep\w*|oddaj\w*) (\w+ ){0,2}?(dane|danych|numer|dalej|komus|innym|firmom|osobom trzecim)\b"
    ),
    Topic.ACCURATE: (
        r"\bna jakiej podstawie\b|\b(dokladn\w*|wiarygodn\w*|precyzyjn\w*|rzeteln\w*)\b|\bskad (ta|ten|to|te|macie|masz|sa|bierz\w*|to wiadomo|wiecie)\b"
        r"|\bjak (to |jest to )?(liczycie|liczone|obliczane|wyliczane|wyliczacie)\b"
        r"|\b(za|zbyt|bardzo) (malo|nisk\w*|wysok\w*|duzo)\b|\bwart[ey] (wiecej|mniej)\b"
        r"|\b(oficjaln\w+|orientacyjn\w+|zgaduj\w*|z kosmosu|z sufitu|wyssan\w*)\b"
        r"|\bna ile (to |jest |ta \w+ )?(\w+ )?(pewn\w*|realn\w*|prawdziw\w*|dobr\w*|trafn\w*)\b"
        r"|\b(mozna|moge|warto|da sie) (\w+ ){0,3}?(ufac|zaufac|wierzyc|polegac)\b"
        r"|\b(jak|skad) (\w+ ){0,3}?(wylicz\w*|oblicz\w*|licz\w*|wyceni\w*|szacuj\w*|ustal\w*|wiecie|wiesz|bierze\w*|wzie\w*)\b"
        r"|\b(pewn|realn|prawdziw|wiarygodn)\w{1,3} (cen|kwot|wycen|wartos)\w*|\b(cen|kwot|wycen|wartos)\w* (\w+ )?(jest |bedzie )(pewn|realn|prawdziw|wiarygodn|trafn)\w*"
    ),
    Topic.HOW_LONG: (
        rf"{only(_TAKES_LONG, _OF_THIS)}"
        r"|\b(dokoncz\w*|skoncz\w*|wroc\w*|wypelni\w*|odpowie\w*) (\w+ ){0,2}?(pozniej|potem|jutro|wieczorem|kiedy indziej)$"
        r"|\bile (jeszcze )?(tych |jest )?pytan\b|\bile (to )?jeszcze$|\bkiedy (to )?(sie |bedzie )?(skonczy|koniec)$"
        r"|\b(zaraz|juz|prawie|niedlugo) (\w+ )?koniec$|\bszybko (to )?(pojdzie|idzie|bedzie)$"
    ),
    Topic.WHO_ARE_YOU: (
        r"\bkto (za tym|za wami|za toba) stoi\b|\bkto (to|tu) (pisze|prowadzi|jest)\b|"
        r"\b(rozmawiam|pisze|gadam) z (robotem|botem|czlowiekiem|automatem|maszyna|kims)\b|\b(kim (ty )?jestes"
        r"|jestes (prawdziw\w*|czlowiekiem|botem|robotem|osoba|automatem|komputerem|maszyna)"
        r"|czy to (jest )?(bot|robot|oszustwo|czlowiek|scam|automat|sciema)|z kim (ja )?(rozmawiam|pisze))\b"
        r"|^((a|ale|no|i|hej) )?kto ((ty|to|tu|jest)( jest| pyta| pisze| po drugiej stronie)?$|(mnie |sie )?pyta\b)|\bkim (\w+ )?jestes\w*\b"
        r"|\bco to (jest )?za (firm\w*|biur\w*|stron\w*|bot\w*|agencj\w*|program|jed\w*)\b|\b(jaka|ktora) (\w+ )?(firma|agencja)\b"
        r"|\b(sztuczn\w* inteligencj\w*|chat ?gpt|ai|zyw\w+ czlowiek\w*)\b"
        r"|^((a|ale|no|hej|czy) )*(ty|to|jestes\w*|wy|rozmawiam|pisze|gadam|odpowiada)\b (\w+ ){0,3}?(bot\w*|robot\w*|automat\w*|maszyn\w*|komputer\w*|czlowiek\w*|scam\w*|oszust\w*|sciem\w*|przekret|legaln\w*|prawdziw\w*)\b"
    ),
    Topic.CURIOUS: (
        r"\b(tylko (jestem )?ciekaw\w*|z (czystej )?ciekawosci|tylko (patrze|ogladam|sprawdzam|pytam))\b"
        r"|\bnie (planuje|zamierzam|chce na razie|chce teraz|mam zamiaru) (sprzedawac|sprzedac"
        r"|wynajmowac)\b(?!.*\b(wynaj\w*|najem)\b)"
        r"|\b(tylko|jedynie) (\w+ ){0,2}?(wiedziec|sprawdzic|zobaczyc|zorientowac|ciekaw\w*|patrz\w*|oglad\w*|sprawdzam|pytam|przegladam|rozgladam)\b"
        r"|\bz ciekawosci\b"
    ),
    Topic.NOT_MINE: (
        r"\bnie (jest )?(moj|moja|moje|nasz|nasza|nasze) (dom|domu|mieszkanie|nieruchomosc)\b|\bto nie (jest )?(moj|moje|moja)\b"
        r"|\bw imieniu\b|\bnie jestem wlascicielem\b|\bnie jestem wlascicielka\b"
        r"|\b(dom|domu|mieszkanie|nieruchomosc) (mojej |mojego |moich )?(mamy|matki|taty|ojca|rodzicow|babci|dziadka"
        r"|dziadkow|brata"
        r"|siostry|syna|corki|tesciow|tesciowej|kolegi|kolezanki|znajomych|sasiada)\b"
        r"|\b(dom|domu|mieszkanie|mieszkania|nieruchomosc|chata) (jest |nalezy do |po |mojej |mojego |moich |tez ){0,3}(mamy|matki|taty|ojca|rodzicow|babci|dziadk\w+|brata|siostry|syna|corki|tesci\w+|ciotki|cioci|wujka|zony|meza|kolegi|kolezanki|znajom\w+|sasiad\w+)\b"
    ),
    Topic.WHY_PHONE: (
        r"\b(po co|dlaczego|czemu|na co)\b.*\b(numer|numeru|telefon|telefonu)\b"
        r"|\b(bedziecie|bedziesz|bedzie ktos|ktos bedzie) (do mnie )?dzwonic\b|\b(zadzwonicie|zadzwoni ktos|ktos zadzwoni)\b"
        r"|\b(bedziecie|bedziesz|bedzie|beda|zamierzacie|kto|ile razy) (\w+ ){0,3}?(dzwonic|dzwonil\w*|wydzwani\w*|nekac|nagabywac|zadzwoni|zawracac)\b"
    ),
    Topic.TALK: (
        r"\bz (kims|czlowiekiem|konsultantem|agentem|kims innym|prawdziw\w+ \w+) (po)?(rozmawiac|gadac)\b|\bgodziny (otwarcia|pracy)\b"
        r"|\bgdzie (jest|sa|macie|jestescie|znajduje sie|miesci sie) (wasze |wasz |to )?(biuro|oddzial)\b"
        r"|\b(jaki|jakie|jaka|podaj\w*|podacie) (jest |macie |mi )?(wasz|twoj|swoj)e? (numer|telefon|adres|e ?mail|mail)\w*\b"
        r"|\b(jestescie|kiedy|biuro jest|biuro) (otwart\w+|czynn\w+|otwierac\w*)\b|"
        r"\b(polacz|polaczcie|przelacz|przelaczcie) mnie\b|\b(porozmawiac|pogadac|rozmawiac) z (kims|czlowiekiem"
        r"|konsultantem|biurem|osoba|zywym|prawdziw\w*|agentem|ludzmi)\b"
        r"|\b(zadzwoncie|oddzwoncie|prosze (zadzwonic|o (telefon|kontakt)))\b"
        r"|\b(niech|moze|moglby|czy) (\w+ )?ktos (\w+ ){0,2}?((za|od)dzwoni\w*|pomoc|pomoze)\b"
        r"|\b(dajcie|daj|dac|chce|wole|potrzebuje) (\w+ ){0,3}?(czlowieka|czlowiekiem|konsultant\w*|zywego|agent\w*|pracownik\w*)\b"
        r"|\bwole (\w+ ){0,2}?(przez telefon|telefonicznie|zadzwonic|osobiscie)\b|\b(za|od)dzwon(cie)? do mnie\b"
        r"|\b(macie|podacie|jest|znacie) (\w+ )?(numer|telefon|infolini\w*)\b(?! (na|do) (mnie|gmail))"
        r"|\b(o ktorej|do ktorej|kiedy|w jakich godzinach) (\w+ )?(otwart\w*|otwier\w*|zamyka\w*|czynn\w*|pracuj\w*)\b"
        r"|\b(po)?(rozmawiac|gadac|mowic) (\w+ )?z (\w+ )?(kims|czlowiek\w*|konsultant\w*|agent\w*|osoba|ludzmi|pracownik\w*)\b"
    ),
    Topic.WHY: (
        r"^((ale|a|i|no) )*(dlaczego|czemu|po co|na co|do czego)\b|\bco (bedzie |sie stanie )?(jesli|jezeli|jak) (nie|odmowie)\b"
        r"|^((czy|a|ale|no) )*(musze|trzeba|mam) (\w+ )?(podawac|podac|odpowiadac|odpowiedziec|pisac|mowic)\b"
        r"|\bczy (to |jest |to jest )?(konieczn\w*|obowiazkow\w*|wymagan\w*|niezbedn\w*|potrzebn\w*)\b"
        r"|\b(po co|czemu|dlaczego|na co|do czego|z jakiej racji) (\w+ ){0,2}?(wam|ci|to|pytacie|pytasz|potrzeb\w*|mam|chcecie|chcesz|sluzy)\b"
    ),
    Topic.DELETE: (
        r"\b(usun|usuncie|skasuj|skasujcie|wykasuj\w*) (to|moje|mnie|wszystko|te)\b|\bzapomnij(cie)? o mnie\b"
        r"|\b(usuniecie|usuniecia) (moich )?danych\b"
        r"|\b(usunac|skasowac|wykasowac|wymazac) (\w+ ){0,2}?(to|moje|mnie|wszystko|te|dane)\b"
    ),
    Topic.AGAIN: (
        r"\bile (to |ono )?(bylo|wyszlo)\b|\bpowtorz(yc|cie)?\b|(?<!nie )\b((wyslij|pokaz|podaj|przeslij|powiedz)(cie)?|(wy|prze)slac|pokazac|podac)( \w+){0,4} (jeszcze raz|ponownie|znowu)\b"
        r"|\bjeszcze raz (wyslij|pokaz|podaj|przeslij|powiedz)|\bjak(a|ie) (to )?byl[ao] (ta |to )?(cena|kwota|wycena|pytanie)\b"
    ),
}

_CONCEPTS = {
    Topic.FOR_AGENCY: (
        r"plac[ei]|zaplac|doplac|oplac|koszt|oplat|darm|bezplat|prowizj|rachun|faktur|cennik|gratis",
        r"ile|kas[ay]|pieni\w+|zloty\w*|funt\w*|cos",
    ),
    Topic.WHO_SEES: (
        r"dan(?:e|ych|ymi)\b|bezpiecz|prywat|poufn|spam|reklam|udostep|przekaz|przechow|rodo|zobaczy\b|przeczyta\b|wyciek\w*|wyplyn\w*",
        r"kto|komu|widz\w*|zobacz\w*|oglad\w*|czyta\w*|dostep\w*|dost\w*|trafi\w*|trzyma\w*|potem|numer\w*",
    ),
    Topic.WHY_PHONE: (
        r"wydzwan|nek(?:ac|al)|nagab|dzwonic|dzwonil|bedziecie dzwon|telefonami|zadzwonicie",
        r"dzwon\w*|telefon\w*|numer\w*|meczy\w*",
    ),
    Topic.ACCURATE: (
        r"dokladn|wiarygod|rzeteln|(?:za)?ufa[cm]|wierz|(?:wy|ob)licz|szacuj|rzeczoznaw|trafn|podstaw|zgadyw|wyssan",
        r"realn\w*|skad|licz\w*|cen\w*|wycen\w*|sens\w*",
    ),
    Topic.HOW_LONG: (
        r"do konca pytan|ile pytan",
        r"koni?ec|zosta\w*|pytan\w*|skoncz\w*",
    ),
    Topic.WHO_ARE_YOU: (
        r"bot\b|botem|robot|maszyn|automat\b|automatem|komputer|sztuczn|oszust|scam|sciem|kim\b|przekret|gpt",
        r"jestes\w*|firm\w*|czlowiek\w*|prawdziw\w*|zyw\w*|kto|wy|ty|agencj\w*",
    ),
    Topic.TALK: (
        r"rozmaw|porozmaw|pogad|konsultan|polacz|oddzwon|biur\w*|infolin|spotka",
        r"czlowiek\w*|ktos|kims|kogos|zadzwon\w*|pracownik\w*|otwart\w*|godzin\w*|gada\w*|osobi\w*|agent\w*",
    ),
    Topic.NEXT: (
        r"co dalej|nastepn|co potem",
        r"dalej|potem|kiedy|stanie|bedzie|teraz",
    ),
    Topic.CHANGE_MIND: (
        r"rozmysl|wycof|zrezygn|odwol|zmieni\w* zdanie|zaluj|pozaluj",
        r"anul\w*|zdanie|zmieni\w*|cofn\w*",
    ),
    Topic.WHY: (
        r"dlaczego|czemu|po co|po ki\w+|po jaki\w*|na co|w jakim celu|z jakiej racji|koniecz|obowiazk",
        r"wam|musz\w*|trzeba|potrzeb\w*|sluzy|wazne",
    ),
    Topic.DELETE: (
        r"usun|skasow|wykasow|kasuj|wymaz",
        r"zapomn\w*|dane",
    ),
}
"""Beginnings of words that tell what a question is about, and words that hint at it."""

# And of a request: "I'd like to talk to somebody".
_ASKS = (
    r"(czy|co|do czego|kto|kogo|komu|kim|z kim|jak|kiedy|gdzie|dlaczego|czemu|po co|na co|po ki\w+|ile|jaki|jaka|jakie|skad|ktory"
    r"|ktora|ktore|moge"
    r"|mozna|da sie|musze|trzeba|\w+cie|jestes|prosze o|zadzwoncie|oddzwoncie"
    r"|(chce|chcialbym|chcialabym|wole) (po)?(rozmawiac|gadac|wiedziec|zapytac|spytac))\b"
)
_CHANGES = (
    r"\b(zmien|zmienic|zmiana|zle|zly|zla|blad|bledny|bledne|bledna|popraw|poprawic|poprawka|pomylka|pomylilem|pomylilam"
    r"|literowka"
    r"|inn[aey]|nie (?:ten|ta|to|takie?|taka)|(?:sie )?nie (?:zgadza|pasuje)|niezgodn\w*|oprocz|poza|niepoprawn\w*|nieprawidlow\w*)\b"
)

_OTHERS = (
    r"(?:(?:a|i|to|teraz|tez|czy|chce|chcemy|chcial\w*|moge|mozna|mam|mamy|prosze|wycen\w*|sprawdz\w*|zrob\w*|o|na|dla) )*"
    r"(?:jeszcze jed\w+|kolejn\w+|inn\w+|drug\w+|nastepn\w+) (?:\w+ )?(?:dom\w*|mieszkan\w+|nieruchomos\w+|kawalerk\w+)\b"
)

_BACKS = (
    r"(?:(?:czy|moge|mozna|mozemy|prosze|chce|chcialbym|chcialabym|musze|przepraszam|sorry|nie|ok|o) )*"
    r"(?:(?:cofnij|cofnac|cofnijmy|cofam|wroc|wrocic|wrocmy|wracam|wracaj) ?(?:sie|mnie)?|wstecz|do tylu"
    r"|poprzednie (?:pytanie|pytania))\b"
)
_SMALL = """do o na w sie to moj moja moje moj prosze dzieki dziekuje przepraszam pytanie pytania pytan krok kroki krokow jeszcze raz
    z powrotem zmien zmienic mojego mojej chce""".split()

_SHORT = {"nr": "numer", "tel": "telefon", "nwm": "nie wiem", "dlacz": "dlaczego", "kaski": "kasy", "kom": "komorka"}

_MENTIONS = {
    "sale_or_let": ("sprzedaz czy wynajem", "sprzedaz", "sprzedazy", "wynajem", "wynajmu"),
    "name": ("imie i nazwisko", "imie", "nazwisko", "imienia", "nazwiska", "imieniu", "nazwisku", "imieniu i nazwisku"),
    "phone": ("telefon", "numer telefonu", "numer", "komorka", "telefonu", "numeru", "numeru telefonu", "numerze",
              "numerze telefonu"),
    "email": ("e mail", "email", "mail", "adres e mail", "adres email", "adres mailowy", "maila", "mailu", "e maila", "e mailu",
              "adresie e mail"),
    "address": ("adres", "ulica", "ulice", "numer domu", "adresu", "adresie", "nazwa ulicy"),
    "postcode": ("kod", "kod pocztowy", "kodu", "kodzie", "kodu pocztowego", "kodzie pocztowym", "postcode"),
    "bedrooms": ("sypialnie", "sypialni", "sypialnia", "pokoje", "pokoi", "liczba sypialni", "liczbe sypialni"),
    "title": ("tytul",),
    "message": ("wiadomosc",),
    "appointment": ("termin", "kiedy", "wizyta"),
    "property_type": ("rodzaj", "typ", "rodzaju", "typu", "rodzaj nieruchomosci", "typ nieruchomosci"),
}  # fmt: skip

_TYPES = {
    "vendor": "Szacunkowa cena sprzedaży",
    "landlord": "Szacunkowy czynsz",
    "detached": "Dom wolnostojący",
    "semi-detached": "Bliźniak",
    "terraced": "Szeregowiec",
    "flat-maisonette": "Mieszkanie",
    "other": "Coś innego",
}


def _bedrooms(number: int) -> str:
    """CLDR's plural rule for Polish: one, few (2-4 but not 12-14), many."""
    if number == 0:
        return "Studio"
    if number == 1:
        return "1 sypialnia"
    few = number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14)
    return f"{number} {'sypialnie' if few else 'sypialni'}"


_DAYS = ("pon.", "wt.", "śr.", "czw.", "pt.", "sob.", "niedz.")
_MONTHS = ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru")
_PARTS = {(9, 12): "rano", (12, 17): "po południu", (17, 19): "wieczorem"}


_MONTHS_IN_FULL = ("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października",
                "listopada", "grudnia")  # fmt: skip


def _date(value: str) -> str:
    day = date.fromisoformat(value)
    return f"{day.day} {_MONTHS_IN_FULL[day.month - 1]} {day.year}"


_ON_DAY = ("w poniedziałek", "we wtorek", "w środę", "w czwartek", "w piątek", "w sobotę", "w niedzielę")


def _when(value: str) -> str:
    day, first, end = appointment.parts(value)
    part = _PARTS.get((first, end), f"godz. {first}")
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
            return value.removeprefix("0")
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


def _pounds(amount: int) -> str:
    """As CLDR writes it in Polish: a no-break space between thousands, the sign behind."""
    return f"{amount:,}".replace(",", "\u00a0") + "\u00a0£"


def _money(figures: Range) -> dict[str, str]:
    return {
        "minimum": _pounds(figures.minimum),
        "average": _pounds(figures.average),
        "maximum": _pounds(figures.maximum),
    }


CATALOGUE = Catalogue(
    language="pl",
    name="Polski",
    consent_version="pl-2026-11-23",
    sentences=MappingProxyType(_SENTENCES),
    phrases=MappingProxyType({intent: frozenset(phrases) for intent, phrases in _PHRASES.items()}),
    mentions=MappingProxyType(_MENTIONS),
    topics=MappingProxyType({topic: re.compile(pattern) for topic, pattern in _TOPICS.items()}),
    asks=re.compile(_ASKS),
    changes=re.compile(_CHANGES),
    called=frozenset({"polski", "po polsku", "polish", "pwyleg", "yn bwyleg", "speak polish", "mow po polsku"}),
    hints=frozenset(
        (
            "dzien dobry czesc dziekuje prosze chce chcialbym chcialabym sprzedac wynajac sprzedaz wynajem mieszkanie domu jest moje "
            "moj moja mam sypialnie pokoje jak ile czy kiedy dlaczego nie sie potrzebuje ulica numer telefonu kosztuje wartosc polsku"
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
