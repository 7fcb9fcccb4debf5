"""The addresses of drafting, under /staff/drafting/."""

from django.urls import path

from nhipcau.drafting import views

app_name = "drafting"
urlpatterns = [
    path("", views.drafts, name="drafts"),
    path("start/", views.start, name="start"),
    path("<int:pk>/", views.draft, name="draft"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/head/", views.head, name="head"),
    path("<int:pk>/figures/add/", views.add_figure, name="add_figure"),
    path("<int:pk>/figures/accept/", views.accept, name="accept"),
    path("<int:pk>/issue/", views.issue, name="issue"),
    path("<int:pk>/docx/", views.docx, name="docx"),
]
