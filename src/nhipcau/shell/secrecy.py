"""The mark of secrecy on a file that a person uploads: such a file goes by ways of its own and is kept nowhere here.

Every room takes files by `shell.files`, which asks here; the register of documents, which also reads what is only a
picture of a page, has a door of its own (`registry.secrecy`).
"""

from nhipcau.reading.secrecy import secret_field, secret_line
from nhipcau.shell.readable import text_of


def is_marked(name: str, content: bytes) -> bool:
    """Return whether the name of a file, or the text of a PDF or Word file, bears a mark of secrecy.

    A file whose text cannot be read counts as not marked.
    """
    return bool(secret_field(name)) or bool(secret_line(text_of(name, content)))
