"""The sentences of the bot in English, by key."""

SENTENCES = {
    # The agency where no name is set.
    "agency": "the estate agency",
    # Starting
    "greeting": (
        "Hello, I'm the automated assistant at {agency}. Answer {steps} quick questions and I'll show a computer estimate for your "
        "property, to sell or to let. It's free. We'll need a phone number; nothing goes to our team until you say yes."
    ),
    "greeting.vendor": (
        "Hello, I'm the automated assistant at {agency}. Answer {steps} quick questions and I'll show an estimate of what your "
        "property might sell for. It's free. We'll need a phone number; nothing goes to our team until you say yes."
    ),
    "greeting.landlord": (
        "Hello, I'm the automated assistant at {agency}. Answer {steps} quick questions and I'll show an estimate of the rent your "
        "property might bring. It's free. We'll need a phone number; nothing goes to our team until you say yes."
    ),
    "greeting.begun": "Hello, I'm the automated assistant at {agency}, and I'll show a computer estimate for your property. It's free. We'll need a phone number; nothing goes to our team until you say yes.",
    "greeting.privacy": "How we use your answers: {privacy_url}",
    "greeting.privacy_here": "How we use your answers: send /privacy",
    "start.welcome_back": "Welcome back. Your answers are still here. You can carry on, or start again.",
    "another.begin": "Another property, then. I'll keep your name, phone and email; you can change them at the end.",
    "fresh.next": "Press “Start again”, or send /start, when you'd like an estimate.",
    "reminder": "Your answers are still here, whenever you'd like to carry on. This is my only reminder.",
    "no_reminder": "Right, I won't remind you.",
    "resumed": "Good, let's carry on.",
    "progress": "**{step} of {steps}.** {question}",
    "right": "Right.",
    # Answers, as they are shown
    "answer.shown": "{answer}",
    "answer.noted": "{answer} ({note})",
    "answer.got": "{answer}, noted.",
    "noted": "This is what I noted:\n\n{answers}",
    "noted.answer": "• {answer}",
    # Sale or let
    "sale_or_let.ask": "Would you like to know what the property might sell for, or what it might rent for?",
    "sale_or_let.why": "It decides which estimate I ask for: a sale price, or a monthly rent.",
    "sale_or_let.example": "For example: “sell”, or “rent it out”.",
    "sale_or_let.label": "Sale or let",
    "sale_or_let.got": "{answer}.",
    "sale_or_let.choice.vendor": "Sell it",
    "sale_or_let.choice.landlord": "Rent it out",
    # Name
    "name.ask": "What's your name?",
    "name.why": "So that {agency} knows who they are talking to. First name and surname, please.",
    "name.example": "For example: “Marla Singer”.",
    "name.label": "Name",
    "name.got": "Thanks, {first}.",
    # Phone
    "phone.ask": "What's the best phone number? Landlines are fine.",
    "phone.why": (
        "So {agency} can talk through your estimate. A call may come soon after you send it; nothing goes yet. "
        "Only {agency} gets it."
    ),
    "phone.example": "For example: “07986 000000”, or “+48 601 234 567” for a number abroad.",
    "phone.label": "Phone",
    "phone.got": "{answer}, got it.",
    "keyboard.share": "Share my number",
    "contact.not_yours": "That looks like somebody else's contact card. Please send your own number, or type it.",
    # Email
    "email.ask": "And your email address?",
    "email.why": "So {agency} can write to you about this estimate. Nothing else, and no newsletters.",
    "email.example": "For example: “marla@example.com”.",
    "email.label": "Email",
    "email.got": "{answer}, got it.",
    # Address
    "address.ask": "What's the property's address? With the postcode, if it's handy.",
    "address.why": "The estimate is for this very property. It's the property's address I need, not where you live.",
    "address.example": "For example: “123 Example Street, Derby”. A house name is fine too.",
    "address.label": "Address",
    "address.got": "{answer}.",
    "address.with_postcode": "{address}, {postcode}.",
    # Postcode
    "postcode.ask": "What's the property's postcode?",
    "postcode.why": "The postcode finds recent prices nearby, and the right {agency} office.",
    "postcode.example": "For example: “DE1 1JX”.",
    "postcode.find": "It's on any letter sent to the property, and Royal Mail's website has a postcode finder. Your answers wait here.",
    "postcode.new_build": "No postcode yet? The site's will do, or one nearby. I'll note that it's approximate.",
    "postcode.label": "Postcode",
    "postcode.got": "{answer}.",
    # Bedrooms
    "bedrooms.ask": "How many bedrooms?",
    "bedrooms.why": "Size makes the biggest difference to a price. Bedrooms are the quickest measure of it.",
    "bedrooms.example": "For example: “3”, “three” or “studio”.",
    "bedrooms.counts": (
        "Count every room that somebody sleeps in, or could: a box room or a loft only if you'd call it a bedroom."
    ),
    "bedrooms.label": "Bedrooms",
    "bedrooms.got": "{answer}.",
    "bedrooms.choice.0": "Studio",
    "bedrooms.choice.1": "1",
    "bedrooms.choice.2": "2",
    "bedrooms.choice.3": "3",
    "bedrooms.choice.4": "4",
    "bedrooms.choice.5": "5",
    "bedrooms.choice.6": "6+",
    # Property type
    "property_type.ask": "What type of property?",
    "property_type.why": "A terraced house and a flat next door can sell for quite different prices.",
    "property_type.example": "For example: “semi-detached”, or “flat”. If none fits, “something else”.",
    "property_type.label": "Type",
    "property_type.got": "{answer}.",
    "property_type.choice.detached": "Detached",
    "property_type.choice.semi-detached": "Semi-detached",
    "property_type.choice.terraced": "Terraced",
    "property_type.choice.flat": "Flat or maisonette",
    "property_type.choice.other": "Something else",
    # The title, if the agency asks for it
    "title.ask": "Which title do you use?",
    "title.why": "So that {agency} addresses you properly. You can skip this.",
    "title.example": "For example: “Mrs”, “Mr” or “Dr”.",
    "title.label": "Title",
    "title.got": "{answer}.",
    "title.empty": "Please press a title, or skip.",
    "title.not_a_title": "I don't know that title. Please press one, or skip.",
    "title.which": "Which one shall I note?",
    # Optional: a message
    "message.ask": "Is there anything {agency} should know?",
    "message.why": "Whatever helps them prepare: an extension, a short lease, when you'd like to move. You can skip this.",
    "message.example": "For example: “We had the loft converted last year.”",
    "message.label": "Message",
    "message.got": "Noted.",
    "message.empty": "Please type your message, or skip.",
    "message.too_long": "That's longer than I can pass on: 255 characters. Could you shorten it?",
    # Optional: when a call or visit suits
    "appointment.ask": "When would a call or visit suit you?",
    "appointment.why": "So that {agency} gets in touch when it suits you. You can skip this.",
    "appointment.example": "For example: “Tuesday morning”, or “tomorrow at 3”.",
    "appointment.label": "When",
    "appointment.got": "{answer}, noted.",
    "appointment.empty": "Please press a time, or skip.",
    "appointment.not_understood": "I couldn't read a day in that.",
    "appointment.weekend": "The office is closed at weekends. Which working day would suit?",
    "appointment.holiday": "That's a bank holiday, and the office is closed. Which working day would suit?",
    "appointment.too_far": "That's too far ahead. A day within the next month, please.",
    "appointment.which_part": "Which part of the day?",
    # Optional: the agency's own questions
    "own.ask": "{text}",
    "own.why": "{agency} would like to know. You can skip this.",
    "own.example": "Press a button if there is one, or answer in a few words.",
    "own.label": "{text}",
    "own.got": "{answer}.",
    "own.empty": "Please answer in a few words, or skip.",
    "own.too_long": "That's longer than I can pass on: 200 characters. Could you shorten it?",
    "own.not_a_choice": "Please press one of the buttons, or skip.",
    "skipped": "Skipped.",
    "answer.skipped": "skipped",
    "skip.needed": "I do need this one for the estimate.",
    # Why an answer was not taken, or is offered back
    "sale_or_let.empty": "Please tell me: sell it, or rent it out?",
    "sale_or_let.not_understood": "Sorry, I didn't catch that. Sell it, or rent it out?",
    "sale_or_let.both": "I can do both, one after the other. Which one first?",
    "sale_or_let.undecided": "No hurry to decide. Which estimate shall we start with?",
    "sale_or_let.negated": "Just to be sure, which one is it?",
    "sale_or_let.seeks_home": (
        "I can only estimate a home that you own, to sell or to let. For a home to move into, please ask {agency}."
    ),
    "name.empty": "Please type your first name and surname.",
    "name.no_last_name": "Is “{answer}” your whole name? If not, please type your surname.",
    "name.no_first_name": "Is “{answer}” all I should note? If not, please type your first name.",
    "name.which_order": "Which way round is it?",
    "name.perhaps": "Is your name {answer}?",
    "name.too_long": "That's longer than I can note: at most 50 letters for each part of your name.",
    "name.greeting": "Hello! First your name, please: first name and surname.",
    "name.question": "That's one for the team at {agency}. First your name, please: first name and surname.",
    "name.swearing": "Fair enough. When you're ready, I need your first name and surname.",
    "name.email": "That looks like an email address; I'll ask for it in a moment. First your name, please.",
    "name.phone": "That looks like a phone number; I'll ask for it in a moment. First your name, please.",
    "name.postcode": "That looks like a postcode; I'll ask for it in a moment. First your name, please.",
    "name.has_digits": "Names don't have digits. Please type just your first name and surname.",
    "name.not_a_name": "I couldn't read that as a name. First name and surname, please.",
    "phone.empty": "Please type your phone number, or press “Share my number”.",
    "phone.not_a_number": "I couldn't find a phone number in that. A mobile or a landline is fine.",
    "phone.too_short": "That number is too short. Could you check it? A UK number has 10 or 11 digits.",
    "phone.too_long": "That number is too long. Could you check it? A UK number has 10 or 11 digits.",
    "phone.not_in_use": "That isn't a number in use. Could you check the digits?",
    "phone.unknown": "I can't find {answer} among the numbers in use; it may be too new. Is it right?",
    "phone.premium": "That's a number callers pay extra for. Please give an ordinary mobile or landline.",
    "phone.short_code": "That's a short service number. Please give an ordinary mobile or landline.",
    "phone.several": "I see more than one number. Which is the best one?",
    "phone.polish": "Is that a Polish number, {answer}? A UK number has 10 or 11 digits.",
    "phone.left_over": "There are more digits in that than a phone number has. Is it {answer}?",
    "email.empty": "Please type your email address.",
    "email.no_at": "An email address has an @ in it. Could you check it?",
    "email.incomplete": "Something is missing from that email address. Could you check it?",
    "email.not_valid": "That doesn't work as an email address. Could you check it?",
    "email.too_long": "That's too long for an email address. Could you check it?",
    "email.misspelt_domain": "Did you mean {answer}?",
    "email.which_way": "How is that written, please?",
    "email.look_alike": (
        "That address has a letter from another alphabet that looks like one of ours. Did you mean {answer}?"
    ),
    "email.several": "I see more than one address. Which is the best one?",
    "address.empty": "Please type the property's address: house number and street, and the town.",
    "address.too_short": "That's a little short. House number and street, and the town, please.",
    "address.too_long": "That's longer than I can note: 100 characters. House number, street and town are enough.",
    "address.email": "That looks like an email address. I need the property's street address.",
    "address.phone": "That looks like a phone number. I need the property's street address.",
    "address.only_postcode": "That's the postcode; I'll ask for it next. First the house number and street, please.",
    "address.no_street": "Which street is that in? House number and street, please.",
    "address.no_number": "I don't see a house number or name. Is it right as it stands: {answer}?",
    "address.unsure": "Is that the address: {answer}?",
    "address.only_building": "Which street is that in? Type it, please, or tell me if this is all there is: {answer}.",
    "address.corrected": "Did you mean {answer}?",
    "address.not_an_address": "I couldn't read that as an address. House number and street, and the town, please.",
    "postcode.empty": "Please type the property's postcode.",
    "postcode.not_a_postcode": "I couldn't read that as a UK postcode. Could you check it?",
    "postcode.outward_only": "That's the first half. I need the whole postcode.",
    "postcode.incomplete": "The end of that postcode is missing. Could you check it?",
    "postcode.overseas": "That looks like a code from abroad. I can only estimate homes in the UK.",
    "postcode.forces": "That's a forces postcode. I need the postcode of the property itself.",
    "postcode.repaired": "Did you mean {answer}?",
    "postcode.unknown": "I can't find {answer} in my list; it may be too new. Is it right?",
    "postcode.several": "I see more than one postcode. Which is the property's?",
    "bedrooms.empty": "Please type a number, or press a button.",
    "bedrooms.not_a_number": "I couldn't read a number of bedrooms in that.",
    "bedrooms.none": "Is it a studio, with no separate bedroom?",
    "bedrooms.negative": "It can't be fewer than none. How many bedrooms?",
    "bedrooms.not_whole": "I can only note whole bedrooms. How many shall I count?",
    "bedrooms.too_many": "That's more than I can note here. Please check the number: 20 at most.",
    "bedrooms.several": "Which number shall I note?",
    "bedrooms.box_room": "Does the box room count as a bedroom, with room for a bed?",
    "bedrooms.misspelt": "Did you mean {answer}?",
    "bedrooms.rooms": "How many of those rooms are bedrooms, without the living room?",
    "property_type.empty": "Please press a button, or type the kind of property.",
    "property_type.not_understood": "I don't know that kind of property. Which comes closest?",
    "property_type.which_kind": "Which of these is it?",
    "property_type.link_detached": "Link-detached: shall I note it as detached, or as semi-detached?",
    "property_type.studio": "A studio is usually a flat. Is this one?",
    "property_type.unusual": "I'd note “{note}” without one of the usual types; there may be no computer estimate for it. Is that right?",
    "property_type.several": "Which one is it?",
    # Review
    "review": "Is everything right?\n\n{answers}",
    "review.answer": "{answer}",
    "review.which": "Which one shall we change? Press it below, or say its name. If all is right, press “All correct”.",
    "review.why": "So that the estimate is for the right property, and a call reaches the right person.",
    "edit.current": "At the moment: {answer}.",
    "edit.changed": "Changed to {answer}.",
    "answer.same": "That's what I have already.",
    "edited.same": "I saw your edit. It's the same answer, so nothing changes.",
    "edited.too_late": "I saw that you changed an earlier message. What was sent stays as it was.",
    "edited.unknown": "I saw that you changed an earlier message, but not which answer it belongs to.",
    # Offering a reading
    "pending.change": "{label}: shall I change it to {answer}?",
    "pending.as_typed": "Let me check. {label}: {answer}. Is that right?",
    "pending.yes": "Yes, {answer}",
    "pending.one_of": "{answer}",
    "pending.keep": "No, keep {answer}",
    "pending.no": "No, I'll type it again",
    "pending.retype": "All right, please type it again.",
    "pending.last_name": "What's your surname, then? Your whole name again is fine too.",
    "pending.first_name": "What's your first name, then? Your whole name again is fine too.",
    # Consent
    "consent.ask": (
        "Shall I send this to **{agency}** and show you your estimate?\n\n"
        "If you say yes, you agree that {agency} may:\n"
        "• use these details to prepare your estimate\n"
        "• keep them in its lead system\n"
        "• call, text or email you about this property's estimate; a call may come soon\n\n"
        "Nothing else, and no newsletters. You can take this back at any time with /withdraw."
    ),
    "consent.details": "Details: {privacy_url}",
    "consent.details_here": "Details: /privacy",
    "consent.yes": "Yes, show my estimate",
    "consent.no": "No, don't send",
    "consent.why": (
        "The law asks for your clear yes before {agency} gets your details, and so do I. Without it I send nothing, and "
        "there's no estimate."
    ),
    "consent.unclear": (
        "I haven't sent anything yet. Please press Yes or No, or type “yes” or “no”. There's no marketing either way."
    ),
    "consent.changed": "Something has changed since that question, so I'm asking again. I haven't sent anything.",
    "preference": "I've noted that you'd like to be contacted {how}, and I'll tell {agency}.",
    "preference.label": "Contact",
    "preference.email": "by email",
    "preference.text": "by text",
    "preference.email_or_text": "by email or text rather than by phone",
    "declined": "That's fine. I won't send these answers to anybody.",
    "ended.declined.next": "If you change your mind, carry on below. Or I can delete your answers now.",
    # Sending
    "sent.thanks": "Thank you. Working it out…",
    "sent.wait": "I'm sending your details to {agency} and waiting for the estimate. What comes of it appears here by itself.",
    "slow": "Still working on it, one moment please.",
    "delayed": "This is taking longer than usual. Your details are safe and I keep trying: what comes of it appears here by itself, and there's no need to do anything.",
    "rejected": "One answer wasn't accepted ({label}). Please have another look at it.",
    "set_aside": "I couldn't get a computer estimate this time.",
    "set_aside.told": "Your details are safe, and I've let {agency} know: they can look into it and contact you.",
    "set_aside.untold": "Your details may not have reached {agency}. To be sure, please contact them.",
    "limit": (
        "I can only pass on a few requests from one chat in a day, and that number is reached. **This one has not been sent.** "
        "You can send it tomorrow. If it can't wait, please contact {agency} directly."
    ),
    # Estimate
    "estimate.sale": "**Around {range__average} to sell**, most likely between {range__minimum} and {range__maximum}.",
    "estimate.rent": "**Around {range__average} a month to let**, most likely between {range__minimum} and {range__maximum}.",
    "estimate.sale.too": "To sell, around {range__average}.",
    "estimate.rent.too": "To let, around {range__average} a month.",
    "estimate.sale.caveat": (
        "It's a computer estimate, not a formal valuation: nobody has seen your home. Please don't rely on it for a mortgage, "
        "probate or tax."
    ),
    "estimate.rent.caveat": "It's a computer estimate for the whole home, not a promised rent: nobody has seen it.",
    "estimate.and": "{first} {second}",
    "estimate.made_up": "(Made-up figures: this is a trial.)",
    "estimate.what_next": "{agency} has your details and can get in touch to talk it through.",
    "estimate.what_next.when": "{agency} aims to call you **{when}** to talk it through.",
    "promise": "{agency} aims to call you {when}.",
    "when.before": "today before {time}",
    "when.today": "today from {time}",
    "when.tomorrow": "tomorrow from {time}",
    "when.day": "{day} from {time}",
    "estimate.none": "{agency} has received your details. The computer has no estimate for this property, and I won't invent one: {agency} can tell you more.",
    "estimate.lost": "{agency} has received your details. The answer with the estimate got lost on its way to me, and I won't invent one: {agency} can tell you more.",
    # The picture of an estimate
    "picture.sale": "Your home might sell for around",
    "picture.rent": "The monthly rent might be around",
    "picture.home": "{bedrooms}, {kind}, {street}",
    "picture.home.plain": "{bedrooms}, {street}",
    "picture.street": "{street}",
    "picture.lowest": "lowest likely",
    "picture.highest": "highest likely",
    "picture.foot": "Computer estimate, {date}",
    "picture.stamp": "Made up",
    "received.elsewhere": "News about {address}:",
    "received.withdrawn": "{agency} had already received your details when you withdrew. Please quote {reference} if you contact them.",
    "passed_on": "Thank you. I'm adding that to your request at {agency}.",
    "after.changed": "Your answers were sent as they were. Please tell {agency} what has changed, or get another estimate below.",
    "valued.next": "What would you like to do next?",
    # Ending
    "cancelled": "Stopped. I won't send these answers to anybody.",
    "cancel.sent": "Your details may be with {agency} already. Shall I take your permission back? Then I stop what is still to be sent, and send nothing more. What {agency} has by then I can't delete.",
    "delete.sure": "Shall I delete everything I hold about you here? It can't be brought back.",
    "your_data": "It's yours to decide: you can see what I hold, take your permission back, or have what I hold deleted.",
    "cancel.nothing": "There's nothing to stop at the moment.",
    "ended.cancelled.next": "You can carry on where you were, or I can delete your answers now.",
    "withdraw.nothing": "There's nothing to take back, and I won't send anything.",
    "withdraw.cancelled": "Done. I've stopped it before it was sent, and nothing will be sent.",
    "withdraw.reached": "I'll send nothing more, but {agency} may already have your details. Their copy is theirs to delete; please quote {reference} if you contact them.",
    "withdraw.marking": "I'm also marking your permission as withdrawn in {agency}'s lead system, and will tell you here what came of it.",
    "withdrawal.noted": "Done: in {agency}'s lead system your permission is now marked as withdrawn ({reference}). The details there are theirs to delete.",
    "withdrawal.absent": "I've looked in {agency}'s lead system: the request {reference} never arrived there, so there's nothing to take back.",
    "withdrawal.failed": "I couldn't mark your permission as withdrawn in {agency}'s lead system ({reference}).",
    "staff_told.withdrawn": "I've told them that you take your permission back.",
    "staff_told.deleted": "I've told them that you asked for this.",
    "staff_untold": "I can't tell them from here, so please tell them yourself.",
    "ended.withdrawn.next": "You can start again at any time, or I can delete what I still hold.",
    "deleted": (
        "I've deleted everything I held about you here. The messages in this chat are still there: I can remove those of the "
        "last two days now. You can clear the rest yourself: open this chat's menu and choose “Clear history”."
    ),
    "cleared": (
        "I've asked Telegram to remove our messages of the last two days. Older ones are yours to clear: open this chat's menu "
        "and choose “Clear history”."
    ),
    "deleted.agency_copy": "{agency} may have its own copy, which I can't delete; please quote {reference} if you contact them.",
    "deleted.marking": "I'm also marking your permission as withdrawn in {agency}'s lead system. Until that's settled I keep the reference and the number that the request has there, and nothing that says who you are.",
    "deleted.count": (
        "One number stays for a day: how many requests came from this chat, so that nobody can flood {agency}. It's kept under a "
        "code, with nothing of what you told me."
    ),
    # Asked in the middle
    "help": (
        "I ask a few questions and show a computer estimate for your property. Type your answer or press a button. You "
        "can go back at any time, and nothing is sent until you agree at the end."
    ),
    "help.commands": (
        "/back – one question back\n/cancel – stop\n/privacy – how your answers are used\n/mydata – what I hold about "
        "you\n/withdraw – take your permission back\n/delete – delete what I hold\n/language – language\n/start – start"
    ),
    "privacy": (
        "{agency} decides how your answers are used: to prepare your estimate and to contact you about it, if you agree. "
        "They go to {agency} and its lead system; Telegram carries this chat. I keep an unfinished form for "
        "{retention_days} days at most and everything else for {kept_days} at most; how long {agency} keeps its copy, it tells you."
    ),
    "privacy.page": "The full details: {privacy_url}",
    "privacy.rights": (
        "You can see what I hold with /mydata, change an answer before it is sent, take your permission back with "
        "/withdraw, and have it deleted with /delete. For what {agency} holds, ask them: you may see it, have it corrected "
        "or deleted, or object to its use. You can complain to the Information Commissioner's Office: ico.org.uk"
    ),
    "mydata": "This is what I hold about you:\n\n{answers}",
    "mydata.details": "What it holds:\n{details}",
    "mydata.link": "The link that you followed: {code}",
    "mydata.count": "Requests counted for this chat within a day: {count}",
    "mydata.contacts": "Scrambled forms (hashes) of your phone number and email address, by which I notice if another chat gives the same.",
    "mydata.consent": "Your permission: {date}, wording {wording}",
    "mydata.kept": (
        "I keep this for {kept_days} days at most, and /delete removes it at once. What {agency} received is in its own lead "
        "system."
    ),
    "mydata.unprocessed": "A message of yours that I could not process is kept until our engineer has looked at it: {text}",
    "mydata.unreadable": "A lead of yours is here that this version of me cannot read. Please ask {agency} for it.",
    "mydata.answer": "{label}: {answer}",
    "mydata.nothing": "I hold no answers of yours.",
    "mydata.lead": "Reference {reference}: {status}.",
    "mydata.addition": "What you told me last: {text}",
    "mydata.passing_on": "On its way to {agency}: {text}",
    "mydata.lead_id": "Its number in {agency}'s lead system: {lead_id}",
    "lead.status.waiting": "waiting to be sent",
    "lead.status.in_flight": "being sent",
    "lead.status.delivered": "received by the agency",
    "lead.status.rejected": "not accepted yet, an answer has to be corrected",
    "lead.status.set_aside": "set aside for the agency's team",
    "lead.status.withdrawn": "withdrawn",
    "talk.phone": "You can ring {agency} on {agency_phone}.",
    "talk.email": "You can write to {agency_email}.",
    "talk.agency_url": "You can find {agency} at {agency_url}",
    "talk.unknown": (
        "I'm sorry, I don't have the office's phone number. Your answers wait here, and once you send them {agency} can "
        "call you."
    ),
    "talk.open": "The office is open until {time} today.",
    "talk.closed": "The office is closed just now. Somebody is there {when}.",
    # Asked in the middle
    "topic.bereaved": "I'm sorry to hear that. There's no hurry.",
    "topic.no_calls": (
        "Say “email only” or “text only” when I ask for your yes at the end, and I'll pass that on to {agency}. Or say no there: "
        "then nothing is sent."
    ),
    "topic.no_calls.sent": "Please tell {agency} how you'd like to be reached. /withdraw takes your permission back.",
    "topic.free": "This estimate is free, and it commits you to nothing.",
    "topic.for_agency": "That's for {agency} to tell you; I only know about the estimate.",
    "topic.who_sees": (
        "{agency} and its lead system see your answers once you've agreed, and nobody before that. Telegram carries this "
        "chat. /privacy has more."
    ),
    "topic.again": "It's further up in this chat. If it's gone from there, {agency} can tell you.",
    "topic.accurate": (
        "It's a rough guide worked out by a computer from prices nearby. Nobody has been inside, so the real figure may "
        "differ."
    ),
    "topic.how_long": "My questions take about two minutes in all. You can also stop and come back within {retention_days} days.",
    "topic.who_are_you": "I'm the automated assistant at {agency}: a computer program. The people behind me work there.",
    "topic.curious": "That's fine. {agency} may get in touch about the estimate; just say no thanks.",
    "topic.not_mine": "That's fine if you act for the owner. Please give your own contact details, and the property's address.",
    "topic.why_phone": "{agency} may call about this estimate, and its system needs a number. Nothing is sent until you agree at the end.",
    "topic.delete": "Send /delete and I'll delete what I hold at once. Otherwise it goes by itself, {kept_days} days after your last message at the latest.",
    "topic.change_mind": (
        "Yes. You can change any answer or stop before it's sent, and after that /withdraw takes your permission back."
    ),
    "topic.next": "Once you've agreed at the end, what comes of it appears here, and {agency} may get in touch about it. Nothing happens before that.",
    "topic.fees": "What {agency} charges is theirs to tell; I only do the estimate.",
    "topic.other_costs": "What others charge, such as solicitors, surveyors or the tax office, isn't mine to say. {agency} can tell you what to expect.",
    "topic.scam": "Good question to ask. I'm the automated assistant at {agency}. I never ask for money, bank details or passwords, and nothing you tell me is sent before you say yes at the end. /privacy has the whole story, and {agency} can confirm that this chat is theirs.",
    "topic.complaint": "I'm sorry. {agency} will want to put it right, so please tell them. If it's about your data, you can also complain to the Information Commissioner's Office: ico.org.uk",
    "topic.vulnerable": "Thank you for telling me. There's no hurry at all, and you can stop whenever you like. If it's easier, talk to a person instead.",
    "topic.worked_out": "A computer works it out from your answers and from prices nearby. Nobody has been inside, so it can't know everything about your home.",
    "topic.in_writing": "The estimate appears here in this chat, and you can keep it. I can't email or post it; {agency} can say what else there is.",
    "topic.visit": "I can't book a visit here, but {agency} can.",
    # Offered on buttons where a question is only like these
    "suggest": "I'm not sure I follow. Is it one of these?",
    "suggest.more": "Is it one of these that you want to know?",
    "suggest.other": "Something else: ask the office",
    "topic.accurate.label": "How accurate it is",
    "topic.stop.label": "Stop the messages",
    "topic.restart.label": "Start over",
    "topic.help.label": "How this works",
    "topic.privacy.label": "Privacy",
    "topic.withdraw.label": "Withdraw permission",
    "topic.my_data.label": "What you hold on me",
    "topic.another.label": "One more property",
    "topic.language.label": "Another language",
    "topic.again.label": "See it again",
    "topic.bereaved.label": "Someone has died",
    "topic.change_mind.label": "Changing my mind",
    "topic.complaint.label": "Make a complaint",
    "topic.curious.label": "I'm just curious",
    "topic.delete.label": "Delete my data",
    "topic.fees.label": "The agency's fees",
    "topic.for_agency.label": "Selling and letting",
    "topic.free.label": "Is it free?",
    "topic.how_long.label": "How long it takes",
    "topic.in_writing.label": "Get it in writing",
    "topic.next.label": "What happens next",
    "topic.no_calls.label": "I don't want calls",
    "topic.not_mine.label": "It isn't my property",
    "topic.other_costs.label": "Solicitors, taxes, bills",
    "topic.scam.label": "Is this genuine?",
    "topic.talk.label": "Talk to a person",
    "topic.visit.label": "Book a visit",
    "topic.vulnerable.label": "A difficult time",
    "topic.who_are_you.label": "Who you are",
    "topic.who_sees.label": "Who sees my answers",
    "topic.why.label": "Why you ask",
    "topic.why_phone.label": "Will you call me?",
    "topic.worked_out.label": "How it's worked out",
    "courtesy.greeting": "Hello!",
    "courtesy.here": "Yes, I'm here.",
    "courtesy.same": "I see no earlier answer to this one, so please type it once more.",
    "courtesy.thanks": "You're welcome.",
    "courtesy.bye": "Goodbye for now.",
    "courtesy.later": "No hurry. Your answers wait here.",
    "courtesy.refusal": "That's up to you. I do need it for the estimate, though, and nothing is sent until you agree at the end.",
    "courtesy.swearing": "Fair enough. Take your time.",
    "courtesy.question": "That's one for the team at {agency}. I can only help with the estimate.",
    "courtesy.statement": "Sorry, I didn't follow that. If it's something for {agency}, the button below leads there.",
    "back.first": "This is the first question.",
    "back.nowhere": "There's no question to go back to.",
    "unknown_command": "I don't know that command. /help shows the ones I know.",
    "way_out": "Take your time. You can also talk to the office, or stop; nothing is sent.",
    "language.ask": "Which language shall we speak? Your answers stay.",
    "language.only": "I speak {languages}. /language changes it.",
    "language.offer": "I speak English too: press the button.",
    "language.changed": "Right, English it is.",
    "tap.too_late": "That question is closed: your answers were sent as they were, or cleared.",
    "toast.noted": "Noted already",
    "toast.sent": "Sent already",
    "toast.outdated": "That button is from an earlier question",
    "group": "I only talk about people's homes in private. Please open a private chat with me.",
    "apology": "Sorry, something went wrong on my side with your last message. Nothing is lost; please send it again.",
    "apology.lost": (
        "Sorry, I've lost track of where we were. Please send /start to begin again, or /delete and I delete everything I hold."
    ),
    # Attachments
    "attachment.photo": "Thanks for the picture. I can only read text and buttons, though.",
    "attachment.voice": "I can't listen to voice messages, I'm sorry. Please type it.",
    "attachment.video": "I can't watch videos, I'm sorry. Please type it.",
    "attachment.sticker": "Nice one. I can only read text and buttons, though.",
    "attachment.location": "I can't read locations, I'm sorry. Please type the address.",
    "attachment.poll": "I can't take part in polls, I'm sorry. Please type your answer.",
    "attachment.document": "I can't open files, I'm sorry. Please type it.",
    "attachment.contact": "Thanks, I don't need a contact card at the moment.",
    "attachment.other": "I can only read text and buttons, I'm sorry. Please type it.",
    # Buttons
    "button.back": "Back",
    "button.why": "Why?",
    "button.cancel": "Stop",
    "button.restart": "Start again",
    "button.resume": "Carry on",
    "button.your_data": "Your data",
    "button.mydata": "See what you hold",
    "button.ask_withdraw": "Take my permission back",
    "button.ask_delete": "Have it deleted",
    "button.withdraw": "Withdraw my permission",
    "button.clear": "Remove our messages",
    "button.delete": "Delete my answers",
    "button.talk": "Talk to the office",
    "button.another": "Another property",
    "button.pass_on": "Pass that on",
    "button.keep": "Leave it as it is",
    "button.reviewed": "All correct",
    "button.skip": "Skip",
    "button.no_reminder": "Don't remind me",
    "button.share": "Share with a friend",
    "button.private": "Open the private chat",
    # Commands in the channel's menu
    "command.start": "Get an estimate",
    "command.back": "One question back",
    "command.help": "How this works",
    "command.cancel": "Stop",
    "command.privacy": "How your answers are used",
    "command.mydata": "What I hold about you",
    "command.withdraw": "Take your permission back",
    "command.delete": "Delete what I hold",
    "command.language": "Language",
    # To the agency's staff: references only, never personal details
    "staff.withdrawn": (
        "Withdrawn: the person behind lead {reference} takes their permission back. Please stop contacting them and "
        "delete the lead where you need not keep it."
    ),
    "staff.deleted": (
        "Erasure asked for: the person behind lead {reference} wants their data deleted. The bot holds nothing any more; "
        "please deal with the copy in your lead system."
    ),
    "staff.rejected": "Lead {reference} was refused by the lead system ({reason}) and could not be put right in the chat.",
    "staff.other_contact": "The person behind lead {reference} gave other contact details in the chat. I am adding them to the lead's questionnaire; your lead system does not let me change its phone and email fields, so please do that by hand.",
    "staff.set_aside": "Lead {reference} could not be delivered and is set aside: {reason}.",
    "staff.repeats": "Lead {reference} may be in your lead system more than once, under this one reference.",
    "staff.paused": "The lead system refuses our key: {reason}. Leads wait safely; please check the key.",
    "staff.resumed": "The lead system accepts our key again. Waiting leads are being sent.",
    "staff.withdrawn_late": (
        "Lead {reference} reached your lead system although the person had just withdrawn. Please do not contact them."
    ),
}
