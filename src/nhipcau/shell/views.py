"""What staff pages have in common: Wagtail's header, a title, a way back, and how a refusal is shown."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.forms import BaseForm, BaseFormSet, Media
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from nhipcau.audit.errors import NhipCauError

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
    response["Content-Disposition"] = content_disposition_header(not inline, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response
