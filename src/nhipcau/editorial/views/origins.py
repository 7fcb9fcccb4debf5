"""Items of other units: found, taken over, and held against their origin."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.editorial import access, actions, overviews
from nhipcau.editorial.forms import TakeOverForm
from nhipcau.editorial.views.ways import ICON, trail
from nhipcau.newsroom import access as newsroom
from nhipcau.newsroom import rules as newsroom_rules
from nhipcau.newsroom.views.ways import do, form_page
from nhipcau.shell.views import staff_page
from nhipcau.units.access import signed_in

PER_PAGE = 20


@require_GET
def others(request: HttpRequest) -> HttpResponse:
    """Show what other units have published."""
    access.require_writing(request.user)
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    language = "en" if get_language() == "en" else newsroom_rules.ORIGINAL
    texts = access.takable().filter(language=language)
    if words:
        texts = texts.filter(public_search__contains=newsroom_rules.plain(words))
    page = Paginator(texts, PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "words": words}
    return staff_page(
        request, "editorial/others.html", context, title=_("Items of other units"), icon=ICON, trail=trail()
    )


@require_http_methods(["GET", "POST"])
def take_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item of another unit over."""
    access.require_writing(request.user)
    text = access.get_takable(pk)
    form = TakeOverForm(signed_in(request), request.POST or None)

    def save() -> str:
        item = actions.take_over(text.item, **form.cleaned_data, by=signed_in(request), at=timezone.now())
        return reverse("newsroom:item", args=[item.pk])

    return form_page(
        request,
        form,
        save,
        title=_("Take over"),
        submit=_("Take it over"),
        way=[*trail(), (reverse("editorial:others"), _("Items of other units"))],
        intro=f"{text.item.unit}: {text.public_title}",
        said=_("It is copied with its origin as a source. Review and publish it like any item."),
    )


@require_GET
def origin(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what became of an item at its origin since somebody looked."""
    taken = access.get_taken(request.user, pk)
    context = {
        "origin": overviews.origin_of(taken),
        "writes": newsroom.may_write(request.user, taken.item),
    }
    way = [*trail(), (reverse("newsroom:item", args=[taken.item_id]), _("Item"))]
    return staff_page(request, "editorial/origin.html", context, title=_("Origin"), icon=ICON, trail=way)


@require_POST
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody has looked at the origin."""
    taken = access.get_taken(request.user, pk)
    access.require_writer(request.user, taken.item)
    do(request, lambda: actions.see_origin(taken, by=signed_in(request)), _("Noted as seen."))
    return redirect("newsroom:item", taken.item_id)
