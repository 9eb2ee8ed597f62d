"""Pages of returns, under the staff's work."""

from __future__ import annotations

from django.urls import path

from songhanh.returns.views import mine, reports, review, sections

app_name = "returns"

urlpatterns = [
    path("", mine.index, name="index"),
    path("viec/<int:pk>/", mine.by_assignment, name="assignment"),
    path("<int:pk>/", mine.show, name="return"),
    path("<int:pk>/mo-them/", mine.reopen, name="reopen"),
    path("<int:pk>/gui/", mine.send, name="send"),
    path("muc/<int:pk>/", sections.edit, name="section"),
    path("muc/<int:pk>/tu-luu/", sections.autosave, name="autosave"),
    path("muc/<int:pk>/tep/", sections.add_evidence, name="add-evidence"),
    path("tep/<int:pk>/", sections.show_evidence, name="evidence"),
    path("tep/<int:pk>/bo/", sections.remove_evidence, name="remove-evidence"),
    path("hai-ban/<int:pk>/", sections.settle, name="settle"),
    path("bien-nhan/", mine.find_receipt, name="receipts"),
    path("bien-nhan/<str:code>/", mine.receipt, name="receipt"),
    path("theo-doi/<int:directive>/", review.units, name="units"),
    path("theo-doi/<int:directive>/don-vi.xlsx", review.units_xlsx, name="units-xlsx"),
    path("theo-doi/<int:directive>/nhap-thay/", review.take_paper, name="take-paper"),
    path("ban-giay/<int:pk>/", review.paper, name="paper"),
    path("xem-xet/<int:pk>/", review.look, name="review"),
    path("xem-xet/<int:pk>/het/", review.accept_all, name="accept-all"),
    path("xem-xet/muc/<int:pk>/", review.decide, name="decide"),
    path("kien-nghi/<int:directive>/", review.proposals, name="proposals"),
    path("kien-nghi/tra-loi/<int:pk>/", review.answer, name="answer"),
    path("tong-hop/<int:directive>/", reports.consolidated, name="consolidated"),
    path("tong-hop/<int:directive>/lap/", reports.prepare, name="prepare"),
    path("tong-hop/<int:directive>/phu-luc.xlsx", review.annex_xlsx, name="annex"),
]
