"""What gunicorn does when a web process begins: `gunicorn --config python:nhipcau.config.serving`."""

from threading import Thread
from typing import Any


def post_worker_init(worker: Any) -> None:
    """Load beside the first requests what the first question about figures would wait seconds for."""
    from nhipcau.reporting.answered import warm

    Thread(target=warm, daemon=True).start()
