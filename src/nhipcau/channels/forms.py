"""The forms of channels."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.channels import access
from nhipcau.channels.models import Channel, ChannelKind
from nhipcau.newsroom.models import ChangeKind, ItemText
from nhipcau.shell.forms import DayField, MomentField, RowsField, offer
from nhipcau.units.forms.picking import UnitChoiceField, offer_units
from nhipcau.units.models import User


class ChannelForm(forms.ModelForm[Channel]):
    """A channel as it is entered in the register."""

    unit = UnitChoiceField(label=Channel._meta.get_field("unit").verbose_name)

    class Meta:
        model = Channel
        fields = ["unit", "kind", "name", "name_en", "address", "decision", "valid_from"]
        field_classes = {"valid_from": DayField}
        help_texts = {
            "address": _("Where people find it: a web address, the name of an account, a place"),
            "decision": _("Number, date and issuing body of the decision that set it up"),
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self, "unit", access.units_to_keep_for(user), roles=access.KEEPERS)


class EndForm(forms.Form):
    """The first day on which the channel is no longer used."""

    first_day_without = DayField(label=_("First day on which it is no longer used"))


class PublishForm(forms.Form):
    """Where a text goes, and what readers are told when it takes the place of a published one."""

    channels = RowsField(
        queryset=Channel.objects.none(), label=_("Channels"), widget=forms.CheckboxSelectMultiple
    )
    publish_at = MomentField(
        label=_("Not before"),
        required=False,
        help_text=_("Leave empty to publish at once. Until then it can be called off, and an edit stops it."),
    )
    note_kind = forms.ChoiceField(
        label=_("What readers are told it is"),
        choices=ChangeKind.choices,
        widget=forms.RadioSelect,
        initial=ChangeKind.UPDATE,
        help_text=_("A correction mends something that was wrong; an update adds what is new"),
    )
    note = forms.CharField(
        label=_("What changed, for the readers"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown under the article with today's date"),
    )

    small = forms.BooleanField(
        label=_("So small a change that translations need not follow"),
        required=False,
        help_text=_("A misspelt word, a comma; never a day, a number or a name"),
    )

    def __init__(self, text: ItemText, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = access.channels_open_to(text.item, timezone.localdate())
        offer(self, "channels", choices)
        self.initial["channels"] = [
            channel.pk for channel in choices if channel.kind in (ChannelKind.PORTAL, ChannelKind.FEED)
        ]
        again = text.first_published_at is not None and text.published_revision_id != text.latest_revision_id
        if not (again and text.is_original):
            del self.fields["small"]
        if not again:
            del self.fields["note"], self.fields["note_kind"]
            return
        self.fields["note"].widget.attrs["lang"] = text.language


class WithdrawForm(forms.Form):
    """Why a text is withdrawn, in the text's language."""

    reason = forms.CharField(
        label=_("Why it is withdrawn, for the readers"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The page stays, without the text, and says this"),
    )
