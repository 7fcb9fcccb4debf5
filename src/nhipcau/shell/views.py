"""What staff pages have in common: Wagtail's header, a title, a way back, and how a refusal is shown."""

from collections.abc import Iterable, Iterator, Sequence
from contextvars import copy_context
from typing import Any

from django.forms import BaseForm, BaseFormSet, Media
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from nhipcau.audit.errors import NhipCauError
from nhipcau.shell.spreadsheet import csv_portions

Label = str | Promise


def staff_page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    title: Label,
    icon: str = "",
    trail: Sequence[tuple[str, Label]] = (),
    primary: tuple[str, Label, str] | None = None,
    status: int = 200,
) -> TemplateResponse:
    """Answer with a page in Wagtail's shell.

    The media of every form in `context`, and of forms in its lists, are loaded.
    `trail` is the way back, (address, label) from the home page down; `primary` is the one main action of the
    page as (address, label, icon); `template` extends `shell/page.html`.
    """
    home = [{"url": reverse("wagtailadmin_home"), "label": _("Home")}]
    way = [{"url": url, "label": label} for url, label in trail]
    button = (
        [HeaderButton(primary[1], primary[0], icon_name=primary[2], classname="primary")] if primary else []
    )
    frame: dict[str, Any] = {
        "page_title": title,
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [*home, *way, {"url": "", "label": title}],
        "header_buttons": button,
    }
    frame["media"] = sum((form.media for form in _forms(context.values())), Media())
    return TemplateResponse(request, template, {**frame, **context}, status=status)


def _forms(values: Iterable[Any]) -> Iterator[BaseForm | BaseFormSet[Any]]:
    """Give the forms among `values`; of a list of forms the first, whose media are those of the others."""
    for value in values:
        first = value[0] if isinstance(value, list | tuple) and value else value
        if isinstance(first, BaseForm | BaseFormSet):
            yield first


def refuse(request: HttpRequest, error: NhipCauError) -> None:
    """Show what was refused and what to do next, at the top of the page that is answered next."""
    messages.error(request, str(error.message))


def succeed(request: HttpRequest, sentence: Label) -> None:
    """Say what was done, at the top of the page that is answered next."""
    messages.success(request, str(sentence))


def download(content: bytes, name: str, media_type: str, *, inline: bool = False) -> HttpResponse:
    """Answer with a file that keeps its Vietnamese name; `inline` shows it in the browser instead of saving it."""
    response = HttpResponse(content, content_type=media_type)
    _keep_apart(response, name, inline=inline)
    return response


def download_portions(portions: Iterable[Iterable[Sequence[object]]], name: str) -> StreamingHttpResponse:
    """Answer with a CSV of many rows that leave a portion at a time: the first at once, and never all in memory.

    The rows are made after the page was answered, in what held while it was: its language, and what it read once.
    """
    body = _as_now(csv_portions(portions))
    response = StreamingHttpResponse(body, content_type="text/csv; charset=utf-8")
    _keep_apart(response, name)
    return response


def _as_now(portions: Iterator[bytes]) -> Iterator[bytes]:
    """Return `portions`, each made in the context and the language of this moment, whoever asks for it and when."""
    here, language = copy_context(), get_language()

    def made() -> bytes | None:
        with override(language):
            return next(portions, None)

    return iter(lambda: here.run(made), None)


def _keep_apart(response: HttpResponseBase, name: str, *, inline: bool = False) -> None:
    """Name the file, and let nothing in it act on our pages."""
    response["Content-Disposition"] = content_disposition_header(not inline, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
