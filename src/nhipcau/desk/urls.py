"""The addresses of the desk, under /staff/waiting/."""

from django.urls import path

from nhipcau.desk import views

app_name = "desk"
urlpatterns = [path("", views.everything, name="waiting")]
