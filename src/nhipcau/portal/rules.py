"""The rules of the public pages: plain values in, plain values out."""

from collections.abc import Iterable

LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"


def other_language(language: str) -> str:
    """Return the other of the two languages.

    >>> other_language("vi"), other_language("en")
    ('en', 'vi')
    """
    return "en" if language == "vi" else "vi"


def preferred_language(accepted: str) -> str:
    """Return the language of ours that an Accept-Language header likes best; Vietnamese when it names neither.

    >>> preferred_language("en-GB,en;q=0.9,vi;q=0.8"), preferred_language("fr, en;q=0.2, vi;q=0.7")
    ('en', 'vi')
    >>> preferred_language(""), preferred_language("*"), preferred_language("en;q=0"), preferred_language("en;q=x")
    ('vi', 'vi', 'vi', 'vi')
    """
    best, weight = DEFAULT_LANGUAGE, 0.0
    for code, liking in _likings(accepted):
        if code in LANGUAGES and liking > weight:
            best, weight = code, liking
    return best


def _likings(accepted: str) -> Iterable[tuple[str, float]]:
    for part in accepted.split(","):
        tag, _, parameter = part.strip().partition(";")
        quality = parameter.strip().removeprefix("q=")
        try:
            yield tag.split("-")[0].lower(), float(quality) if parameter else 1.0
        except ValueError:
            yield tag, 0.0
