"""What can go wrong in any room."""

from django.utils.functional import Promise


class NhipCauError(Exception):
    """The root of every refusal that a person can do something about.

    `message` is a translatable sentence for the person: what is wrong and what to do next.
    """

    message: str | Promise = ""

    def __init__(self, message: str | Promise = "") -> None:
        self.message = message or self.message
        super().__init__(str(self.message))
