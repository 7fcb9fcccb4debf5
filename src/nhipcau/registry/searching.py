"""The index of the words of documents: a table of FTS5 on SQLite, an index over `to_tsvector` on PostgreSQL.

It is made after every migration where it is missing, since SQLite loses triggers when a migration rebuilds the table.
"""

import re
from collections.abc import Iterable
from typing import Any, Final

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Lookup, Q

from nhipcau.registry.rules import fold

# PostgreSQL refuses a document of more than a megabyte of different words; a text of a hundred pages has a tenth of it.
_INDEXED: Final = 250_000  # characters
_MARKS: Final = "-/._,:@#~&=+?"
_WORD = re.compile(r"[^\W_]+")


class HasWords(Lookup[str]):
    """Whether the searchable text of a document has every word of the right side, or a longer one that begins so."""

    lookup_name = "has_words"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """Ask the table of words."""
        table = connection.ops.quote_name(self.lhs.alias)
        asked = " ".join(f'"{word}"*' for word in str(self.rhs).split())
        return f"{table}.{connection.ops.quote_name('id')} IN ({_FOUND})", [asked]

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """Ask the index over the words."""
        column, values = self.process_lhs(compiler, connection)
        asked = " & ".join(f"{word}:*" for word in str(self.rhs).split())
        return f"{_vector(column)} @@ to_tsquery('simple', %s)", [*values, asked]


class BeginsWith(Lookup[str]):
    """Whether a folded number begins with the right side, by the index on both databases."""

    lookup_name = "begins_with"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """Ask for a range: LIKE uses no index on SQLite."""
        column, values = self.process_lhs(compiler, connection)
        begin = str(self.rhs)
        after = f"{begin[:-1]}{chr(ord(begin[-1]) + 1)}"
        return f"({column} >= %s AND {column} < %s)", [*values, begin, *values, after]

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """Ask by LIKE, which the index of patterns answers."""
        column, values = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", [*values, f"{self.rhs}%"]


def words_of(said: str) -> list[str]:
    """Return the words to look for: folded, without signs.

    >>> words_of("Lễ hội, số 57-KL/TW")
    ['le', 'hoi', 'so', '57', 'kl', 'tw']
    """
    return _WORD.findall(fold(said))


def having(words: Iterable[str]) -> Q:
    """Return the condition that a document has all `words`; true for none.

    A script without spaces between words is looked for anywhere in the text.
    """
    some = [part for word in words for part in words_of(word)]
    plain = [word for word in some if word.isascii()]
    other = [Q(search_text__contains=word) for word in some if not word.isascii()]
    return Q(HasWords(F("search_text"), " ".join(plain)), *other) if plain else Q(*other)


def make_index(connection: BaseDatabaseWrapper) -> None:
    """Make the index where it is missing; one that is there stays as it is."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT to_regclass('registry_document_words')")
            if cursor.fetchone() != (None,):
                return
            cursor.execute(
                "CREATE INDEX registry_document_words ON registry_document"
                f" USING gin ({_vector('search_text')})"
            )
        elif not _has_triggers(cursor):
            for statement in _ON_SQLITE:
                cursor.execute(statement)


def index_after_migration(*, using: str, **_others: Any) -> None:
    """Make the index after migrations, once the table has its words."""
    connection = connections[using]
    if "registry_document" not in connection.introspection.table_names():
        return
    make_index(connection)


_FOUND: Final = "SELECT rowid FROM registry_document_words WHERE registry_document_words MATCH %s"
_ON_SQLITE: Final = (
    """
    CREATE VIRTUAL TABLE IF NOT EXISTS registry_document_words USING fts5(
        search_text, content='registry_document', content_rowid='id', detail='none', tokenize='unicode61'
    )
    """,
    """
    CREATE TRIGGER IF NOT EXISTS registry_document_words_in AFTER INSERT ON registry_document BEGIN
        INSERT INTO registry_document_words(rowid, search_text) VALUES (new.id, new.search_text);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS registry_document_words_out AFTER DELETE ON registry_document BEGIN
        INSERT INTO registry_document_words(registry_document_words, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
    END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS registry_document_words_anew AFTER UPDATE OF search_text ON registry_document
    WHEN old.search_text <> new.search_text BEGIN
        INSERT INTO registry_document_words(registry_document_words, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
        INSERT INTO registry_document_words(rowid, search_text) VALUES (new.id, new.search_text);
    END
    """,
    "INSERT INTO registry_document_words(registry_document_words) VALUES ('rebuild')",
)


def _has_triggers(cursor: Any) -> bool:
    cursor.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'registry_document_words%'"
    )
    return len(cursor.fetchall()) == 3


def _vector(column: str) -> str:
    """The words of a text for PostgreSQL, signs made spaces: by itself it takes “kl/tw” for a path."""
    spaces = " " * len(_MARKS)
    return f"to_tsvector('simple', translate(left({column}, {_INDEXED}), '{_MARKS}', '{spaces}'))"
