"""The pages of channels: the register, publishing, withdrawing, deliveries."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nhipcau.audit.errors import NhipCauError
from nhipcau.channels import access, actions, forms, overviews
from nhipcau.newsroom import access as newsroom
from nhipcau.newsroom.models import ChangeKind, Item
from nhipcau.shell.views import refuse, staff_page, succeed
from nhipcau.units.access import signed_in

PER_PAGE = 50
ICON = "site"


def _register() -> tuple[str, str | Promise]:
    return reverse("channels:channels"), _("Official channels")


def _item(item: Item, title: str) -> list[tuple[str, str | Promise]]:
    return [
        (reverse("newsroom:items"), _("Items")),
        (reverse("newsroom:item", args=[item.pk]), title),
    ]


@require_GET
def channels(request: HttpRequest) -> HttpResponse:
    """Show the register of official channels."""
    access.require_reader(request.user)
    found = access.channels_visible_to(request.user).select_related("unit").prefetch_related("unit__versions")
    keeps = bool(access.units_to_keep_for(request.user))
    primary = (reverse("channels:channel_new"), _("Enter a channel"), "plus") if keeps else None
    context = {
        "channels": found,
        "keeps": keeps,
        "today": timezone.localdate(),
        "sees_items": newsroom.is_reader(request.user),
    }
    return staff_page(
        request, "channels/channels.html", context, title=_("Official channels"), icon=ICON, primary=primary
    )


@require_http_methods(["GET", "POST"])
def channel_new(request: HttpRequest) -> HttpResponse:
    """Enter a channel in the register."""
    if not access.units_to_keep_for(request.user):
        raise Http404
    form = forms.ChannelForm(signed_in(request), request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        unit = data.pop("unit")
        actions.add_channel(unit, actions.Entry(**data), by=signed_in(request), at=timezone.now())
        succeed(request, _("The channel is in the register."))
        return redirect("channels:channels")
    context = {"form": form, "media": form.media, "submit": _("Enter it in the register")}
    return staff_page(
        request, "shell/form.html", context, title=_("New channel"), icon=ICON, trail=[_register()]
    )


@require_http_methods(["GET", "POST"])
def channel_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a channel."""
    channel = access.get_channel(request.user, pk)
    access.require_keeper(request.user, channel.unit_id)
    form = forms.EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_channel(channel, **form.cleaned_data, by=signed_in(request), at=timezone.now())
        except NhipCauError as error:
            form.add_error("first_day_without", str(error.message))
        else:
            succeed(request, _("The channel ends. What was sent over it stays on record."))
            return redirect("channels:channels")
    context = {
        "form": form,
        "media": form.media,
        "submit": _("End the channel"),
        "intro": _("Nothing is sent to the channel from that day on, and it leaves the public list."),
    }
    return staff_page(request, "shell/form.html", context, title=str(channel), icon=ICON, trail=[_register()])


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the approved version of a text to channels of the register."""
    text = access.get_text_to_publish(request.user, pk)
    form = forms.PublishForm(text, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.publish_text(
                text,
                list(data["channels"]),
                note=data.get("note", ""),
                note_kind=data.get("note_kind", ChangeKind.UPDATE),
                publish_at=data["publish_at"],
                outdates=not data.get("small", False),
                by=signed_in(request),
                at=timezone.now(),
            )
        except NhipCauError as error:
            refuse(request, error)
        else:
            succeed(request, _("The text is on its way to the channels. Their state is shown below."))
            return redirect("newsroom:item", text.item_id)
    context = {"form": form, "text": text, "any": form.fields["channels"].queryset.exists()}  # type: ignore[attr-defined]  # a model choice
    title = _("Publish: %(title)s") % {"title": text.title}
    return staff_page(
        request, "channels/publish.html", context, title=title, icon=ICON, trail=_item(text.item, text.title)
    )


@require_POST
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call off what waits for its hour."""
    text = access.get_text_to_publish(request.user, pk)
    try:
        actions.cancel_publishing(text, by=signed_in(request))
    except NhipCauError as error:
        refuse(request, error)
    else:
        succeed(request, _("Called off. Nothing of it leaves."))
    return redirect("newsroom:item", text.item_id)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a published text, saying why."""
    text = access.get_text_to_publish(request.user, pk)
    form = forms.WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_text(
                text, reason=form.cleaned_data["reason"], by=signed_in(request), at=timezone.now()
            )
        except NhipCauError as error:
            refuse(request, error)
        else:
            succeed(request, _("The text is withdrawn. Its page says why."))
            return redirect("newsroom:item", text.item_id)
    context = {"form": form, "submit": _("Withdraw the text")}
    if overviews.is_public_in_another_language(text):
        context["intro"] = _(
            "The text in the other language stays published. Withdraw it too if the same is wrong in it."
        )
    title = _("Withdraw: %(title)s") % {"title": text.title}
    return staff_page(
        request, "shell/form.html", context, title=title, icon="warning", trail=_item(text.item, text.title)
    )


@require_GET
def deliveries(request: HttpRequest) -> HttpResponse:
    """Show what was sent where, newest first."""
    newsroom.require_reader(request.user)
    found = access.deliveries_visible_to(request.user).with_names()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "deliveries": page.object_list}
    return staff_page(
        request,
        "channels/deliveries.html",
        context,
        title=_("Deliveries"),
        icon="resubmit",
        trail=[_register()],
    )


@require_POST
def delivery_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try a delivery again."""
    delivery = access.get_delivery(request.user, pk)
    try:
        actions.retry_delivery(delivery, by=signed_in(request), at=timezone.now())
    except NhipCauError as error:
        refuse(request, error)
    else:
        succeed(request, _("The delivery is tried again."))
    return redirect("newsroom:item", delivery.rendition.text.item_id)
