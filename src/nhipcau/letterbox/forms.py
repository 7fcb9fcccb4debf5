"""What readers and those who answer them fill in."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from nhipcau.letterbox import access, rules
from nhipcau.letterbox.actions import Written
from nhipcau.letterbox.models import Consent, Letter
from nhipcau.newsroom.models import Item, Topic
from nhipcau.newsroom.rules import address_of
from nhipcau.shell.forms import UploadField, offer
from nhipcau.units.forms.picking import UnitChoiceField, offer_units
from nhipcau.units.models import User

LONGEST_FORM_S = 24 * 3600
MOST_FILES = 3
_SALT = "nhipcau.letterbox.form"


class PublicForm(forms.Form):
    """A letter of a reader. It needs no cookie: `token` is signed, tells when the form was given out, and is used once.

    `website` is for programs that fill in everything; people do not see it.
    """

    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    reply_to = forms.CharField(
        label=_("E-mail, telephone or address for the answer"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )
    country = forms.CharField(
        label=_("Your country"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "country-name"}),
    )
    subject = forms.CharField(label=_("What your letter is about"), max_length=200)
    words = forms.CharField(
        label=_("Your letter"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8})
    )
    consent = forms.ChoiceField(
        label=_("May we publish your letter with our answer?"),
        choices=Consent.choices,
        initial=Consent.NOT_PUBLIC,
        widget=forms.RadioSelect,
    )
    website = forms.CharField(required=False, max_length=200)
    token = forms.CharField(max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.initial.setdefault("token", signing.dumps(str(uuid4()), salt=_SALT))

    def clean_website(self) -> str:
        """Refuse what only a program fills in."""
        if self.cleaned_data["website"]:
            raise ValidationError(_("Leave this field empty."))
        return ""

    def clean_token(self) -> UUID:
        """Return the token, if the form was given out by us, not just now and not long ago."""
        token = self.cleaned_data["token"]
        again = _("The form was open for too long. Look through what you wrote and send it again.")
        try:
            key = UUID(signing.loads(token, salt=_SALT, max_age=LONGEST_FORM_S))
        except (signing.BadSignature, ValueError, TypeError, AttributeError) as error:
            self.renew()
            raise ValidationError(again) from error
        if settings.LETTER_FORM_LEAST_S and self._is_too_quick(token):
            raise ValidationError(_("That was very quick. Please wait a moment and send it again."))
        return key

    def _is_too_quick(self, token: str) -> bool:
        try:
            signing.loads(token, salt=_SALT, max_age=settings.LETTER_FORM_LEAST_S)
        except signing.SignatureExpired:
            return False
        return True

    def renew(self) -> None:
        """Give the form that comes back another token."""
        sent: Any = self.data
        again = sent.copy()
        again["token"] = signing.dumps(str(uuid4()), salt=_SALT)
        self.data = again

    def written(self, kind: str, language: str, item: Item | None = None) -> Written:
        """Return what was written."""
        data = self.cleaned_data
        return Written(
            kind, language, data["token"], data["name"], data["reply_to"], data["subject"], data["words"],
            country=data["country"], consent=data["consent"], item=item,
        )  # fmt: skip


class ContributionForm(PublicForm):
    """A contribution: signed, with its pictures and who made them, and the rights to publish it."""

    first_file = UploadField(label=_("Picture or file"), required=False)
    second_file = UploadField(label=_("Another picture or file"), required=False)
    third_file = UploadField(label=_("A third one"), required=False)
    credits = forms.CharField(
        label=_("Who made the pictures"),
        max_length=300,
        required=False,
        help_text=_("Needed when you send pictures"),
    )
    rights = forms.BooleanField(
        label=_("I wrote this and may give it; it may be edited and published under my name.")
    )
    field_order = [
        "name", "reply_to", "country", "subject", "words", "first_file", "second_file", "third_file", "credits", "rights",
        "website", "token",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["consent"]
        self.fields["subject"].label = _("Title")
        self.fields["words"].label = _("Text")

    def clean(self) -> dict[str, Any]:
        """Ask who made the pictures when there are any."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if self._files(data) and not data.get("credits"):
            self.add_error("credits", _("Say who made the pictures or files."))
        return data

    def written(self, kind: str, language: str, item: Item | None = None) -> Written:
        """Return what was written."""
        data = self.cleaned_data
        return Written(
            kind, language, data["token"], data["name"], data["reply_to"], data["subject"], data["words"],
            country=data["country"], credits=data["credits"], consent=rules.WITH_NAME, files=self._files(data),
        )  # fmt: skip

    def _files(self, data: dict[str, Any]) -> list[Any]:
        return [one for one in map(data.get, ("first_file", "second_file", "third_file")) if one]


class ReceiptForm(forms.Form):
    """What stands on a receipt."""

    number = forms.CharField(label=_("Number of the receipt"), max_length=30)
    secret = forms.CharField(label=_("Its secret"), max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def clean(self) -> dict[str, Any]:
        """Find the letter."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if "number" in data and "secret" in data:
            data["letter"] = access.letter_of_receipt(data["number"], data["secret"])
            if data["letter"] is None:
                raise ValidationError(
                    _("No letter has this number and secret. Compare them with your receipt.")
                )
        return data


class AnswerForm(forms.ModelForm[Letter]):
    """The answer to a letter."""

    class Meta:
        model = Letter
        fields = ["answer"]
        widgets = {"answer": forms.Textarea(attrs={"rows": 8})}


class AssignForm(forms.Form):
    """Who answers."""

    person = forms.ModelChoiceField(queryset=User.objects.none(), label=_("Who answers"))

    def __init__(self, unit: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "person", access.handlers_of(unit))


class PassOnForm(forms.Form):
    """To which unit a letter goes, and why."""

    unit = UnitChoiceField(label=_("Unit"))
    reason = forms.CharField(label=_("Why"), max_length=300)

    def __init__(self, others: frozenset[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self, "unit", others)


class CloseForm(forms.Form):
    """Why a letter is not answered."""

    reason = forms.CharField(
        label=_("Why"), max_length=300, help_text=_("The writer reads this with the receipt")
    )


class PublishForm(forms.Form):
    """What readers read of a letter and its answer."""

    question = forms.CharField(
        label=_("Question as readers read it"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Leave out what says who somebody is: names, addresses, telephone numbers"),
    )
    answer = forms.CharField(label=_("Answer"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 8}))


class MakeItemForm(forms.Form):
    """What an item needs beside what the contribution says."""

    topic = forms.ModelChoiceField(queryset=Topic.objects.none(), label=_("Topic"), to_field_name="code")
    contact = forms.CharField(label=_("Contact"), max_length=200)
    slug = forms.SlugField(label=_("Address"), max_length=80)

    def __init__(self, letter: Letter, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "topic", Topic.objects.filter(in_use=True))
        self.initial.setdefault("slug", address_of(letter.subject))

    def clean_slug(self) -> str:
        """Refuse an address that another item has."""
        slug: str = self.cleaned_data["slug"]
        if Item.objects.filter(slug=slug).exists():
            raise ValidationError(_("Another item has this address. Add a word."))
        return slug
