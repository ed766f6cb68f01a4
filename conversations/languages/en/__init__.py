"""English (United Kingdom)."""

from __future__ import annotations

import re
from types import MappingProxyType

from conversations.languages.catalogue import Catalogue
from conversations.languages.en import grammar
from conversations.languages.en.assent import ASSENT, CONTACT
from conversations.languages.en.choices import CHOICES
from conversations.languages.en.corrections import CORRECTIONS
from conversations.languages.en.courtesies import COURTESIES
from conversations.languages.en.formats import money, show
from conversations.languages.en.names import NAMES
from conversations.languages.en.sentences import SENTENCES
from conversations.languages.topics import read_questions, read_topics
from conversations.languages.word_files import read_words

TOPICS = read_topics(__name__)

CATALOGUE = Catalogue(
    language="en",
    name="English",
    consent_version="en-2026-11-30-2",
    sentences=MappingProxyType(SENTENCES),
    assent=ASSENT,
    contact=CONTACT,
    mentions=MappingProxyType(grammar.MENTIONS),
    topics=TOPICS,
    questions=read_questions(__name__, TOPICS),
    asks=re.compile(grammar.ASKS),
    changes=re.compile(grammar.CHANGES),
    called=grammar.CALLED,
    hints=grammar.HINTS,
    backs=re.compile(grammar.BACKS),
    others=re.compile(grammar.OTHERS),
    small=frozenset(grammar.SMALL),
    short=MappingProxyType(grammar.SHORT),
    same=MappingProxyType(grammar.SAME),
    fillers=grammar.FILLERS,
    wishing=grammar.WISHING,
    corrections=CORRECTIONS,
    courtesies=COURTESIES,
    choices=CHOICES,
    everyday=frozenset(grammar.EVERYDAY.split()),
    also_names=frozenset(grammar.ALSO_NAMES.split()),
    name_phrases=NAMES,
    given=read_words(__name__, "given_names.txt"),
    mutations=MappingProxyType({}),
    show=show,
    money=money,
)
