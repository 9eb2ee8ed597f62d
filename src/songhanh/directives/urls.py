"""Addresses of directives and assignments, under the staff's home."""

from __future__ import annotations

from django.urls import path

from songhanh.directives.views import drafts, duties, follow, intake, progress, work

app_name = "directives"

urlpatterns = [
    path("chi-dao/", intake.register, name="list"),
    path("chi-dao/tiep-nhan/", intake.take_in, name="take-in"),
    path("chi-dao/<int:pk>/", follow.directive, name="directive"),
    path("chi-dao/<int:pk>/doc/", drafts.reading, name="reading"),
    path("chi-dao/<int:pk>/doc-lai/", drafts.read_again, name="read-again"),
    path("chi-dao/<int:pk>/phan-dau/", drafts.head, name="head"),
    path("chi-dao/<int:pk>/giao-viec/", drafts.issue, name="issue"),
    path("chi-dao/<int:pk>/them/", duties.add, name="add-duty"),
    path("chi-dao/<int:pk>/gop/", duties.merge, name="merge-duties"),
    path("chi-dao/<int:pk>/don-doc/", follow.letter, name="letter"),
    path("chi-dao/<int:pk>/cong-khai/", follow.publish, name="publish"),
    path("nhiem-vu/<int:pk>/sua/", duties.edit, name="edit-duty"),
    path("nhiem-vu/<int:pk>/tach/", duties.split, name="split-duty"),
    path("nhiem-vu/<int:pk>/<str:action>/", duties.act, name="act-on-duty"),
    path("viec-cua-toi/", work.my_work, name="my-work"),
    path("viec-cua-toi/xac-nhan/", work.confirm, name="confirm"),
    path("viec/", progress.assignments, name="assignments"),
    path("viec/<int:pk>/", work.assignment, name="assignment"),
    path("viec/<int:pk>/y-kien/", work.challenge, name="challenge"),
    path("viec/<int:pk>/gia-han/", work.ask_extension, name="ask-extension"),
    path("viec/<int:pk>/chuyen/", work.pass_on, name="pass-on"),
    path("viec/<int:pk>/tra-loi/", follow.answer, name="answer"),
    path("viec/<int:pk>/rut/", follow.withdraw, name="withdraw"),
    path("viec/<int:pk>/han/", follow.deadline, name="deadline"),
    path("gia-han/<int:pk>/", follow.decide, name="decide-extension"),
    path("tien-do/", progress.progress, name="progress"),
]
