"""Staff sentences in English, with ``{placeholders}`` and ``**bold**`` as in the homeowners' catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        # Command descriptions in Telegram's menu
        "command.leads": "Your leads: who to ring",
        "command.link": "Make a link to share",
        "command.links": "Your links",
        "command.costs": "What your links cost",
        "command.stats": "What works, and what it costs",
        # Statistics
        "stats.head": "**What works: {span}**",
        "stats.row": "{name}: {started} started, {leads} sent a lead ({share})",
        "stats.row.checked": (
            "{name}: {started} started, {leads} sent a lead ({share}); verified phone {verified}, doubtful contacts {doubtful}"
        ),
        "stats.cost": "{name} cost {cost}",
        "stats.more": "And {count} more: `python -m bot stats` lists them all.",
        "stats.by.all": "In all",
        "stats.by.campaign": "By link",
        "stats.by.office": "By office",
        "stats.by.week": "By week",
        "stats.sheet": "Spreadsheet",
        "stats.sheet.made": "**The figures as a spreadsheet: {span}**",
        "stats.span.4": "4 weeks",
        "stats.span.12": "12 weeks",
        "stats.span.0": "All time",
        # Of one lead, in the staff's chat: references only, never personal details
        "staff.withdrawn": (
            "Withdrawn: the person behind lead {reference} takes their permission back. Please stop contacting them and "
            "delete the lead where you need not keep it."
        ),
        "staff.deleted": (
            "Erasure asked for: the person behind lead {reference} wants their data deleted. The bot holds nothing any more; "
            "please deal with the copy in your lead system. I remove messages that name them from our chats, "
            "as far back as Telegram lets me: two days."
        ),
        "staff.rejected": "Lead {reference} was refused by the lead system ({reason}) and could not be put right in the chat.",
        "staff.added": "The person behind lead {reference} told me something for you in the chat. I am adding it to the lead's questionnaire.",
        "staff.other_contact": "The person behind lead {reference} gave other contact details in the chat. I am adding them to the lead's questionnaire; your lead system does not let me change its phone and email fields, so please do that by hand.",
        "staff.visit_requested": "**A visit is asked for {day} at {time}**, lead {reference}. The homeowner waits for your answer.",
        "staff.visit_moved": "The homeowner can't make the visit {from_day} at {from_time}, lead {reference}. **They ask for one {day} at {time} instead.**",
        "staff.visit_agreed": "**A visit is agreed {day} at {time}**, lead {reference}. The homeowner is told.",
        "staff.visit_waiting": "**Nobody has answered yet**: a visit is asked for {day} at {time}, lead {reference}. The homeowner waits.",
        "staff.visit_cancelled": "**The visit {day} at {time} is cancelled** by the homeowner, lead {reference}. Please take it out of your diary.",
        "staff.visit_passed": "The visit {day} at {time}, lead {reference}, was accepted after that time had passed. The homeowner was told nothing.",
        "staff.visit_gone": "A visit that you answered just now had been moved or cancelled by then. The homeowner was told nothing.",
        "staff.call_time": "The person behind lead {reference} would like a call **{day} at {time}**.",
        "staff.relay_opened": (
            "**The homeowner of lead {reference} lets you read and answer here.** What you write in this topic goes to them, marked as "
            "from a person at {agency}. /done ends it, and so does an hour without a message."
        ),
        "staff.relay_said": "**Homeowner:** {text}",
        "staff.relay_edited": "**Homeowner, corrected:** {text}",
        "staff.relay_not_carried": "That was not passed on: only text, pictures, files, voice messages and videos are.",
        "staff.relay_over": "That was not passed on: this conversation has ended.",
        "staff.relay_left": "**The homeowner has ended this conversation.** What is written here from now on is not passed on.",
        "staff.relay_done": "**Ended; the homeowner is told.** What is written here from now on is not passed on.",
        "staff.relay_idle": "**Nobody wrote for an hour, so this conversation has ended**; the homeowner is told.",
        "staff.relay_failed": (
            "The homeowner of lead {reference} wants to write with you here, and their topic can't be made or written in. Please "
            "contact them. The bot has to be an admin of this group who may manage topics and delete messages."
        ),
        "staff.set_aside": "Lead {reference} could not be delivered and is set aside: {reason}.",
        "staff.repeats": "Lead {reference} may be in your lead system more than once, under this one reference.",
        "staff.paused": "The lead system refuses our key: {reason}. Leads wait safely; please check the key.",
        "staff.resumed": "The lead system accepts our key again. Waiting leads are being sent.",
        "staff.withdrawn_late": (
            "Lead {reference} reached your lead system although the person had just withdrawn. Please do not contact them."
        ),
        # Notices
        "notice.office_gone": (
            "Office {office} is not in your account any more, and links name it ({codes}). Their leads are not lost: they go by "
            "the property's postcode. /links shows the links; new ones can be made with /link."
        ),
        "notice.leads_held": (
            "**No lead is sent at the moment.** My database is an older copy: a backup was restored, or a "
            "server failed over and lost something. Leads that wait may be in your lead system already. Whoever looks after me "
            "lets them go with `python -m bot leads release`; those are then marked as possible repeats."
        ),
        "notice.withdrawal_done": (
            "Lead {reference} (number {lead_id} in your lead system): consent is now marked as withdrawn there. Please delete the lead "
            "where you need not keep it."
        ),
        "notice.withdrawal_repeated": (
            "Lead {reference} may be in your lead system more than once, since an answer was lost when it was sent. I have marked number "
            "{lead_id} alone. **By hand:** look there for the reference, and untick the consent (GDPR) of any other."
        ),
        "notice.withdrawal_absent": (
            "Lead {reference}, which was withdrawn, was not found in your lead system. If it turns up there, its consent "
            "has been withdrawn."
        ),
        "notice.withdrawal_failed": (
            "Lead {reference} (number {lead_id}, office {office}): consent was withdrawn, and I could not mark that in your lead system: "
            "{reason}. **By hand:** open the lead there, untick the consent (GDPR), and do not contact the person."
        ),
        "notice.addition_failed": (
            "Lead {reference} (number {lead_id} in your lead system): the person added something, and I could not pass it on: {reason}. "
            "Please ask them."
        ),
        "notice.added_to_group": (
            "I was added to a group. Its number is **{number}**. To hear there of leads, visits and what needs a person, set "
            "{setting} to it and start me again; `python -m bot check` then says whether I may write there. If it was a mistake, "
            "take me out of the group."
        ),
        "group.number": "This group's number is **{number}**.",
        "group.use": (
            "To hear of leads, visits and what needs a person here, set {setting} to it and start me again; `python -m bot check` "
            "then says whether I may write here."
        ),
        "group.sent": "I have sent this group's number to whoever added me, in our private chat. /id tells it here, too.",
        "group.staff": (
            "This is your staff's group. I tell you here of leads, of visits and calls that somebody asks for, and of what needs a "
            "person; you answer with the buttons below. Leads, links and figures are for admins, in their private chat with me: "
            "/leads, /link, /links, /costs and /stats."
        ),
        "notice.lead_limit": (
            "One chat has sent {leads} within a day. That is as many as I take from one chat, so further ones from it are not "
            "passed on until the day is over, and whoever writes there is asked to contact you. LEADS_PER_CHAT sets the number."
        ),
        "notice.group_moved": (
            "Telegram made a supergroup of the staff's group, and gave it another number. I have moved along: cards and notices go "
            "on there. Whoever looks after my settings should change {setting} to **{number}** all the same."
        ),
        "notice.group_refuses": (
            "**I can't write in your staff's group any more**: I was taken out of it, or may not send messages there. Until that is "
            "mended I tell you here of visits, calls and whatever else needs a person; new leads are in /leads. To mend it, add me to "
            "the group again, and let me send messages there."
        ),
        "help.admins": "**For admins:**\n{commands}\n/id – this chat's number, and a group's in the group",
        "help.admins.row": "/{name} – {what}",
        # Lead cards, and faults that need a person
        "card.delivered": "**New lead {reference}**: {side}",
        "card.home": "{home} in {area}",
        "card.bedrooms": "{bedrooms}",
        "card.type": "{type}",
        "card.estimate.sale": "Estimate: {range__minimum} to {range__maximum}",
        "card.estimate.rent": "Estimate: {range__minimum} to {range__maximum} per month",
        "card.estimate.none": "No estimate was available.",
        "card.link": "By the link {code}",
        "card.no_link": "Came without a link",
        "card.office": "For office {office}",
        "card.verified": "The phone number is the person's own: Telegram vouches for it",
        "card.disposable_email": "To check: the email address is at a provider of throw-away addresses",
        "card.reserved_phone": "To check: nobody has this phone number, it is kept for films and plays",
        "card.other_chats": "To check: the same {note} was given in another chat as well",
        "card.lead_id": "In your lead system: number {lead_id}",
        "card.test": "This is a test: it came by a link that is marked as one.",
        "card.details": "{name}\n{phone}\n{email}\n{address}",
        "card.preference": "Asked to be contacted by {preference}",
        "card.appointment": "Suits them: {day} at {time}",
        "card.answer": "{question}: {answer}",
        "card.consent": "Agreed {day} at {time} (wording {wording})",
        "card.what_to_do": (
            "Once the reason is mended, try it again below. In their private chat admins see what is in it and what to do."
        ),
        "card.more": "Since the last message of this kind {count} more were like it.",
        # Answers to visit requests
        "button.accept_visit": "Accept",
        "button.other_time": "Suggest another time",
        "visit.which_day": "Lead {reference}: which day can you come?",
        "visit.which_hour": "Lead {reference}: what time {day}?",
        "toast.visit_answered": "The homeowner is told now.",
        "toast.visit_told_before": "The homeowner has been told that already.",
        "toast.visit_gone": "That visit was moved or cancelled, or is past.",
        # Topics in which staff write with homeowners
        "relay.topic": "Lead {reference}",
        "relay.topic_left": "The homeowner of lead {reference} had their data deleted or its time is over, and I may not delete their topic here. **Please delete it.**",
        "toast.slot_passed": "That time has passed, or the office is closed then.",
        "button.retry": "Try it again",
        "button.retry_all": "Try all again",
        "toast.admins_only": "Only admins of the bot can do that.",
        "toast.retried": "It is tried again now.",
        "toast.retried_all": "{count} are tried again now.",
        "toast.not_set_aside": "Nothing is set aside any more: done already.",
        # /leads
        "leads.head": "**Leads: {view}**",
        "leads.view.call": "To ring",
        "leads.view.called": "Called",
        "leads.view.aside": "Set aside",
        "leads.view.all": "All",
        "leads.office": "{office}",
        "leads.every_office": "All offices",
        "leads.none": "None.",
        "leads.no_such": "No lead has the reference “{said}”, and no one office that name. /leads lists the newest.",
        "leads.row": "**{reference}** – {what}. {office}; came {day} at {time}. {standing}",
        "leads.brief": "{side}, {home} in {area}",
        "leads.unreadable": "from another version of the bot",
        "leads.label": "{reference}, {area}",
        "lead.head": "**Lead {reference}**: {side}",
        "lead.office": "Office: {office}",
        "lead.gone": "Nothing is held of lead {reference} any more: it was deleted, or its time is over.",
        "lead.unreadable": "Lead {reference} is from another version of the bot; `python -m bot leads show {reference}` shows it as it is.",
        "lead.withdrawn": "The person behind lead {reference} took their permission back: please do not contact them. Their answers are not shown.",
        "lead.standing.waiting": "On its way to your lead system.",
        "lead.standing.in_flight": "On its way to your lead system.",
        "lead.standing.delivered": "Nobody has rung yet.",
        "lead.standing.rejected": "Your lead system refused it; the homeowner is asked to put it right.",
        "lead.standing.set_aside": "**Set aside**: your lead system does not have it.",
        "lead.standing.withdrawn": "Withdrawn: please do not contact them.",
        "lead.mend": (
            "Why it is set aside: {reason}\nWhat to do: if that names your account or a setting, put it right there and press **Try it "
            "again**. If it names something about the lead, enter the lead in your lead system by hand. Either way the homeowner "
            "waits: ring them."
        ),
        "lead.mend.repeat": "An answer was lost, so it may be in your lead system all the same: look there for the reference first.",
        "lead.no_reason": "not known",
        "call.you": "you",
        "call.colleague": "a colleague",
        "call.taken": "**Being rung** by {who}, noted {day} at {time}.",
        "call.called": "**Called** by {who}, noted {day} at {time}.",
        "call.not_reached": "**Not reached** by {who}, noted {day} at {time}.",
        "call.by_colleague.taken": "A colleague rings lead {reference} now, so you need not.",
        "call.by_colleague.called": "A colleague has called lead {reference}, so you need not ring.",
        "call.by_colleague.not_reached": "A colleague has tried to ring lead {reference} and not reached them. Their note is in place of yours.",
        "call.expected.at": "They asked to be called {day} at {time}.",
        "call.expected.before": "They were told that you aim to call {day} before {time}.",
        "call.expected.from": "They were told that you aim to call {day} from {time}.",
        "call.due": "**A call is due**: lead {reference}.",
        "call.due.untold": "Whoever was going to ring cannot be told in their private chat.",
        "button.call.taken": "I'll ring",
        "button.call.called": "Called",
        "button.call.not_reached": "Not reached",
        "button.show_who": "Show who it is",
        "button.open_chat": "Open our private chat",
        "group.open_chat": (
            "I tell admins who lead {reference} is only in their private chat, and I may not write to you there until you have "
            "started it. Open it below and press Start."
        ),
        "toast.shown": "It's in our private chat.",
        "toast.lead_gone": "Nothing is held of that lead any more, or it was withdrawn.",
        "toast.call.reminder": "Noted. I'll remind you {day} at {time}.",
        "toast.call.taken": "Noted: you ring.",
        "toast.call.instead": "Noted: you ring, instead of a colleague, who is told.",
        "toast.call.instead_untold": "Noted: you ring, instead of a colleague, whom I can't tell.",
        "toast.call.called": "Noted: called.",
        "toast.call.not_reached": "Noted: not reached.",
        # Summary
        "summary.week": "**Last week, {first} to {last}**",
        "summary.so_far": "**This week so far, from Monday {first}**",
        "summary.set_aside": "Leads set aside that wait for you: {count}. Admins see them with /leads in their private chat.",
        # Button labels
        "button.back": "Back",
        "button.cancel": "Cancel",
        "button.skip": "No note",
        "button.use": "Use {code}",
        "button.real": "A real one",
        "button.test": "Only a test",
        "button.copy_reference": "Copy {reference}",
        "button.copy_link": "Copy the link",
        "button.copy_number": "Copy the number",
        "button.qr": "QR code",
        "button.poster": "Poster to print",
        "button.picture": "Pictures for posts",
        "button.texts": "Ready texts",
        "button.change": "Change it",
        "button.end": "End this link",
        "button.leave": "Leave it as it is",
        "button.links.ended": "Yes, end it",
        "button.links.in_use": "Yes, bring it back",
        "button.change.yes": "Yes, change it",
        "button.links.past": "Out of use ({count})",
        "button.restore": "Bring it back",
        "button.newer": "‹ Newer",
        "button.older": "Older ›",
        "toast.outdated": "That button is of an earlier question.",
        "toast.done": "Done already.",
        # General
        "plain": "{text}",
        "facts": "{facts}",
        "cancelled": "Cancelled. Nothing was changed.",
        "dropped": "What you began with /{command} is put aside; send /{command} to begin again.",
        # Campaign
        "link": "**{link}**",
        "kind.sale": "Sale",
        "kind.let": "Let",
        "kind.both": "Sale, and asks about letting too",
        "kind.ask": "Ask which",
        "office.postcode": "By the property's postcode",
        "office.named": "{office}",
        "office.number": "Office {office}",
        "office.gone": "Office {office}, not in your account: leads go by postcode",
        "place.facebook": "Facebook",
        "place.whatsapp": "WhatsApp",
        "place.instagram": "Instagram",
        "place.x": "X",
        "place.linkedin": "LinkedIn",
        "place.email": "Email",
        "place.window": "Shop window (QR)",
        "place.leaflet": "Leaflet",
        "place.board": "For-sale board (QR)",
        "place.website": "Our website",
        "place.none": "No particular place",
        "place.named": "{place}",
        "shown.kind": "For: {kind}",
        "shown.office": "Leads go to: {office}",
        "shown.place": "Shared at: {place}",
        "carries": "Each lead carries: {fields}",
        "noted": "Note: {note}",
        "is_test": "A test: its leads are marked, and you are told which they are.",
        "is_retired": "Retired: not in your list any more. The link itself still works.",
        "is_ended": "Ended: people who follow it get the plain conversation, and are still counted as this link's.",
        # Share files
        "share.qr": "The QR code of {code}: PNG for a page, SVG for a printer.",
        "share.poster": "The poster of {code}, A4 and A5, ready to print.",
        "share.picture": "Pictures with {code}: for a post with a link, square for a feed, tall for a story (a file, since Telegram would shrink it). Put the link into the text of the post, in a story into a link sticker.",
        "share.texts": "**For Facebook, WhatsApp, LinkedIn or an email** (whose subject is the first line); a button opens the place:",
        "share.texts.x": "**For X:**",
        "share.texts.instagram": "**For Instagram**, whose posts have no links: put {link} into your profile there.",
        # /link
        "link.begin": "A new link, in six short questions. Cancel at any time.",
        "link.help": "Answer by button or by typing; Back changes the answer before. Nothing is made until the last question.",
        "link.first": "This is the first question.",
        "link.numbered": "**{number} of 6.** {question}",
        "link.kind": "Is it for people who want to sell, or to let? If it is for both, the bot asks each of them.",
        "link.kind.which": "Please choose one, or type sale, let or ask.",
        "link.office": "Which office should get the leads?",
        "link.office.many": "Which office should get the leads? You have {count}: type a name, or its beginning.",
        "link.office.unknown": (
            "Which office should get the leads? Your offices could not be fetched yet, so only this is on offer; a link "
            "for one office can be made once they are."
        ),
        "link.office.gone": "Your account does not have that office any more. Please choose another.",
        "link.office.none": "No office of yours is called “{said}”. Please choose one, or type its name or number.",
        "link.office.which": "Several offices fit. Which one?",
        "link.place": "Where will you share it? Choose, or type a name of your own.",
        "link.place.no_word": "Please use letters or digits: “spring-fair”, for example.",
        "source.stays": (
            "Noted as **utm_source = {place}**. The lead's source stays “{source}”: your lead system takes only the sources of its "
            "own list, and may refuse a lead with any other."
        ),
        "source.listed": "“{source}” is a source that your lead system knows, so the lead's source is set to it too.",
        "source.unlisted": (
            "Noted as **utm_source = {place}**. It is not a source that your lead system knows (those are {listed}), so the "
            "lead's source stays “{source}”; you will find it under utm_source."
        ),
        "link.note": "A note for yourselves? Homeowners never see it.",
        "link.note.cut": "That was longer than {longest} characters, so the end of it was cut.",
        "link.code": (
            "The link ends in a code; people may see it. My suggestion is **{code}**. Use it, or type another: up to 64 "
            "letters, digits, - and _."
        ),
        "code.empty": "A code has at least one letter or digit.",
        "code.long": "That code is too long: 64 characters are the most that Telegram takes. Shorter, for example: {near}",
        "code.characters": "“{code}” has characters that a Telegram link cannot carry. Letters, digits, - and _ will do: {near}",
        "code.taken": "You have a link with the code “{code}” already. Please choose another.",
        "link.test": "Is it a real link, or only a test? Leads from a test are sent, and marked as tests.",
        "link.test.which": "Please choose one, or type real or test.",
        "link.made": "Your link is ready:",
        # /links
        "links.none": "You have no links yet. /link makes one.",
        "links.none_in_use": "None of your links is in use. /link makes one.",
        "links.past": "**Links out of use** ({count}). Printed codes stay valid; each can be brought back.",
        "links.past.pages": "**Links out of use** ({count}), page {page} of {pages}. Printed codes stay valid; each can be brought back.",
        "links.head": "**Your links** ({count})",
        "links.head.pages": "**Your links** ({count}), page {page} of {pages}. To find one, send /links with a part of its code.",
        "links.like": "**Links with “{said}”**, the newest first",
        "links.no_such": "No link of yours has “{said}” in its code. /links lists them all.",
        "links.row": "**{code}** – {kind}, {office}, {place}",
        "links.row.test": "**{code}** (test) – {kind}, {office}, {place}",
        "links.unknown": "People also came with codes that no link has; they were served all the same:\n{codes}",
        "links.unknown.row": "{code} ({count}×)",
        # /costs
        "costs.head": "**What your links cost so far**\n{rows}",
        "costs.row": "**{code}** – {amount}",
        "costs.ask_link": (
            "Which link cost something? Tap it, or type everything in one line: its code, the amount, and when it was spent, for example: "
            "“spring-25 250 1-30 Nov”."
        ),
        "costs.of": "**{code}** – {total} so far",
        "costs.entry": "{number}: {amount}, {days}",
        "costs.ask_amount": "How much, in pounds? Send an amount, or an amount and its days: “250 1-30 Nov”. /cancel ends this.",
        "costs.ask_days": (
            "{amount} for {code}: over which days? Tap, or type a date, a month, or two: “1-30 Nov”. It is spread evenly over them, and counts as "
            "the days pass."
        ),
        "links.no_code": "No link of yours has the code “{said}”.",
        "costs.no_amount": "I don't understand the amount “{said}”. Try “250” or “1,250.50”; at most ten million pounds.",
        "costs.days.unknown": (
            "I don't understand the time “{said}”. Try “today”, “last month”, “Nov”, “30 Nov” or “1-30 Nov”; at most a year."
        ),
        "costs.days.no_such_date": "“{said}” has a date that does not exist. Please check its day and month.",
        "costs.days.backwards": "“{said}” ends before it begins. If it goes over New Year, please give both years.",
        "costs.days.too_long": "“{said}” is longer than a year. Please enter a cost for each year.",
        "costs.days.too_early": "“{said}” is too early: costs can be entered from 1970 on.",
        "costs.days.too_late": "“{said}” begins more than a year from now. Please check its year.",
        "costs.noted": "**Noted as cost {number}: {amount} for {code}**, {days}.",
        "costs.removed": "Cost {number} is removed.",
        "costs.no_number": "There is no cost {said}.",
        "costs.total": "In all {total} now. /stats says what a lead costs.",
        "button.costs": "What it cost",
        "button.cost_remove": "Remove this",
        "button.cost_remove.one": "Remove {amount}",
        "button.cost_more": "Add another",
        "toast.cost_removed": "Removed.",
        "links.ended.sure": (
            "**End {code}?** It leaves your list. Printed codes stay valid: people who follow one get the plain conversation, which asks "
            "sale or let and goes by the property's postcode, and are still counted as this link's. You can bring it back."
        ),
        "links.in_use.sure": "**Bring {code} back?** It is in your list again, and people who follow it get what it says.",
        "links.ended": "{code} has ended. Printed codes still lead to the plain conversation.",
        "links.ended.already": "{code} has ended already.",
        "links.retired": "{code} is retired: not in your list any more. The link itself still works.",
        "links.retired.already": "{code} is retired already.",
        "links.in_use": "{code} is back in your list.",
        "links.in_use.already": "{code} is in use already.",
        # Changes of a link
        "change.which": "What should change about {code}?",
        "change.sure": (
            "**Change {code}?** It holds for everybody who follows the link from now on, printed codes included. People under way keep "
            "the link that they came by, and what was counted stays."
        ),
        "change.same": "{code} is like that already.",
        "change.done": "Changed:",
        "change.in_file": (
            "{code} is defined in the campaign file of your set-up, which would undo a change at the next start. Have it changed there; only "
            "its note, and whether it has ended, can be changed here."
        ),
        "change.not_in_use": "{code} is not in use, so it cannot be changed. Bring it back first.",
        "change": "{field}: {before} → {after}",
        "change.none": "none",
        "change.logged": "{change} ({who}, {day} {year} at {time})",
        "change.outside": "not in the chat",
        "change.kind": "Sale or let",
        "change.office": "Office",
        "change.place": "Place",
        "change.carries": "Each lead carries",
        "change.note": "Note",
        "change.test": "A test",
        "change.standing": "Standing",
        "standing.in_use": "in use",
        "standing.retired": "retired",
        "standing.ended": "ended",
    }
)
