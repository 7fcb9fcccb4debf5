"""The rules of the public pages: plain values in, plain values out."""

from collections.abc import Collection, Iterable

DEFAULT_LANGUAGE = "vi"
# The languages in which the portal's own words are written; readers of others are met in English.
OWN_WORDS = ("vi", "en")


def words_language(language: str) -> str:
    """Return the language of the portal's own words on a page in `language`.

    >>> words_language("vi"), words_language("ko")
    ('vi', 'en')
    """
    return language if language in OWN_WORDS else "en"


def preferred_language(accepted: str, offered: Collection[str]) -> str:
    """Return the one of the `offered` languages that an Accept-Language header likes best; Vietnamese for none.

    >>> ours = ("vi", "en", "zh-hans")
    >>> preferred_language("en-GB,en;q=0.9,vi;q=0.8", ours), preferred_language("fr, en;q=0.2, vi;q=0.7", ours)
    ('en', 'vi')
    >>> preferred_language("zh-CN,zh;q=0.9", ours), preferred_language("zh-Hans-SG", ours)
    ('zh-hans', 'zh-hans')
    >>> preferred_language("", ours), preferred_language("*", ours), preferred_language("en;q=0", ours)
    ('vi', 'vi', 'vi')
    """
    best, weight = DEFAULT_LANGUAGE, 0.0
    by_stem = {code.split("-")[0]: code for code in sorted(offered, reverse=True)}
    for tag, liking in _likings(accepted):
        code = tag if tag in offered else by_stem.get(tag.split("-")[0])
        if code and liking > weight:
            best, weight = code, liking
    return best


def _likings(accepted: str) -> Iterable[tuple[str, float]]:
    for part in accepted.split(","):
        tag, _, parameter = part.strip().partition(";")
        quality = parameter.strip().removeprefix("q=")
        try:
            yield tag.lower(), float(quality) if parameter else 1.0
        except ValueError:
            yield tag, 0.0
