"""An article as programs read it: schema.org in JSON-LD, with sources, languages and corrections.

Sources: schema.org NewsArticle, Event, correction, citation, workTranslation.
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from nhipcau.newsroom import rules as newsroom
from nhipcau.portal.overviews.articles import Article, NamedSource

Absolute = Callable[..., str]


def article_data(article: Article, absolute: Absolute, *, site: str, policy: str) -> dict[str, Any]:
    """Return the article as schema.org has it; `absolute` makes an address of a page, `policy` that of corrections."""
    address = absolute("portal:article", article.language, article.slug)
    publisher = {"@type": "GovernmentOrganization", "name": article.unit, "correctionsPolicy": policy}
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event" if article.kind == newsroom.EVENT and article.fact("starts_at") else "NewsArticle",
        "url": address,
        "inLanguage": article.language,
        "image": absolute("portal:picture", article.picture.pk, "large") if article.picture else None,
    }
    if found["@type"] == "Event":
        return _said(found | _event(article, publisher))
    return _said(
        found | _news(article, publisher, absolute) | {"isPartOf": {"@type": "WebSite", "name": site}}
    )


def _event(article: Article, publisher: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": article.title,
        "description": article.summary,
        "startDate": _iso(article.fact("starts_at")),
        "endDate": _iso(article.fact("ends_at")),
        "location": {"@type": "Place", "name": article.fact("where")},
        "organizer": {"@type": "Organization", "name": article.fact("organiser") or article.unit},
        "eventStatus": "https://schema.org/EventScheduled",
        "publisher": publisher,
    }


def _news(article: Article, publisher: dict[str, Any], absolute: Absolute) -> dict[str, Any]:
    others = [code for code in article.languages if code != article.language]
    key = "workTranslation" if article.language == newsroom.ORIGINAL else "translationOfWork"
    return {
        "headline": article.title,
        "description": article.summary,
        "articleSection": article.topic_name,
        "datePublished": _iso(article.published_at),
        "dateModified": _iso(article.replaced_at or article.published_at),
        "author": publisher,
        "publisher": publisher,
        "citation": [_citation(source) for source in article.sources],
        key: [{"@id": absolute("portal:article", code, article.slug), "inLanguage": code} for code in others],
        "correction": [
            {"@type": "CorrectionComment", "text": change.note, "datePublished": _iso(change.at)}
            for change in article.changes
            if change.kind == "correction"
        ],
    }


def _citation(source: NamedSource) -> dict[str, Any]:
    name = ", ".join(
        part for part in (source.label, source.document, source.clause, source.person_role) if part
    )
    return _said({"@type": "CreativeWork", "name": name, "url": source.url})


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _said(data: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if value not in (None, "", [], {})}


def script(data: dict[str, Any]) -> SafeString:
    """Return data as it may stand in a page: nothing in it can end the element it stands in."""
    text = json.dumps(data, ensure_ascii=False)
    for sign, written in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, written)
    return SafeString(text)
