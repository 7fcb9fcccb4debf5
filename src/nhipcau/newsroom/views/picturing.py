"""The pictures and files of an item."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.newsroom import access, actions, pictures
from nhipcau.newsroom.forms.picturing import FileForm, PictureForm
from nhipcau.newsroom.models import AttachmentKind, Item
from nhipcau.newsroom.views.ways import do, form_page, to_item, way
from nhipcau.shell.views import download, staff_page, succeed
from nhipcau.units.access import signed_in


@require_http_methods(["GET", "POST"])
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the lead picture."""
    found = access.get_item(request.user, pk)
    access.require_writer(request.user, found)
    form = PictureForm(access.languages(), request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _choose(request, found, form):
        return to_item(found)
    context = {
        "form": form,
        "submit": _("Use this picture"),
        "is_upload": True,
        "intro": _(
            "The picture is drawn anew without the camera's notes on place and time. "
            "Texts must be approved again afterwards."
        ),
    }
    return staff_page(
        request, "shell/form.html", context, title=_("Lead picture"), icon="image", trail=way(found)
    )


def _choose(request: HttpRequest, found: Item, form: PictureForm) -> bool:
    try:
        actions.choose_picture(
            found,
            form.cleaned_data["file"].read(pictures.MAX_BYTES + 1),  # one byte too many: refused as too large
            credit=form.cleaned_data["credit"],
            alts=form.alts(),
            map_sheet=form.cleaned_data["map_sheet"],
            by=signed_in(request),
            at=timezone.now(),
        )
    except NhipCauError as error:
        form.add_error("file", str(error.message))
        return False
    succeed(request, _("The picture is in place."))
    return True


@require_POST
def picture_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the lead picture out of the item."""
    found = access.get_item(request.user, pk)
    do(
        request,
        lambda: actions.remove_picture(found, by=signed_in(request), at=timezone.now()),
        _("The picture is taken out."),
    )
    return to_item(found)


@require_GET
def picture_file(request: HttpRequest, pk: int, picture: int) -> HttpResponse:
    """Give the large picture to people of the newsroom, published or not."""
    found = access.get_picture(request.user, pk, picture)
    with found.large.open("rb") as file:
        return download(file.read(), f"{found.item_id}.jpg", "image/jpeg", inline=True)


@require_http_methods(["GET", "POST"])
def attachment_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a file beside an item."""
    found = access.get_item(request.user, pk)
    access.require_writer(request.user, found)
    form = FileForm(access.languages(), request.POST or None, request.FILES or None)

    def save() -> str:
        actions.attach_file(
            found, form.cleaned_data["file"], form.beside(), by=signed_in(request), at=timezone.now()
        )
        return reverse("newsroom:item", args=[pk])

    title, submit = _("File beside the item"), _("Put it beside the item")
    return form_page(request, form, save, title=title, submit=submit, way=way(found), icon="doc-full-inverse")


@require_http_methods(["GET", "POST"])
def attachment(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    """Say anew what a file beside an item is called and shows."""
    kept = access.get_attachment(request.user, pk, attachment)
    access.require_writer(request.user, kept.item)
    form = FileForm(access.languages(), request.POST or None, kept=kept)

    def save() -> str:
        actions.describe_file(kept, form.beside(), by=signed_in(request), at=timezone.now())
        return reverse("newsroom:item", args=[pk])

    return form_page(request, form, save, title=kept.file_name, submit=_("Save"), way=way(kept.item))


@require_POST
def attachment_remove(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    """Take a file from beside an item."""
    kept = access.get_attachment(request.user, pk, attachment)
    do(
        request,
        lambda: actions.remove_file(kept, by=signed_in(request), at=timezone.now()),
        _("The file is taken out."),
    )
    return to_item(kept.item)


@require_GET
def attachment_file(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    """Give a file to people of the newsroom, published or not."""
    kept = access.get_attachment(request.user, pk, attachment)
    with kept.file.open("rb") as file:
        inline = kept.kind == AttachmentKind.PICTURE
        return download(file.read(), kept.file_name, kept.media_type, inline=inline)
