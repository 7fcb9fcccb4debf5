"""The newsroom's addresses, under /staff/newsroom/."""

from django.urls import path

from nhipcau.newsroom.views import items, lists, picturing, reviewing, sheets, sourcing, texts, translating

app_name = "newsroom"
urlpatterns = [
    path("", items.items, name="items"),
    path("new/", items.item_new, name="item_new"),
    path("translations/", translating.matrix, name="matrix"),
    path("lists/", lists.lists, name="lists"),
    path("lists/<slug:name>/", lists.list_, name="list"),
    path("lists/<slug:name>/new/", lists.line, name="line_new"),
    path("lists/<slug:name>/<int:pk>/", lists.line, name="line"),
    path("lists/<slug:name>/<int:pk>/strike/", lists.line_strike, name="line_strike"),
    path("entries/<int:entry>/remove/", sourcing.entry_remove, name="entry_remove"),
    path("sheets/", sheets.sheets, name="sheets"),
    path("sheets/<int:pk>/", sheets.sheet, name="sheet"),
    path("sheets/<int:pk>/confirm/", sheets.sheet_confirm, name="sheet_confirm"),
    path("<int:pk>/", items.item, name="item"),
    path("<int:pk>/details/", items.item_edit, name="item_edit"),
    path("<int:pk>/embargo/", items.embargo, name="embargo"),
    path("<int:pk>/sources/new/", sourcing.source_new, name="source_new"),
    path("<int:pk>/sources/<int:source>/remove/", sourcing.source_remove, name="source_remove"),
    path("<int:pk>/sources/<int:source>/archive/", sourcing.source_archive, name="source_archive"),
    path("<int:pk>/facts/new/", sourcing.claim_new, name="claim_new"),
    path("<int:pk>/facts/<int:claim>/remove/", sourcing.claim_remove, name="claim_remove"),
    path("<int:pk>/files/new/", picturing.attachment_new, name="attachment_new"),
    path("<int:pk>/files/<int:attachment>/", picturing.attachment, name="attachment"),
    path("<int:pk>/files/<int:attachment>/remove/", picturing.attachment_remove, name="attachment_remove"),
    path("<int:pk>/files/<int:attachment>/file/", picturing.attachment_file, name="attachment_file"),
    path("<int:pk>/picture/", picturing.picture, name="picture"),
    path("<int:pk>/picture/remove/", picturing.picture_remove, name="picture_remove"),
    path("<int:pk>/pictures/<int:picture>.jpg", picturing.picture_file, name="picture_file"),
    path("<int:pk>/<str:language>/", texts.text, name="text"),
    path("<int:pk>/<str:language>/submit/", texts.text_submit, name="text_submit"),
    path("<int:pk>/<str:language>/read/", texts.read, name="read"),
    path("<int:pk>/<str:language>/approve/", reviewing.approve, name="approve"),
    path("<int:pk>/<str:language>/return/", reviewing.return_, name="return"),
    path("<int:pk>/<str:language>/history/", texts.history, name="history"),
    path("<int:pk>/<str:language>/history/<int:number>/", texts.revision, name="revision"),
    path("<int:pk>/<str:language>/give/", sheets.sheet_give, name="sheet_give"),
    path("<int:pk>/<str:language>/want/", translating.want, name="want"),
    path("<int:pk>/<str:language>/translators-file/", translating.xliff_out, name="xliff_out"),
    path("<int:pk>/<str:language>/read-in/", translating.xliff_in, name="xliff_in"),
    path("<int:pk>/<str:language>/entries/new/", sourcing.entry_new, name="entry_new"),
]
