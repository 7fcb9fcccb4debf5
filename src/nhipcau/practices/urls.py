"""The addresses of good practice, under /staff/practices/."""

from django.urls import path

from nhipcau.practices.views import deciding, practices, spreading, writing

app_name = "practices"
urlpatterns = [
    path("", practices.home, name="home"),
    path("new/", writing.new, name="new"),
    path("<int:pk>/", practices.practice, name="practice"),
    path("<int:pk>/change/", writing.change, name="change"),
    path("<int:pk>/figures/approved/", writing.add_approved, name="add_approved"),
    path("<int:pk>/figures/typed/", writing.add_typed, name="add_typed"),
    path("figures/<int:pk>/remove/", writing.remove_figure, name="remove_figure"),
    path("<int:pk>/evidence/", writing.add_proof, name="add_proof"),
    path("evidence/<int:pk>/", practices.proof, name="proof"),
    path("evidence/<int:pk>/remove/", writing.remove_proof, name="remove_proof"),
    path("<int:pk>/propose/", writing.propose, name="propose"),
    path("<int:pk>/take-back/", writing.take_back, name="take_back"),
    path("<int:pk>/review/", deciding.review, name="review"),
    path("<int:pk>/accept/", deciding.accept, name="accept"),
    path("<int:pk>/refuse/", deciding.refuse_it, name="refuse"),
    path("<int:pk>/send-back/", deciding.send_back, name="send_back"),
    path("<int:pk>/commend/", deciding.commend, name="commend"),
    path("<int:pk>/spread/", spreading.spread, name="spread"),
    path("spreads/<int:pk>/", spreading.answers, name="answers"),
    path("offers/<int:pk>/take-up/", spreading.take_up, name="take_up"),
    path("offers/<int:pk>/decline/", spreading.decline, name="decline"),
]
