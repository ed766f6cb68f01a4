"""Email domains in use in the United Kingdom, and common slips in them."""

from __future__ import annotations

from rapidfuzz.distance import OSA

_SUFFIXES: dict[str, tuple[str, ...]] = {
    "hotmail": ("com", "co.uk"),
    "yahoo": ("com", "co.uk"),
    "live": ("co.uk", "com"),
    "aol": ("com", "co.uk"),
    "blueyonder": ("co.uk",),
    "talktalk": ("net",),
    "tiscali": ("co.uk",),
    **dict.fromkeys(
        """gmail googlemail icloud outlook msn btinternet btopenworld virginmedia ntlworld rocketmail protonmail
        sky""".split(),
        ("com",),
    ),
}
"""Providers by their first label, with their suffixes in use in Britain."""

_WORLDWIDE = frozenset(
    {"yahoo", "hotmail", "outlook", "live", "msn", "aol", "protonmail", "sky", "tiscali", "talktalk"}
)
"""Providers (or names with several owners) with real domains under many suffixes: two-letter ones are not corrected."""

_REAL_NAMES = frozenset(
    {
        "cloud", "mail", "email", "ymail", "gmx", "hushmail", "fastmail", "inbox", "zoho", "proton", "me", "mac",
        "hey", "live", "orange", "plus", "aim", "mailbox", "tutanota", "tuta", "duck", "look", "world", "talk",
        "hotmai1",
    }
)  # fmt: skip
"""First labels of real domains one slip away from a provider's: the guide's example is at cloud.com."""

_SUFFIX_SLIPS: dict[str, str] = {
    **dict.fromkeys(
        ("con", "cmo", "ocm", "comm", "coom", "vom", "xom", "cim", "cpm", "som", "clm", "c0m", "cok", "com.com"), "com"
    ),
    **dict.fromkeys(
        ("co.ku", "co.ik", "co.uj", "co.yk", "c.uk", "cu.uk", "couk", "co.u", "cp.uk", "vo.uk", "xo.uk", "co.uk.com", "co.ukk"),
        "co.uk",
    ),
    **dict.fromkeys(("ent", "bet", "nte"), "net"),
}  # fmt: skip
"""Endings that no domain has, with the intended ones."""

_AMBIGUOUS_SUFFIXES = frozenset({"co", "cm", "om", "c", "uk", "co.com", "com.uk", "net", "org"})
"""Endings that exist, or nearly do, but not at these providers."""

_SLIPS_ALLOWED = {5: 1, 6: 1, 7: 2, 8: 2, 9: 2, 10: 2, 11: 2}
"""Maximum edit distance (a swap is one) from a provider's name, by its length; shorter names are never guessed."""


def is_provider(name: str) -> bool:
    """Return whether ``name`` (lower case) is the first label of an email domain common in Britain."""
    return name in _SUFFIXES


def _provider(name: str) -> str:
    """Return the provider of which ``name`` is the name or a slip; empty for any other name."""
    if name in _SUFFIXES or name in _REAL_NAMES:
        return name if name in _SUFFIXES else ""
    scored = [
        (distance, provider)
        for provider in _SUFFIXES
        if (allowed := _SLIPS_ALLOWED.get(len(provider))) is not None
        and (distance := OSA.distance(name, provider, score_cutoff=allowed)) <= allowed
    ]
    return min(scored)[1] if scored else ""


def meant(domain: str) -> tuple[str, ...]:
    """Return the domains that ``domain`` (lower case) was probably meant to be, likeliest first; empty if it stands as typed."""
    name, _, suffix = domain.partition(".")
    provider = _provider(name)
    if not provider:
        fixed = _SUFFIX_SLIPS.get(suffix)
        return (f"{name}.{fixed}",) if fixed else ()
    suffixes = _SUFFIXES[provider]
    if name == provider and (suffix in suffixes or _plausible(provider, suffix)):
        return ()
    if suffix in suffixes:
        return (f"{provider}.{suffix}",)
    slip = _SUFFIX_SLIPS.get(suffix, "")
    if slip in suffixes:
        return (f"{provider}.{slip}",)
    if name != provider and suffix and suffix not in _AMBIGUOUS_SUFFIXES and not slip:
        if _plausible(provider, suffix):
            return (f"{provider}.{suffix}",)
        return tuple(f"{provider}.{real}" for real in suffixes) if suffix == "co.uk" else ()
    return tuple(f"{provider}.{real}" for real in suffixes)


def _plausible(provider: str, suffix: str) -> bool:
    """Return whether the provider probably has a domain under ``suffix`` that is rare in Britain (yahoo.fr)."""
    labels = suffix.split(".")
    country = len(labels[-1]) == 2 and all(label in {"co", "com"} for label in labels[:-1])
    return provider in _WORLDWIDE and country and suffix not in _AMBIGUOUS_SUFFIXES | _SUFFIX_SLIPS.keys()
