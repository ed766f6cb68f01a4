"""Words in English for which of the readings offered back is meant. Alternatives with ``|`` between, in plain words."""

from __future__ import annotations

from conversations.languages.choices import Choices

CHOICES = Choices(
    first="first|1st|former|top",
    second="second|2nd",
    third="third|3rd",
    last="last|latter|bottom",
    around="the|one|it|is|its|please|to|thanks|option|with|use|my|no|email|number",
    mobile="mobile|mob|cell",
    landline="landline|home|house",
    no="no|nope|nah",
    meant="i meant|i mean|it's|it is|more like|rather|just",
    counts="(?:(?:yes|yeah) )?(?:it does|it counts|count it|include it|counts)(?: .*)?",
    leaves_out="(?:(?:no|nope) )?(?:it doesnt|it does not|dont count it|leave it out|not count\\w*)(?: .*)?",
    no_number="(?:(?:no|sorry|it|the house|there|house) )*(?:no|has no|hasnt got an?|doesnt have an?|havent got an?|without an?|theres no|is no|isnt an?) (?:house )?(?:numbers?|one)",
    stands="(?:no|nope|nah) (?:its|it is|thats|that is|this is|mine is) ?(?:right|correct|fine|ok)",
)
