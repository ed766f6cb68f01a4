"""Ready-made posts and letters, each with the URL of the site's share window."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from bot.campaigns.sharing.recipes import contact, kind_of, url_of
from bot.campaigns.sharing.wording import WORDS
from bot.core.agency import Agency
from conversations.lead import Campaign

X_MAX = 280
"""Longest post on X, in characters; any link counts as 23 (X's documentation, "Counting characters")."""
X_LINK = 23


@dataclass(frozen=True, slots=True)
class Text:
    """Ready-made post: its text, and the URL of the site's share window (``mailto:`` for email).

    Posts on Instagram have no links: ``url`` is the campaign's link, for the agency's profile there.
    """

    place: str
    text: str
    url: str


def texts(agency: Agency, campaign: Campaign, language: str) -> tuple[Text, ...]:
    """Return the texts for a campaign's link in one language, one per place."""
    words = WORDS[language]
    kind, link = kind_of(campaign), url_of(agency.form.chat_url, campaign.code)
    form = agency.form.at_office(campaign.office_id)
    name = form.office or form.agency or words.agency
    begin = words.post[kind].format(agency=name)
    begin = begin[:1].upper() + begin[1:]
    reach = contact(form, words)
    rest = [*([reach] if reach else []), words.caveat]
    post = "\n\n".join([begin, f"{link}\n{words.start}", *rest])
    short = _short([begin, words.start, reach], X_MAX - X_LINK - 1)
    subject = words.subject[kind]
    return (
        Text("facebook", post, f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': link})}"),
        Text("whatsapp", post, f"https://wa.me/?{urlencode({'text': post}, quote_via=quote)}"),
        Text(
            "x",
            f"{short}\n{link}",
            f"https://x.com/intent/post?{urlencode({'text': short, 'url': link}, quote_via=quote)}",
        ),
        Text("linkedin", post, f"https://www.linkedin.com/sharing/share-offsite/?{urlencode({'url': link})}"),
        Text("instagram", "\n\n".join([begin, words.profile, *rest]), link),
        Text(
            "email",
            f"{subject}\n\n{post}",
            f"mailto:?{urlencode({'subject': subject, 'body': post}, quote_via=quote)}",
        ),
    )


def _short(parts: list[str], longest: int) -> str:
    """Join as many leading parts as fit; a first part that alone is too long is cut."""
    text = parts[0] if len(parts[0]) <= longest else f"{parts[0][: longest - 1].rstrip()}…"
    for part in parts[1:]:
        if part and len(text) + 1 + len(part) <= longest:
            text = f"{text} {part}"
    return text
