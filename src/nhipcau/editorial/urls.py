"""The addresses of the plan, under /staff/editorial/."""

from django.urls import path

from nhipcau.editorial.views import calendar, commissions, entries, origins, requests

app_name = "editorial"
urlpatterns = [
    path("", calendar.plan, name="plan"),
    path("plan.csv", calendar.plan_file, name="plan_file"),
    path("ideas/", calendar.ideas, name="ideas"),
    path("new/", entries.new, name="new"),
    path("<int:pk>/", entries.entry, name="entry"),
    path("<int:pk>/edit/", entries.edit, name="edit"),
    path("<int:pk>/move/", entries.move, name="move"),
    path("<int:pk>/intent/", entries.intent, name="intent"),
    path("<int:pk>/copy/", entries.copy, name="copy"),
    path("<int:pk>/item/", entries.begin_item, name="begin_item"),
    path("<int:pk>/work/", commissions.give, name="give"),
    path("<int:pk>/ask/", requests.ask, name="ask"),
    path("work/", commissions.mine, name="mine"),
    path("work.ics", commissions.mine_file, name="mine_file"),
    path("work/<int:pk>/", commissions.work, name="work"),
    path("work/<int:pk>.ics", commissions.work_file, name="work_file"),
    path("work/<int:pk>/answer/", commissions.answer, name="answer"),
    path("requests/", requests.requests, name="requests"),
    path("requests/<int:pk>/", requests.request_, name="request"),
    path("requests/<int:pk>/withdraw/", requests.withdraw, name="withdraw"),
    path("others/", origins.others, name="others"),
    path("others/<int:pk>/", origins.take_over, name="take_over"),
    path("origins/<int:pk>/", origins.origin, name="origin"),
    path("origins/<int:pk>/seen/", origins.seen, name="seen"),
]
