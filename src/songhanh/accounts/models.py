"""People, what they work as, where, and from when to when."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from songhanh.core.constraints import ends_after_start, set_together
from songhanh.organizations.models import Body
from songhanh.organizations.models import alive as current

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Invitation", "Membership", "Role", "User", "UserManager", "current"]


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("Điều phối viên")
    FOCAL_POINT = "focal-point", _("Đầu mối")
    LEADER = "leader", _("Lãnh đạo")
    EDITOR = "editor", _("Biên tập viên")
    ADMINISTRATOR = "administrator", _("Quản trị viên")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, name: str, password: str | None = None) -> User:
        user = self.model(email=self.normalize_email(email).lower(), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. What they may do follows from their memberships on the day."""

    email = models.EmailField(_("thư điện tử"), unique=True)
    name = models.CharField(_("họ tên"), max_length=150)
    phone = models.CharField(_("điện thoại"), max_length=30, blank=True)
    is_staff = models.BooleanField(default=False)  # Django asks for it; nothing of ours does
    is_active = models.BooleanField(_("đang hoạt động"), default=True)
    joined_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    class Privacy:
        personal = {"email", "name", "phone", "last_login"}
        internal = {"id", "is_staff", "is_active", "is_superuser", "joined_at"}
        sealed = {"password"}

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the name, for libraries that ask for it."""
        return self.name

    get_short_name = get_full_name

    def memberships_on(self, day: date) -> list[Membership]:
        """Return what the person works as on that day; one query a day for each loaded user."""
        known: dict[date, list[Membership]] = self.__dict__.setdefault("_memberships", {})
        if day not in known:
            rows = self.memberships.filter(current(on=day)).select_related("body__territory")
            known[day] = list(rows)
        return known[day]

    def unit_ids(self, *, on: date, role: str = "") -> frozenset[int]:
        """Return the bodies for which the person works on that day, in that role or any."""
        return frozenset(m.body_id for m in self.memberships_on(on) if role in {"", m.role})

    def has_role(self, role: str, *, on: date) -> bool:
        """Whether the person holds the role anywhere on that day."""
        return any(membership.role == role for membership in self.memberships_on(on))


class Membership(models.Model):
    """A person works for a body in a role, from a day until a day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("vai trò"), max_length=20, choices=Role)
    title = models.CharField(_("chức danh"), max_length=150, blank=True)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("thôi từ ngày"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "body", "role", "valid_from"], name="membership_key"
            ),
            ends_after_start("membership_ends_after_start"),
        ]
        indexes = [models.Index(fields=["body", "role"])]

    class Privacy:
        personal = {"user", "title"}
        internal = {"id", "body", "role", "valid_from", "valid_to"}

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.body_id} {self.valid_from}"


class Invitation(models.Model):
    """The only way in: a link sent to one person, for one role, once."""

    email = models.EmailField(_("thư điện tử"))
    name = models.CharField(_("họ tên"), max_length=150)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("vai trò"), max_length=20, choices=Role)
    title = models.CharField(_("chức danh"), max_length=150, blank=True)
    # The link is made from this and the key outside the database, so the letter can be sent again
    # and a stolen database opens no door.
    token_seed = models.CharField(max_length=64)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            set_together("accepted_at", "accepted_by", name="invitation_acceptance_complete")
        ]

    class Privacy:
        personal = {"email", "name", "title", "accepted_by", "invited_by"}
        internal = {
            "id", "body", "role", "invited_at", "expires_at", "accepted_at", "withdrawn_at",
        }  # fmt: skip
        sealed = {"token_seed", "token_digest"}

    def __str__(self) -> str:
        return f"{self.role} {self.body_id} {self.invited_at:%Y-%m-%d}"
