"""The shape of the permission table: who enters an address, who is refused, and how the address is made."""

from collections.abc import Callable
from dataclasses import dataclass

from nhipcau.units.tests.builders import House


@dataclass(frozen=True, slots=True)
class Row:
    """One address of a room.

    `allowed` and `refused` are names of the cast (attributes of House). Everyone allowed gets an answer below 400;
    everyone refused gets 403 or 404; a visitor who has not signed in is sent to sign in, unless `public`.
    `path` builds what the address needs and returns the path. `post` rows are tried with an empty POST, which
    those allowed may see answered with a refusal of the form (below 500, neither 403 nor 404).
    `token` rows are for other systems: tried with a key of the person, which opens nothing for those who can have none;
    without a key they answer 401, whoever has signed in.
    """

    path: Callable[[House], str]
    allowed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ("khach",)
    post: bool = False
    public: bool = False
    token: bool = False
