"""The addresses of programmes, under /staff/programmes/."""

from django.urls import path

from nhipcau.programmes import views

app_name = "programmes"
urlpatterns = [
    path("", views.home, name="home"),
    path("all/", views.programmes, name="programmes"),
    path("new/", views.new, name="new"),
    path("from/<int:pk>/", views.make, name="make"),
    path("<int:pk>/", views.programme, name="programme"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/issue/", views.issue, name="issue"),
    path("<int:pk>/tasks/add/", views.add_task, name="add_task"),
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/<int:pk>/change/", views.change_task, name="change_task"),
    path("tasks/<int:pk>/remove/", views.remove_task, name="remove_task"),
    path("assignments/<int:pk>/", views.assignment, name="assignment"),
    path("assignments/<int:pk>/progress/", views.progress, name="progress"),
]
