"""What gunicorn does when a web process begins: `gunicorn --config python:nhipcau.config.serving`."""

import gc
import logging
from threading import Thread
from typing import Any

logger = logging.getLogger(__name__)


def post_worker_init(worker: Any) -> None:
    """Load beside the first requests what the first pages would wait for: the tree, and the engine of figures.

    The pages themselves are loaded before any request comes: two threads that load the same rooms at once can meet in
    the middle of one.
    """
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018  (reading it loads the pages of every room)
    Thread(target=warm, daemon=True).start()


def warm() -> None:
    """Read the tree of units, which every page of the staff asks for, then load what answers questions of figures.

    Without a database that answers nothing is read: the first page says what is wrong better than a thread can.
    What is loaded stays as long as the process, so the collector of garbage need not look through it again: at the
    size of the nation each time cost some page a quarter of a second.
    """
    from django.db import DatabaseError, connection
    from django.utils import timezone

    from nhipcau.reporting import answered
    from nhipcau.units import reach

    try:
        reach.tree().folded(timezone.localdate())
    except DatabaseError:
        logger.warning("The tree of units is not read yet; the first page will read it.")
    finally:
        connection.close()
    answered.warm()
    gc.collect()
    gc.freeze()
