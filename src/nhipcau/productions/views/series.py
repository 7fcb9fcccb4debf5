"""The pages of series: the list, a series, its forms, the list as CSV."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.newsroom import access as newsroom
from nhipcau.newsroom.models import Item
from nhipcau.productions import access, actions, overviews
from nhipcau.productions.errors import OtherUnitError
from nhipcau.productions.forms import EndForm, PutInForm, SeriesForm
from nhipcau.productions.views.ways import ICON, address, form_page, to_series, trail
from nhipcau.shell.formats import number
from nhipcau.shell.views import download_portions, refuse, staff_page, succeed
from nhipcau.units import access as units
from nhipcau.units.access import signed_in
from nhipcau.units.models import Unit

A_PAGE = 25
OFFERED = 200
GAPS_SHOWN = 24


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """List the series with the last part, what is due next, and how many parts are missing."""
    access.require_reader(request.user)
    rows = access.visible_series(request.user).select_related("unit", "owner")
    page = Paginator(rows.prefetch_related("unit__versions"), A_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "rows": overviews.shown(page, timezone.localdate())}
    opens = access.units_to_keep_for(request.user)
    new = (reverse("productions:new"), _("Open a series"), "plus") if opens else None
    return staff_page(
        request,
        "productions/home.html",
        context,
        title=_("Series and columns"),
        icon=ICON,
        trail=trail()[:1],
        primary=new,
    )


@require_GET
def home_file(request: HttpRequest) -> StreamingHttpResponse:
    """Hand out the list as CSV."""
    access.require_reader(request.user)
    series = access.visible_series(request.user).select_related("unit", "owner")
    head = (
        _("Title"), _("Unit"), _("In charge"), _("Rhythm"), _("Published"), _("Last part"), _("Next due"),
        _("Missing parts"), _("First day"), _("Last day"),
    )  # fmt: skip
    rows = [
        (
            str(one.series), units.name_in_memory(one.series.unit_id), str(one.series.owner),
            overviews.rhythm_words(one.series), one.count, one.last or "", one.standing.next_due or "",
            len(one.standing.gaps), one.series.since, one.series.until or "",
        )
        for one in overviews.shown(series, timezone.localdate())
    ]  # fmt: skip
    return download_portions([[head, *rows]], "series.csv")


@require_GET
def series(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a series: its items, the missing parts, the count by year."""
    found = access.get_series(request.user, pk)
    [shown] = overviews.shown([found], timezone.localdate())
    places = overviews.places_of([found])
    page = Paginator(places, A_PAGE).get_page(request.GET.get("p"))
    keeps = access.keeps(request.user, found.unit_id) and found.until is None
    days = [timezone.localdate(place.first) for place in places if place.first]
    context = {
        "series": found,
        "shown": shown,
        "rhythm": overviews.rhythm_words(found),
        "page": page,
        "gaps": shown.standing.gaps[: -GAPS_SHOWN - 1 : -1],
        "years": overviews.by_year(days),
        "keeps": keeps,
    }
    put_in = (reverse("productions:put_in", args=[pk]), _("Put an item in"), "plus") if keeps else None
    return staff_page(
        request,
        "productions/series.html",
        context,
        title=str(found),
        icon=ICON,
        trail=trail(),
        primary=put_in,
    )


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a series."""
    held = access.require_some_unit(request.user)
    owners = newsroom.editors_of(*held)
    names = {unit: units.name_in_memory(unit) for unit in held}
    form = SeriesForm(names, owners, None, request.POST or None)

    def save() -> str:
        unit = Unit.objects.get(pk=form.cleaned_data["unit"])
        return address(actions.open_series(unit, form.told(), by=signed_in(request), at=timezone.now()))

    title = _("Open a series")
    return form_page(request, form, save, title=title, submit=title, way=trail())


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a series is."""
    found = access.get_series(request.user, pk)
    access.require_keeper(request.user, found.unit_id)
    owners = newsroom.editors_of(found.unit_id)
    form = SeriesForm({}, owners, found, request.POST or None)

    def save() -> str:
        actions.change_series(found, form.told(), by=signed_in(request), at=timezone.now())
        return address(found)

    title, submit = _("Change the series"), _("Save")
    return form_page(request, form, save, title=title, submit=submit, way=to_series(found))


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a series."""
    found = access.get_series(request.user, pk)
    access.require_keeper(request.user, found.unit_id)
    form = EndForm(request.POST or None, initial={"until": timezone.localdate()})

    def save() -> str:
        data = form.cleaned_data
        actions.end_series(found, data["until"], data["reason"], by=signed_in(request), at=timezone.now())
        return address(found)

    title = _("End the series")
    return form_page(request, form, save, title=title, submit=title, way=to_series(found))


@require_http_methods(["GET", "POST"])
def put_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an item of the unit into a series."""
    found = access.get_series(request.user, pk)
    access.require_keeper(request.user, found.unit_id)
    form = PutInForm(request.POST or None)

    def save() -> str:
        item = Item.objects.of_units([found.unit_id]).filter(slug=form.cleaned_data["slug"]).first()
        if item is None:
            raise OtherUnitError
        actions.put_in(found, item, by=signed_in(request), at=timezone.now())
        return address(found)

    title = _("Put an item in")
    items = access.items_for(found)[:OFFERED]
    return form_page(request, form, save, title=title, submit=title, way=to_series(found), items=items)


@require_POST
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an item out of a series."""
    place = access.get_place(request.user, pk)
    access.require_keeper(request.user, place.series.unit_id)
    try:
        actions.take_out(place, by=signed_in(request))
    except NhipCauError as error:
        refuse(request, error)
    else:
        succeed(request, _("Number %(number)s was taken out.") % {"number": number(place.number)})
    return redirect(address(place.series))
