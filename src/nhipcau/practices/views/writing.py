"""The pages on which a unit writes a practice down, adds figures and evidence, and proposes it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.practices import access, actions, links
from nhipcau.practices.actions import FigureTaken
from nhipcau.practices.errors import GoneFigureError
from nhipcau.practices.forms import ApprovedForm, PracticeForm, ProofForm, SendForm, TypedForm
from nhipcau.practices.links import Origin
from nhipcau.practices.models import Act, Practice
from nhipcau.practices.views.ways import address, do, form_page, to_practice, trail
from nhipcau.programmes.models import Assignment
from nhipcau.units import access as units
from nhipcau.units.access import signed_in
from nhipcau.units.models import Unit

MOST = 50


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write down a practice."""
    units.require_somewhere(request.user, *access.WRITERS)
    own = access.home_units(request.user)
    key = request.GET.get("from", "")
    tasks, origins = _sources(request, own, key)
    names = {unit: units.name_in_memory(unit) for unit in sorted(own)}
    first = {"came_from": key, **_first(tasks, origins, key)}
    form = PracticeForm(names, tasks, origins, None, request.POST or None, initial=first)

    def save() -> str:
        given = form.cleaned_data
        unit = Unit.objects.get(pk=given["unit"])
        now = timezone.now()
        made = actions.write(unit, form.told(), token=given["token"], by=signed_in(request), at=now)
        return address(made)

    return form_page(
        request,
        form,
        save,
        title=_("Propose a good practice"),
        submit=_("Keep, and go on to figures"),
        way=trail(),
        intro=_("Figures and evidence come next; it reaches the unit above only when you send it."),
    )


def _first(tasks: list[Assignment], origins: list[Origin], key: str) -> dict[str, object]:
    """Return what the form begins with: the unit and the title of what the practice comes from."""
    for task in tasks:
        if key == f"task-{task.pk}":
            return {"unit": task.unit_id, "title": task.task.title[:300]}
    for one in origins:
        if key == one.key:
            return {"unit": one.unit, "title": one.title[:300]}
    return {}


def _sources(
    request: HttpRequest, own: frozenset[int], key: str = ""
) -> tuple[list[Assignment], list[Origin]]:
    """Return the newest tasks and activities of the units, and the one asked for. At most six queries."""
    given = Assignment.objects.given().to_units(own).exclude(state__in=("passed_on", "withdrawn", "returned"))
    tasks = list(given.select_related("task").order_by("-pk")[:MOST])
    number = key.removeprefix("task-")
    if number != key and number.isdecimal() and len(number) < 18 and int(number) not in {t.pk for t in tasks}:
        tasks += given.select_related("task").filter(pk=int(number))
    origins = links.origins(request.user, own)
    if key and number == key and key not in {one.key for one in origins}:
        origins += links.origins(request.user, own, key)
    return tasks, origins


def _written(request: HttpRequest, pk: int) -> Practice:
    shown = access.get_practice(request.user, pk)
    access.require_writer(request.user, shown.unit_id)
    return shown


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a practice says."""
    shown = _written(request, pk)
    tasks, origins = _sources(request, frozenset({shown.unit_id}))
    form = PracticeForm({}, tasks, origins, shown, request.POST or None)

    def save() -> str:
        actions.change(shown, form.told(), by=signed_in(request))
        return address(shown)

    return form_page(
        request, form, save, title=_("Change the practice"), submit=_("Save"), way=to_practice(shown)
    )


@require_http_methods(["GET", "POST"])
def add_approved(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a figure that the unit has approved."""
    shown = _written(request, pk)
    form = ApprovedForm(links.approved_figures(shown.unit_id), request.POST or None)

    def save() -> str:
        found = links.approved_figures(shown.unit_id, form.cleaned_data["figure"])
        if not found:
            raise GoneFigureError
        one = found[0]
        taken = FigureTaken(
            name=one.indicator.name,
            period=one.period,
            number=one.number,
            measure=one.indicator.measure,
            source=one.report,
            indicator=one.indicator,
            approved=True,
        )
        actions.add_figure(shown, taken, by=signed_in(request))
        return f"{address(shown)}#figures"

    return form_page(
        request,
        form,
        save,
        title=_("Figure from an approved report"),
        submit=_("Add the figure"),
        way=to_practice(shown),
        intro=_("It is kept as it stands today, with its report."),
    )


@require_http_methods(["GET", "POST"])
def add_typed(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a figure that is typed, with its source."""
    shown = _written(request, pk)
    form = TypedForm(request.POST or None)

    def save() -> str:
        actions.add_figure(shown, form.taken(), by=signed_in(request))
        return f"{address(shown)}#figures"

    title = _("Figure with its source")
    return form_page(request, form, save, title=title, submit=_("Add the figure"), way=to_practice(shown))


@require_POST
def remove_figure(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a figure out."""
    figure = access.get_figure(request.user, pk)
    onward = f"{address(figure.practice)}#figures"
    return do(request, lambda: actions.remove_figure(figure, by=signed_in(request)), onward)


@require_http_methods(["GET", "POST"])
def add_proof(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a file or a link that shows what was done."""
    shown = _written(request, pk)
    form = ProofForm(*((request.POST, request.FILES) if request.method == "POST" else ()))

    def save() -> str:
        given, now = form.cleaned_data, timezone.now()
        if given["link"]:
            actions.add_proof(shown, link=given["link"], by=signed_in(request), at=now)
        if given["file"]:
            actions.add_proof(shown, file=given["file"], by=signed_in(request), at=now)
        return f"{address(shown)}#evidence"

    title = _("Add a file or a link")
    return form_page(request, form, save, title=title, submit=title, way=to_practice(shown))


@require_POST
def remove_proof(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file or link out."""
    shown = access.get_proof(request.user, pk)
    onward = f"{address(shown.practice)}#evidence"
    return do(request, lambda: actions.remove_proof(shown, by=signed_in(request)), onward)


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose a practice to a unit above."""
    shown = _written(request, pk)
    names = {unit: units.name_in_memory(unit) for unit in access.may_be_asked(shown.unit_id)}
    before = shown.asked_of_id if shown.asked_of_id in names else next(iter(names), None)
    form = SendForm(names, request.POST or None, initial={"asked_of": before})

    def save() -> str:
        asked_of = Unit.objects.get(pk=form.cleaned_data["asked_of"])
        actions.propose(shown, asked_of, by=signed_in(request), at=timezone.now())
        return address(shown)

    intro = _("An officer of that unit takes it under review. Accepted, every unit reads it.")
    if not names:
        intro = _(
            "No unit stands above yours here and none gives it tasks, so there is nobody to propose it to."
        )
    title = _("Propose the practice")
    return form_page(request, form, save, title=title, submit=title, way=to_practice(shown), intro=intro)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposal back before it is reviewed."""
    shown = access.get_practice(request.user, pk)
    by, now = signed_in(request), timezone.now()
    return do(request, lambda: actions.decide(shown, Act.TAKE_BACK, by=by, at=now), address(shown))
