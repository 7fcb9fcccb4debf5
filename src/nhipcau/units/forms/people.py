"""The forms of roles and people."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.shell.forms import DayField
from nhipcau.units import rules
from nhipcau.units.access import people_known_to
from nhipcau.units.actions import PersonFields
from nhipcau.units.forms.picking import MATCHES_SHOWN
from nhipcau.units.models import Role, User

# An account name in brackets at the end, as people are suggested and chosen.
_CHOSEN = re.compile(r"\(([^()]+)\)$")


class PersonInput(forms.TextInput):
    """An account name, with suggestions while one types: of people of units where one has one of `roles`."""

    class Media:
        js = ("units/suggest.js",)

    def __init__(self, roles: Iterable[str] = (Role.ADMINISTRATOR,)) -> None:
        asked = {"roles": [str(role) for role in roles]}
        address = reverse_lazy("units:suggest_people", query=asked)
        super().__init__({"autocomplete": "off", "data-suggest": address})


class PickedPersonInput(PersonInput):
    """The same; under it those that fit what was typed, where it did not say enough."""

    template_name = "units/picking.html"
    matches: Sequence[User] = ()

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Return what the template shows."""
        matches = [(one.username, called(one)) for one in self.matches]
        more = {"matches": matches, "only": len(matches) == 1, "more": 0}
        return {**super().get_context(name, value, attrs), **more}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Return what was typed, with the account chosen under it in brackets."""
        text, chosen = data.get(name), data.get(f"{name}-chosen")
        return f"{text} ({chosen})" if text and chosen and not text.endswith(f"({chosen})") else text


def called(person: User) -> str:
    """Return what a person is known by: the name and, as names repeat, the account name."""
    return f"{person} ({person.username})"


class PersonField(forms.CharField):
    """A person by account name or by name, of units where the user that the form sets has one of `roles`; or None."""

    user: Any = None

    def __init__(self, *, roles: Iterable[str], **options: Any) -> None:
        self.roles = tuple(roles)
        widget = PickedPersonInput(self.roles)
        super().__init__(**{"required": False, "max_length": 300, "widget": widget, **options})

    def clean(self, value: Any) -> User | None:
        """Return the one person who is called so."""
        typed = super().clean(value)
        if not typed:
            return None
        near = list(people_known_to(self.user, typed, self.roles)[:MATCHES_SHOWN])
        wanted = rules.folded(typed)
        chosen = _CHOSEN.search(typed)
        account = chosen[1] if chosen else typed
        exact = [one for one in near if one.username == account]
        found = exact or [one for one in near if wanted == rules.folded(str(one))]
        if len(found) == 1:
            return found[0]
        if isinstance(self.widget, PickedPersonInput):
            self.widget.matches = found or near
        said = _("Nobody is called so here, or several are. Choose a person who is suggested.")
        raise forms.ValidationError(said)


class GrantForm(forms.Form):
    """Who gets which role, from when."""

    person = forms.CharField(
        label=_("Account name"),
        max_length=150,
        help_text=_("The name this person signs in with. Names of your units are offered as you type."),
        widget=PersonInput,
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    valid_from = DayField(label=_("From"), initial=timezone.localdate)
    valid_to = DayField(label=_("Until (first day without it)"), required=False)

    def clean_person(self) -> User:
        """Return the person with this account name."""
        person = User.objects.filter(username=self.cleaned_data["person"], is_active=True).first()
        if person is None:
            raise forms.ValidationError(
                _("There is no account with this name. Check the spelling, or add the person.")
            )
        return person


class EndForm(forms.Form):
    """From when a role is no longer held."""

    ends_on = DayField(label=_("First day without this role"), initial=timezone.localdate)


class PersonForm(forms.ModelForm[User]):
    """A new account with its first role."""

    password = forms.CharField(
        label=_("First password"),
        strip=False,
        help_text=_("Ten characters or more. Hand it over in person; it can be changed after signing in."),
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    valid_from = DayField(label=_("From"), initial=timezone.localdate)

    class Meta:
        model = User
        fields = ["last_name", "first_name", "username", "email"]
        labels = {
            "last_name": _("Family and middle name"),
            "first_name": _("Given name"),
            "username": _("Account name"),
        }
        help_texts = {"username": _("Letters, digits and . - _ without spaces; to sign in with.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("last_name", "first_name", "email"):
            self.fields[name].required = True

    def clean_password(self) -> str:
        """Return the password when it is strong enough."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.instance)
        return password

    def person(self) -> PersonFields:
        """Return the account that was typed."""
        return PersonFields(**{name: self.cleaned_data[name] for name in PersonFields.__slots__})
