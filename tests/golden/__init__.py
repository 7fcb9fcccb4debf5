"""The sample documents as LibreOffice shows their Word files, page by page, against the pages that were looked at.

A page is held against its stored one in two ways: each line of text must stand within a millimetre of where it stood,
and the picture must be alike but for the edges of letters, which another version draws otherwise. Renew the stored
pages, and look at them, after a change of the layout that was meant: python -m tests.golden --renew
"""
