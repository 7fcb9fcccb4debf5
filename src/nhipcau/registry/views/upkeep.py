"""The pages of the regular review of own regulations."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nhipcau.registry import access, offices, upkeep
from nhipcau.registry.models import Document, ReviewCycle
from nhipcau.registry.office_forms import CycleForm, ReviewForm, YearForm
from nhipcau.registry.views.offices import A_PAGE, XLSX, Way, form_page
from nhipcau.registry.views.trail import trail
from nhipcau.shell.spreadsheet import xlsx_file
from nhipcau.shell.views import download, staff_page
from nhipcau.units.access import signed_in

ICON = "rotate"


@require_GET
def reviews(request: HttpRequest) -> HttpResponse:
    """List the reviews of a year: due, held, and what they decided."""
    access.require_reader(request.user)
    form, year = _year(request)
    page = Paginator(offices.due_reviews(request.user, year), A_PAGE).get_page(request.GET.get("p"))
    keeps = access.keeper_units(request.user)
    rows = [(cycle, cycle.document.unit_id in keeps) for cycle in page.object_list]
    context = {"form": form, "page": page, "rows": rows, "year": year, "today": timezone.localdate()}
    title = _("Review of regulations in %(year)s") % {"year": year}
    return staff_page(request, "registry/reviews.html", context, title=title, icon=ICON, trail=trail())


@require_GET
def reviews_xlsx(request: HttpRequest) -> HttpResponse:
    """Hand out a year's round of reviews as a workbook."""
    access.require_reader(request.user)
    _form, year = _year(request)
    rows = offices.rows_of_reviews(offices.due_reviews(request.user, year))
    title = _("Review of regulations in %(year)s") % {"year": year}
    return download(xlsx_file(rows, sheet=title), f"{title}.xlsx", XLSX)


@require_http_methods(["GET", "POST"])
def set_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Say when a regulation is reviewed next."""
    shown = _regulation(request, pk)
    cycle = ReviewCycle.objects.filter(document=shown).first()
    form = CycleForm(cycle, request.POST if request.method == "POST" else None)

    def save() -> str:
        given = form.cleaned_data
        upkeep.set_review(shown, months=given["months"], due_on=given["due_on"], by=signed_in(request))
        return reverse("registry:document", args=[pk])

    return form_page(
        request, form, save, title=_("When to review it"), submit=_("Save"), way=_to_document(shown)
    )


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter what a review of a regulation decided."""
    shown = _regulation(request, pk)
    form = ReviewForm(request.POST if request.method == "POST" else None)

    def save() -> str:
        upkeep.review_regulation(shown, form.said(), by=signed_in(request), at=timezone.now())
        return reverse("registry:document", args=[pk])

    return form_page(
        request,
        form,
        save,
        title=_("Review the regulation"),
        submit=_("Enter the review"),
        way=_to_document(shown),
        intro=f"{shown}. {shown.subject}"[:300],
    )


def document_panel(request: HttpRequest, shown: Document) -> str:
    """Return what the document's page shows of its regular review; "" for what is not reviewed."""
    if not upkeep.is_reviewable(shown):
        return ""
    held = offices.reviews_of(shown)
    context = {
        "document": shown,
        "cycle": ReviewCycle.objects.filter(document=shown).first(),
        "reviews": held,
        "keeps": access.keeps(request.user, shown.unit_id),
        "links": offices.links_of(request.user, held[0]) if held and held[0].asks_for_draft else [],
        "today": timezone.localdate(),
    }
    return render_to_string("registry/review_panel.html", context, request)


def _regulation(request: HttpRequest, pk: int) -> Document:
    shown = access.get_document(request.user, pk)
    access.require_keeper(request.user, shown.unit_id)
    if not upkeep.is_reviewable(shown):
        raise Http404
    return shown


def _to_document(shown: Document) -> Way:
    return [*trail(), (reverse("registry:document", args=[shown.pk]), str(shown))]


def _year(request: HttpRequest) -> tuple[YearForm, int]:
    form = YearForm(request.GET or None)
    asked = form.cleaned_data.get("year") if form.is_valid() else None
    return form, asked or timezone.localdate().year
