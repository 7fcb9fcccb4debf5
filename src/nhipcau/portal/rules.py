"""The rules of the public pages: plain values in, plain values out."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

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


LONGEST_OLD = 500
LONGEST_TARGET = 300
MOST_FAULTS = 10
# How the two columns of a file of addresses may be headed, in small letters.
OLD_HEADINGS = ("old", "cũ", "từ", "from", "địa chỉ cũ", "old address", "url cũ")
NEW_HEADINGS = ("new", "mới", "đến", "to", "địa chỉ mới", "new address", "url mới")
_OUR_PAGE = re.compile(r"/[a-z]{2,3}(?:-[a-z]{2,8})?/[!-~]*")
# Programs that read pages for others say so in their names.
_PROGRAM = re.compile(
    r"bot|crawl|spider|slurp|fetch|preview|monitor|curl|wget|python|java/|go-http", re.IGNORECASE
)


def old_path(address: str) -> str:
    """Return an address of the old site as it is looked up: from the first slash to the last, its query sorted.

    >>> old_path("https://ngoaivu.bend.example/Tin-tức/bài-1.html")
    '/tin-t%E1%BB%A9c/b%C3%A0i-1.html'
    >>> old_path("/chi-tiet/?tab=2&id=15"), old_path("/chi-tiet?id=15&tab=2"), old_path("/")
    ('/chi-tiet?id=15&tab=2', '/chi-tiet?id=15&tab=2', '/')
    """
    parts = urlsplit(address.strip())
    path = quote(unquote(parts.path).lower().rstrip("/")) or "/"
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return f"{path}?{query}" if query else path


def leads_here(target: str) -> bool:
    """Return whether an address is one of our public pages, and no way out to another server.

    >>> leads_here("/vi/a/den-bien/"), leads_here("https://example.org/"), leads_here("//example.org/vi/")
    (True, False, False)
    >>> leads_here("/staff/"), leads_here("/vi/\\\\example.org")
    (False, False)
    """
    clean = _OUR_PAGE.fullmatch(target) is not None and "\\" not in target and len(target) <= LONGEST_TARGET
    return clean and not target.startswith(("/staff/", "/api/"))


def faults_of(pairs: Sequence[tuple[str, str]]) -> list[tuple[int, str]]:
    """Return (line from 1, the address that cannot stand) of (old, new) pairs, the first `MOST_FAULTS`.

    An old address may look like one of ours: it is only looked up where we have no page.

    >>> faults_of([("/cu.html", "/vi/"), ("/b", "https://example.org/"), ("/vi/cu/", "/vi/"), ("", "/vi/")])
    [(2, 'https://example.org/'), (4, '')]
    """
    found = []
    for line, (old, new) in enumerate(pairs, start=1):
        if not leads_here(new.strip()):
            found.append((line, new))
        elif not _was_there(old):
            found.append((line, old))
    return found[:MOST_FAULTS]


def _was_there(old: str) -> bool:
    """Return whether `old` can be an address of another site's page."""
    try:
        path = old_path(old)
    except ValueError:
        return False
    return path.startswith("/") and path != "/" and len(path) <= LONGEST_OLD


def circles(leads: Mapping[str, str]) -> list[str]:
    """Return the old addresses from which one never arrives: they lead to themselves, by however many steps.

    >>> circles({"/vi/x": "/vi/y", "/vi/y": "/vi/x", "/cu": "/vi/"})
    ['/vi/x', '/vi/y']
    """
    return [path for path in leads if _comes_back(path, leads)]


def _comes_back(path: str, leads: Mapping[str, str]) -> bool:
    seen, at = {path}, leads[path]
    while (at := old_path(at)) in leads:
        if at in seen:
            return at == path
        seen.add(at)
        at = leads[at]
    return False


def is_program(agent: str) -> bool:
    """Return whether a reader's program says that it is none of a person; one that says nothing counts as such.

    >>> is_program("Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"), is_program("ExampleBot/2.1"), is_program("")
    (False, True, True)
    """
    return not agent or _PROGRAM.search(agent) is not None
