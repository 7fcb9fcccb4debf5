"""Articles, and the pictures and files beside them."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nhipcau.channels import overviews as channels
from nhipcau.newsroom.models import Attachment, ItemText
from nhipcau.portal.linked_data import article_data, script
from nhipcau.portal.overviews import articles
from nhipcau.portal.overviews.series import series_of
from nhipcau.portal.pages import offered, public_page, show

FILE_FRESH_S = 3600


@public_page
def article(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """Show a published text; where it stood and was withdrawn, say why; where only others are, lead to those."""
    text = articles.find_text(language, slug)
    if text is None:
        return _only_in_others(request, language, slug)
    if text.withdrawn_at is not None:
        return _gone(request, language, text)
    found = articles.article_of(text)

    def absolute(name: str, *args: object) -> str:
        return request.build_absolute_uri(reverse(name, args=args))

    site = channels.site_on(timezone.localdate())
    data = article_data(
        found, absolute, site=site.name if site else "", policy=absolute("portal:corrections", language)
    )
    return show(
        request,
        "portal/article.html",
        {
            "article": found,
            "linked_data": script(data),
            "in_series": series_of(text),
        },
        language=language,
        title=found.title,
        description=found.summary,
        versions=found.languages,
    )


def _only_in_others(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    others = articles.languages_of(slug)
    if not others:
        raise Http404
    names = offered()
    there = [
        (code, names[code].own_name, reverse("portal:article", args=[code, slug]))
        for code in others
        if code in names
    ]
    return show(
        request,
        "portal/other_language.html",
        {"there": there},
        language=language,
        title=_("Not available in this language"),
        status=404,
    )


def _gone(request: HttpRequest, language: str, text: ItemText) -> HttpResponse:
    context = {"gone": articles.withdrawn_of(text)}
    return show(request, "portal/gone.html", context, language=language, title=_("Withdrawn"), status=410)


@require_safe
def picture(request: HttpRequest, pk: int, size: str) -> FileResponse:
    """Give a picture of a published text, in one of its two sizes; of any other text there is none."""
    found = articles.public_picture(pk)
    if found is None:
        raise Http404
    return _given(found.small if size == "small" else found.large, "image/jpeg")


@require_safe
def file(request: HttpRequest, pk: int, name: str) -> FileResponse:
    """Give a file that stands beside a published text; of any other text there is none."""
    found = _public_file(pk)
    shown = found.kind in ("picture", "audio", "video", "subtitles")
    return _given(found.file, found.media_type, name="" if shown else found.file_name)


@require_safe
def small_picture(request: HttpRequest, pk: int) -> FileResponse:
    """Give a picture beside a published text in its small size."""
    found = _public_file(pk)
    if not found.small:
        raise Http404
    return _given(found.small, "image/jpeg")


@public_page
def file_text(request: HttpRequest, language: str, pk: int) -> HttpResponse:
    """Show what can be read in a file, for those who cannot open it."""
    found = _public_file(pk)
    if not found.text:
        raise Http404
    context = {"file": found}
    return show(
        request,
        "portal/file_text.html",
        context,
        language=language,
        title=found.file_name,
        versions=(language,),
    )


def _public_file(pk: int) -> Attachment:
    found = articles.public_file(pk)
    if found is None:
        raise Http404
    return found


def _given(kept: FieldFile, media_type: str, *, name: str = "") -> FileResponse:
    response = FileResponse(
        kept.open("rb"),
        content_type=media_type,
        as_attachment=bool(name),
        filename=name,
    )
    patch_cache_control(response, public=True, max_age=FILE_FRESH_S)
    response["X-Frame-Options"] = "DENY"
    response["Content-Security-Policy"] = "sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
