"""What is said about a draft: read beside its sections, written, answered, settled, opened again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.drafting import access, actions
from nhipcau.drafting.forms.commenting import CommentForm
from nhipcau.drafting.models import Comment, Draft
from nhipcau.drafting.views.ways import draft_crumb, list_crumb
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units.access import signed_in


@require_http_methods(["GET", "POST"])
def comments(request: HttpRequest, pk: int) -> HttpResponse:
    """List what was said, by section, and say something about a section or the whole."""
    shown = access.get_draft(request.user, pk)
    form = CommentForm(request.POST or None, initial={"section": request.GET.get("section", "")})
    if request.method == "POST":
        access.require_commenter(request.user, shown.unit_id)
        if form.is_valid():
            section = form.cleaned_data["section"]
            said = actions.comment(
                shown,
                str(section or ""),
                form.cleaned_data["text"],
                by=signed_in(request),
                at=timezone.now(),
            )
            succeed(request, _("Your comment stands beside the section."))
            return redirect(_place(said))
    return staff_page(
        request,
        "drafting/comments.html",
        {
            "draft": shown,
            "form": form,
            "groups": _grouped(shown),
            "may_comment": access.may_comment(request.user, shown),
        },
        title=_("Comments"),
        icon="comment",
        trail=[list_crumb(), draft_crumb(shown)],
        status=422 if form.is_bound else 200,
    )


def _grouped(shown: Draft) -> list[dict[str, Any]]:
    """Return the comments by section in the order of the text; first those on the whole, last of removed sections."""
    found = list(shown.comments.in_full())
    named = [("", _("The whole document"))]
    named += [(str(section.uid), str(section) or _("the opening")) for section in shown.sections.all()]
    known = {uid for uid, _name in named}
    groups = [
        {"uid": uid, "name": name, "comments": [one for one in found if str(one.section or "") == uid]}
        for uid, name in named
    ]
    gone = [one for one in found if str(one.section or "") not in known]
    return [*groups, {"uid": "", "name": _("Sections that were removed"), "comments": gone}]


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a comment."""
    found = access.get_comment(request.user, pk)
    access.require_commenter(request.user, found.draft.unit_id)
    form = CommentForm(request.POST)
    if not form.is_valid():
        for errors in form.errors.values():
            refuse_words(request, str(errors[0]))
        return redirect(_place(found))
    return _done(
        request,
        found,
        lambda: actions.answer(found, form.cleaned_data["text"], by=signed_in(request), at=timezone.now()),
    )


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that nothing is left to do about a comment."""
    found = access.get_comment(request.user, pk)
    return _done(request, found, lambda: actions.settle(found, by=signed_in(request), at=timezone.now()))


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a comment that was settled."""
    found = access.get_comment(request.user, pk)
    return _done(request, found, lambda: actions.reopen_comment(found, by=signed_in(request)))


def refuse_words(request: HttpRequest, words: str) -> None:
    """Show why a comment was not taken."""
    error = NhipCauError(words)
    refuse(request, error)


def _done(request: HttpRequest, found: Comment, act: Any) -> HttpResponse:
    try:
        act()
    except NhipCauError as error:
        refuse(request, error)
    return redirect(_place(found))


def _place(found: Comment) -> str:
    return f"{reverse('drafting:comments', args=[found.draft_id])}#comment-{found.answers_id or found.pk}"
