"""The newsroom's addresses, under /staff/newsroom/."""

from django.urls import path

from nhipcau.newsroom import views

app_name = "newsroom"
urlpatterns = [
    path("", views.items, name="items"),
    path("new/", views.item_new, name="item_new"),
    path("<int:pk>/", views.item, name="item"),
    path("<int:pk>/details/", views.item_edit, name="item_edit"),
    path("<int:pk>/sources/new/", views.source_new, name="source_new"),
    path("<int:pk>/sources/<int:source>/remove/", views.source_remove, name="source_remove"),
    path("<int:pk>/picture/", views.picture, name="picture"),
    path("<int:pk>/picture/remove/", views.picture_remove, name="picture_remove"),
    path("<int:pk>/pictures/<int:picture>.jpg", views.picture_file, name="picture_file"),
    path("<int:pk>/<str:language>/", views.text, name="text"),
    path("<int:pk>/<str:language>/submit/", views.text_submit, name="text_submit"),
    path("<int:pk>/<str:language>/read/", views.read, name="read"),
    path("<int:pk>/<str:language>/approve/", views.approve, name="approve"),
    path("<int:pk>/<str:language>/return/", views.return_, name="return"),
    path("<int:pk>/<str:language>/history/", views.history, name="history"),
    path("<int:pk>/<str:language>/history/<int:number>/", views.revision, name="revision"),
]
