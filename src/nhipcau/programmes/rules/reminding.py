"""When units are reminded of a task, and when its head is told."""

# Days before the deadline (negative: after it) on which whoever works on a task is reminded; then each seventh.
REMINDED_AT = (7, 3, 1, 0, -1, -3, -7)
EVERY = 7
CATCH_UP = 2  # a reminder missed because nothing ran is sent this many days later at most
HEAD_AFTER = 3  # days overdue from which the head of the unit is told too
WAITING_DAYS = 2  # days after which whoever has to answer is reminded, and again each so many days
HOURS_BETWEEN = 4  # between two reminders by hand of one task


def reminder_asked(days_left: int) -> int | None:
    """Return which reminder is to have gone out by now, as the days left on its day; None where none is.

    >>> [reminder_asked(left) for left in (8, 7, 6, 4, 3, 0, -1, -8, -14, -18)]
    [None, 7, 7, None, 3, 0, -1, -7, -14, None]
    """
    for missed in range(CATCH_UP + 1):
        asked = days_left + missed
        if asked in REMINDED_AT or (asked < 0 and asked % EVERY == 0):
            return asked
    return None


def tells_head(days_left: int) -> bool:
    """Return whether the head of the unit is told too.

    >>> [tells_head(left) for left in (0, -2, -3, -7)]
    [False, False, True, True]
    """
    return days_left <= -HEAD_AFTER
