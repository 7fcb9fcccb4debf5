"""The addresses of letters, under /staff/letters/."""

from django.urls import path

from nhipcau.letterbox import views

app_name = "letterbox"
urlpatterns = [
    path("", views.letters, name="letters"),
    path("<int:pk>/", views.letter, name="letter"),
    path("<int:pk>/files/<int:file>/", views.file, name="file"),
    path("<int:pk>/assign/", views.assign, name="assign"),
    path("<int:pk>/pass-on/", views.pass_on, name="pass_on"),
    path("<int:pk>/answer/", views.answer, name="answer"),
    path("<int:pk>/approve/", views.approve, name="approve"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/publish/", views.publish, name="publish"),
    path("<int:pk>/unpublish/", views.unpublish, name="unpublish"),
    path("<int:pk>/item/", views.make_item, name="make_item"),
    path("<int:pk>/erase/", views.erase, name="erase"),
]
