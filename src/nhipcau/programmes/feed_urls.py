"""The address under which calendar programs read deadlines: outside the staff pages, opened by its secret alone."""

from django.urls import path

from nhipcau.programmes.views import feeds

urlpatterns = [path("<str:secret>.ics", feeds.feed, name="feed")]
