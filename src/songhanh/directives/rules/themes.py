"""What a duty is about, and how often it comes back."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Theme(TextChoices):
    LEADERSHIP = "leadership", _("Lãnh đạo, chỉ đạo")
    COMMUNICATION = "communication", _("Truyền thông")
    MODELS_ROLES = "models_roles", _("Mô hình, điển hình")
    ACTION_MONTH = "action_month", _("Tháng hành động")
    VIOLENCE_RESPONSE = "violence_response", _("Phòng, chống bạo lực, hỗ trợ nạn nhân")
    MAINSTREAMING = "mainstreaming", _("Lồng ghép giới")
    STRATEGY_PROGRAMMES = "strategy_programmes", _("Chiến lược, chương trình")
    FUNDING = "funding", _("Kinh phí, nguồn lực")
    SERVICES_ACCESS = "services_access", _("Tiếp cận dịch vụ")
    INSPECTION = "inspection", _("Kiểm tra, xử lý vi phạm")
    RECOGNITION = "recognition", _("Khen thưởng")
    STATE_MANAGEMENT = "state_management", _("Quản lý nhà nước")
    APPARATUS = "apparatus", _("Tổ chức bộ máy, cán bộ")
    COLLABORATORS = "collaborators", _("Mạng lưới cộng tác viên")
    TRAINING = "training", _("Tập huấn, bồi dưỡng")
    REPORTING = "reporting", _("Báo cáo")
    OTHER = "other", _("Khác")


class Recurs(TextChoices):
    MONTHLY = "monthly", _("hằng tháng")
    QUARTERLY = "quarterly", _("hằng quý")
    HALF_YEARLY = "half-yearly", _("6 tháng một lần")
    YEARLY = "yearly", _("hằng năm")
    FIVE_YEARLY = "5-yearly", _("5 năm một lần")


class Standing(TextChoices):
    """What has become of a directive in this office."""

    READING = "reading", _("Đang đọc")
    DRAFT = "draft", _("Chưa giao việc")
    ISSUED = "issued", _("Đã giao việc")
    FAILED = "failed", _("Không đọc được")
