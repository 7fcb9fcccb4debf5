"""What gunicorn does when a web process begins: `gunicorn --config python:nhipcau.config.serving`."""

import gc
import logging
from threading import Thread
from typing import Any

logger = logging.getLogger(__name__)

# How many objects are made before the collector of garbage looks through the youngest, and how often it looks further:
# rarely, as what a page makes goes with the page, and going through what thousands of units are told of takes as long
# as a page.
SELDOM = (50_000, 20, 50)


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
    What is loaded stays as long as the process, so the collector of garbage does not look through it again, and looks
    seldom through the rest: at the size of the nation each time cost some page a quarter of a second.
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
    gc.set_threshold(*SELDOM)
