"""The public pages. They read, set no cookie, and never show what is not published."""
