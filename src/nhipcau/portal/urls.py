"""The public addresses: each page under its language, `/` leading to the reader's."""

from django.urls import path, register_converter

from nhipcau.portal import feeds, views
from nhipcau.portal.rules import LANGUAGES


class LanguageConverter:
    """A language of the public pages."""

    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> str:
        """Return the code as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the code as it stands."""
        return value


class SizeConverter(LanguageConverter):
    """A size in which pictures are stored."""

    regex = "small|large"


register_converter(LanguageConverter, "language")
register_converter(SizeConverter, "picture_size")

app_name = "portal"
urlpatterns = [
    path("", views.root, name="root"),
    path("pictures/<int:pk>-<picture_size:size>.jpg", views.picture, name="picture"),
    path("<language:language>/", views.home, name="home"),
    path("<language:language>/t/<slug:topic>/", views.topic, name="topic"),
    path("<language:language>/a/<slug:slug>/", views.article, name="article"),
    path("<language:language>/channels/", views.official_channels, name="channels"),
    path("<language:language>/figures/", views.figures, name="figures"),
    path("<language:language>/figures/<int:period>.csv", views.figures_file, name="figures_file"),
    path("<language:language>/search/", views.search, name="search"),
    path("<language:language>/feed.atom", feeds.feed, name="feed"),
]
