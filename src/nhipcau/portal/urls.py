"""The public addresses: each page under its language, `/` leading to the reader's."""

from django.urls import path, register_converter

from nhipcau.portal import feeds
from nhipcau.portal.views import about, articles, events, figures, letters, lists, series


class LanguageConverter:
    """A language of the public pages; whether the place publishes in it, the page asks."""

    regex = "[a-z]{2,3}(?:-[a-z]{2,8})?"

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
    path("", lists.root, name="root"),
    path("sitemap.xml", about.sitemap, name="sitemap"),
    path("robots.txt", about.robots, name="robots"),
    path("pictures/<int:pk>-<picture_size:size>.jpg", articles.picture, name="picture"),
    path("files/<int:pk>-small.jpg", articles.small_picture, name="small_picture"),
    path("files/<int:pk>/<str:name>", articles.file, name="file"),
    path("<language:language>/", lists.home, name="home"),
    path("<language:language>/t/<slug:topic>/", lists.topic, name="topic"),
    path("<language:language>/a/<slug:slug>/", articles.article, name="article"),
    path("<language:language>/a/<slug:slug>/event.ics", events.event_file, name="event_file"),
    path("<language:language>/events/", events.events, name="events"),
    path("<language:language>/events.ics", events.events_file, name="events_file"),
    path("<language:language>/guides/", lists.guides, name="guides"),
    path("<language:language>/projects/", lists.projects, name="projects"),
    path("<language:language>/publications/", lists.publications, name="publications"),
    path("<language:language>/media/", lists.media, name="media"),
    path("<language:language>/world/", lists.world, name="world"),
    path("<language:language>/series/", series.all_series, name="all_series"),
    path("<language:language>/series/<slug:slug>/", series.series, name="series"),
    path("<language:language>/corrections/", about.corrections, name="corrections"),
    path("<language:language>/corrections.csv", about.corrections_file, name="corrections_file"),
    path("<language:language>/about/", about.place, name="place"),
    path("<language:language>/imprint/", about.imprint, name="imprint"),
    path("<language:language>/readings/", about.readings, name="readings"),
    path("<language:language>/readings.csv", about.readings_file, name="readings_file"),
    path("<language:language>/contact/", letters.contact, name="contact"),
    path("<language:language>/contact/receipt/", letters.receipt, name="receipt"),
    path("<language:language>/contribute/", letters.contribute, name="contribute"),
    path("<language:language>/a/<slug:slug>/letter/", letters.about_text, name="about_text"),
    path("<language:language>/answers/", letters.answers, name="answers"),
    path("<language:language>/answers/<int:pk>/", letters.answer, name="answer"),
    path("<language:language>/press/", about.press, name="press"),
    path("<language:language>/files/<int:pk>/text/", articles.file_text, name="file_text"),
    path("<language:language>/channels/", about.official_channels, name="channels"),
    path("<language:language>/figures/", figures.figures, name="figures"),
    path("<language:language>/figures/<int:period>.csv", figures.figures_file, name="figures_file"),
    path("<language:language>/figures/<int:period>.json", figures.figures_json, name="figures_json"),
    path("<language:language>/search/", lists.search, name="search"),
    path("<language:language>/feed.atom", feeds.feed, name="feed"),
]
