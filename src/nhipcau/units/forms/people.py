"""The forms of roles and people."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nhipcau.shell.forms import DayField
from nhipcau.units.actions import PersonFields
from nhipcau.units.models import Role, User


class PersonInput(forms.TextInput):
    """An account name, with suggestions while one types."""

    class Media:
        js = ("units/suggest.js",)

    def __init__(self) -> None:
        super().__init__({"autocomplete": "off", "data-suggest": reverse_lazy("units:suggest_people")})


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
