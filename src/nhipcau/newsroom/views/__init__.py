"""The newsroom's pages.

Rooms above show themselves here through two Wagtail hooks:
`nhipcau_text_links`, called with (user, text), returns a list of TextLink shown beside the text on the item's page
and where it is read;
`nhipcau_item_panels`, called with (request, item), returns a SafeString shown in the item's side column.
`nhipcau_newsroom_links`, called with (user,), returns a list of Link shown above the list of items.
"""
