"""What proves who somebody is, besides the password."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RecoveryCode(models.Model):
    """One way past the second factor when the telephone is lost; used once. Only a keyed hash is kept.

    Changed only by `agencies.second_factor`.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(_("hash"), max_length=64)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="a_recovery_code_once", fields=["user", "code_hash"]),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.pk}"


class AddressChange(models.Model):
    """A new address that its owner has still to confirm. Changed only by `agencies.addresses`."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="address_change")
    email = models.EmailField(_("new address"))
    token_hash = models.CharField(_("hash of the link"), max_length=64, unique=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("when"))
    expires_at = models.DateTimeField(_("link works until"))

    def __str__(self) -> str:
        return f"{self.user_id}"
