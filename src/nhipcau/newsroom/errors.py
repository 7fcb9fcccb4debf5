"""What can be refused in `newsroom`."""

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
    """News and guides say where their facts come from."""

    message = _("News and guides need a source. Add at least one on the item's page, then try again.")


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
