"""How people correct an answer in English. Alternatives with ``|`` between; "'" may be left out, accents too."""

from __future__ import annotations

from conversations.languages.corrections import Corrections

CORRECTIONS = Corrections(
    openers="no|nope|nah|sorry|soz|oops|actually|wait|correction|typo|mistake|wrong",
    pauses="oh|ah|um|er|hmm|and|so|but|ok|okay|hang on|hold on",
    sets=(
        "should (?:be|say|read|have been)|shd be|shud be|ought to be|is meant to be|was meant to be|instead of|rather|prefer|(?:i |we )?mean[t]?|not"
        "|isn't|wasn't|wrong|incorrect|change (?:it|that|this|to|my|the|from)|changed|correct(?:ed|ion)?|make (?:it|that)|actually|instead|mistake|typo"
        "|but (?:it's|it is|that's|i've got|we have)"
    ),
    wants="make|chang\\w+|set|fix\\w*|correct\\w*|edit\\w*|update\\w*|possible",
    recalls="(?:did|have|had|do) (?:i|you|u|we)|(?:did|does|is|was) (?:it|that|this)",
    lead="oh|hi|it's|it is|should be|that's|my|the|is|all good|but|except|name|surname|number|address|email|postcode|house|street|ends? in|ends? with|ends",
    meant="but|it's|it is|should be|actually",
    nots="not|isn't|instead of|rather than|and not",
    should_be="should be|shd be|shud be|ought to be|is meant to be|was meant to be|needs to be",
    wrong="wrong|incorrect",
    swap="swap|change|switch|replace",
    into="for|to|with|into",
    joins="is|are|was|should be|should|shd|be|to|actually|it's|it|now|really|reads?|instead|sorry|number|has|changed|wrong|address",
    surname="(?:sur|last |family |second )names?",
    forename="(?:first |given |fore|christian )names?",
    ends="(?:ends?|ending)(?: (?:in|with|on))?|last (?:(?:two|three|four|[2-4]) )?(?:digits?|numbers?|letters?)(?: (?:of|in|on) [\\w ]{1,20}?)? (?:is|are|should be)",
    house="house|door",
    unit="flat|apartment|apt|unit",
    around=(
        "you've|you|got|have|wrong|me|oh|its|should|be|actually|really|spelt|spelled|with|an|one|two|double|name|surname|to|meant|mean|autocorrect|i|i'm|called|again"
        "|first|last|good"
    ),
    labels="street|road|lane|name|number|house|address|email|postcode|surname|phone|town|city|first|last",
    please="sorry|soz|please|pls|actually|btw|can you",
    articles="the|my|an?",
    number="number|num|nr|no",
    digits="digits?",
    spelt="spelt|spelled",
    opens="should|meant?|name|spelt|spelled",
    wishes="want",
)
