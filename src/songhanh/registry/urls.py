"""Addresses of the books, under the staff's home."""

from __future__ import annotations

from django.urls import path

from songhanh.registry.views import books, entries, papers

app_name = "registry"

urlpatterns = [
    path("", books.books, name="books"),
    path("so/<int:pk>/", books.book, name="book"),
    path("so/<int:pk>/in/", books.book_pdf, name="book-pdf"),
    path("so/<int:pk>/xlsx/", books.book_xlsx, name="book-xlsx"),
    path("ghi/<str:kind>/", entries.enter, name="enter"),
    path("dong/<int:pk>/", entries.entry, name="entry"),
    path("dong/<int:pk>/sua/", entries.correct, name="correct"),
    path("dong/<int:pk>/huy/", entries.void, name="void"),
    path("dong/<int:pk>/tep/", entries.file, name="entry-file"),
    path("van-ban/<int:pk>/", papers.paper, name="paper"),
    path("van-ban/<int:pk>/duyet/", papers.approve, name="approve"),
    path("van-ban/<int:pk>/ban-ky/", papers.signed, name="signed"),
    path("van-ban/<int:pk>/tep/<str:which>/", papers.file, name="paper-file"),
    path("mau/", papers.templates, name="templates"),
    path("mau/co-san/<int:number>/", papers.shipped_template, name="shipped-template"),
    path("mau/<int:pk>/", papers.template_file, name="template-file"),
]
