"""The addresses of programmes, under /staff/programmes/."""

from django.urls import path

from nhipcau.programmes.views import assignments, cascade, programmes, reminding, resources, statistics, tasks

app_name = "programmes"
urlpatterns = [
    path("", programmes.home, name="home"),
    path("all/", programmes.programmes, name="programmes"),
    path("new/", programmes.new, name="new"),
    path("from/<int:pk>/", programmes.make, name="make"),
    path("inbox/", cascade.inbox, name="inbox"),
    path("reminders/", reminding.reminders, name="reminders"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("<int:pk>/", programmes.programme, name="programme"),
    path("<int:pk>/change/", programmes.change, name="change"),
    path("<int:pk>/texts/", programmes.texts, name="texts"),
    path("<int:pk>/issue/", programmes.issue, name="issue"),
    path("<int:pk>/below/", cascade.below, name="below"),
    path("<int:pk>/take-up/", cascade.take_up, name="take_up"),
    path("<int:pk>/tasks/add/", tasks.add_task, name="add_task"),
    path("<int:pk>/resources/", resources.resources, name="resources"),
    path("<int:pk>/money/add/", resources.add_money, name="add_money"),
    path("<int:pk>/needs/add/", resources.add_need, name="add_need"),
    path("<int:pk>/annexes/add/", resources.add_annex, name="add_annex"),
    path("money/<int:pk>/change/", resources.change_money, name="change_money"),
    path("money/<int:pk>/remove/", resources.remove_money, name="remove_money"),
    path("needs/<int:pk>/change/", resources.change_need, name="change_need"),
    path("needs/<int:pk>/remove/", resources.remove_need, name="remove_need"),
    path("annexes/<int:pk>/", resources.annex, name="annex"),
    path("annexes/<int:pk>/remove/", resources.remove_annex, name="remove_annex"),
    path("notes/<int:pk>/file/", resources.note_file, name="note_file"),
    path("tasks/<int:pk>/targets/", resources.targets, name="targets"),
    path("tasks/", assignments.tasks, name="tasks"),
    path("tasks/<int:pk>/change/", tasks.change_task, name="change_task"),
    path("tasks/<int:pk>/remove/", tasks.remove_task, name="remove_task"),
    path("tasks/<int:pk>/deadline/", tasks.deadline, name="deadline"),
    path("tasks/<int:pk>/withdraw/", tasks.withdraw, name="withdraw"),
    path("assignments/<int:pk>/", assignments.assignment, name="assignment"),
    path("assignments/<int:pk>/progress/", assignments.progress, name="progress"),
    path("assignments/<int:pk>/ask/", assignments.ask, name="ask"),
    path("assignments/<int:pk>/remind/", reminding.remind, name="remind"),
    path("asks/<int:pk>/answer/", assignments.answer, name="answer"),
    path("asks/<int:pk>/take-back/", assignments.take_back, name="take_back"),
    path("changes/<int:pk>/answer/", cascade.follow, name="follow"),
    path("units/<int:pk>/hand-over/<int:heir>/", cascade.hand_over, name="hand_over"),
]
