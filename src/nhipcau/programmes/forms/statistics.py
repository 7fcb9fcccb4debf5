"""What the statistic counts and by what."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nhipcau.programmes.models import Programme
from nhipcau.shell.forms import DayField


class StatisticsForm(forms.Form):
    """Filters of the statistic; its address is a link to keep."""

    by = forms.ChoiceField(
        label=_("Counted by"),
        required=False,
        choices=[("unit", _("Unit")), ("level", _("Level")), ("theme", _("Theme"))],
    )
    scope = forms.ChoiceField(
        label=_("Which tasks"),
        required=False,
        choices=[
            ("", _("Those of the highest programmes")),
            ("all", _("Of all levels, counted where they are done")),
        ],
    )
    part = forms.ChoiceField(
        label=_("Part in it"),
        required=False,
        choices=[("", _("Lead, or each for itself")), ("partner", _("Takes part"))],
    )
    programme = forms.TypedChoiceField(label=_("Programme"), required=False, coerce=int, empty_value=None)
    first = DayField(label=_("Due from"), required=False)
    last = DayField(label=_("Due until"), required=False)

    def __init__(self, programmes: QuerySet[Programme], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["programme"]
        field.choices = [("", _("All")), *programmes.values_list("pk", "title")]
