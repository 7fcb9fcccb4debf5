"""What can be refused in `newsroom`."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from nhipcau.audit.errors import NhipCauError


class NewsroomError(NhipCauError):
    """The root of this room's refusals."""


class ChangedMeanwhileError(NewsroomError):
    """The text is no longer the revision the person had before them."""

    message = _(
        "Someone else has changed this text since you opened it. Open it again, read what changed, then repeat your step."
    )


class UnfinishedTextError(NewsroomError):
    """A text without summary or body cannot be reviewed."""

    message = _("The text is not complete. Write the title, the summary and the text, then submit it again.")


class SourceMissingError(NewsroomError):
    """What states facts that readers act on says where they come from."""

    message = _(
        "An item of this kind or topic needs a source. Add at least one on the item's page, then try again."
    )


class ClaimWithoutSourceError(NewsroomError):
    """A fact on a topic that demands sources has none."""

    def __init__(self, words: str) -> None:
        super().__init__(
            _now("This fact has no source yet: “%(words)s”. Name one, then try again.") % {"words": words}
        )


class FactsMissingError(NewsroomError):
    """A kind of item says some things always: an event when and where."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            _now("Still to be filled in, in the details or beside the text: %(names)s.")
            % {"names": ", ".join(names)}
        )


class BarrierError(NewsroomError):
    """Something in the text keeps readers out."""

    def __init__(self, what: str | Promise, where: str) -> None:
        super().__init__(f"{what}: “{where}”" if where else str(what))


class SlipError(NewsroomError):
    """A name is written in a way that the place's lists call never right."""

    def __init__(self, what: str | Promise, found: str, wanted: str) -> None:
        super().__init__(f"{what}: “{found}” → “{wanted}”")


class LanguageError(NewsroomError):
    """The place does not publish in that language."""

    message = _("The place does not publish in this language. Put it into the list of languages first.")


class PictureTextMissingError(NewsroomError):
    """A picture that readers who do not see it are told nothing about."""

    message = _(
        "The lead picture has no description in this language. Write what the picture shows, then try again."
    )


class NotInReviewError(NewsroomError):
    """Only a text that waits for review can be approved or returned."""

    message = _("This text does not wait for review now. Open the item's page to see where it stands.")


class SameEditorError(NewsroomError):
    """Nobody approves what they wrote last."""

    message = _("You changed this text last, so someone else must approve it. Ask another publisher.")


class CommentMissingError(NewsroomError):
    """A returned text says why."""

    message = _("Write what the editor should change, then return the text.")


class NotApprovedError(NewsroomError):
    """Only the revision that was approved may leave the house."""

    message = _(
        "The latest version of this text has not been approved. Have it reviewed first, then publish it."
    )


class NoteMissingError(NewsroomError):
    """Readers are told what changed in a published text."""

    message = _("This text is published already. Write for the readers what has changed, then publish it.")


class NotPublishedError(NewsroomError):
    """Only what is published can be withdrawn."""

    message = _(
        "This text is not published, so there is nothing to withdraw. Open the item's page to see where it stands."
    )


class ReasonMissingError(NewsroomError):
    """A withdrawal tells readers why."""

    message = _("Write for the readers why the text is withdrawn.")


class AddressKeptError(NewsroomError):
    """Links of others lead to a published item."""

    message = _("A published item keeps its address, because others link to it. Leave the address as it is.")


class PictureError(NewsroomError):
    """The file is not a picture that can be used."""

    message = _(
        "This file is not a picture the system can use. Choose a JPEG, PNG or WebP picture that opens on your computer."
    )


class PictureTooLargeError(PictureError):
    """The picture is larger than the house takes."""

    message = _("This picture is too large. Choose one of at most 20 MB and 60 million pixels.")


class PictureTooSmallError(PictureError):
    """The picture would look bad on the first page."""

    message = _("This picture is too small. Choose one at least 640 pixels wide.")


class OtherMapError(PictureError):
    """A map is printed only as it stands in the place's own list."""

    message = _(
        "This file is not the map of the place's list that you chose. Take the file with which the map was entered."
    )


class ElsewhereError(NewsroomError):
    """What belongs to one item was named for another."""

    message = _(
        "That belongs to another item. Open this item's page again and choose from what stands there."
    )


class KnownFileError(NewsroomError):
    """The same file stands beside the item already."""

    message = _("This very file stands beside the item already.")


class KnownEntryError(NewsroomError):
    """The digest has that report already."""

    message = _("This address is in the digest already. Change that entry, or take it out first.")


class CreditMissingError(NewsroomError):
    """A picture says who made it."""

    message = _("Write who made the picture, then add it.")


class TranslatorsFileError(NewsroomError):
    """The file is not one that was handed to a translator from here."""

    message = _(
        "This is not a translator's file of this item. Take the XLIFF file out here, have it translated, "
        "and read the same file in."
    )


class HalfTranslatedError(NewsroomError):
    """A body is read in whole or not at all."""

    message = _(
        "Some parts of the text have no translation in this file yet. Have all of them translated first."
    )


class MovedMarkupError(NewsroomError):
    """What is bold or a link in the original is not once in the translation."""

    message = _(
        "In a part of this file a link or a bold or slanted word is missing or there twice. "
        "In the translator's program each numbered mark must stand exactly once."
    )


class NoSheetError(NewsroomError):
    """Only message sheets and talk packs are given to units."""

    message = _("Only message sheets and talk packs are given to units. Publish this item instead.")


class ExpiredSheetError(NewsroomError):
    """A sheet that has expired is not given to anybody."""

    message = _(
        "This sheet has expired. Give it another day until which it is valid, and have it approved again."
    )
