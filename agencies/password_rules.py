"""The rules for passwords, in words of our own: Django's have no Thai.

Each class replaces the text of the rule of the same name in django.contrib.auth.password_validation.
"""

from django.contrib.auth import password_validation as rules
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class NotLikeThePerson(rules.UserAttributeSimilarityValidator):
    def __init__(self) -> None:
        super().__init__(user_attributes=("email", "full_name", "position", "phone"))

    def get_error_message(self) -> str:
        return _("This password is too much like your %(verbose_name)s.")

    def get_help_text(self) -> str:
        return _("It is not like your name, your e-mail address or your telephone number.")


class LongEnough(rules.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return ngettext(
            "This password is too short. It needs at least %(min_length)d character.",
            "This password is too short. It needs at least %(min_length)d characters.",
            self.min_length,
        ) % {"min_length": self.min_length}

    def get_help_text(self) -> str:
        return ngettext(
            "It has at least %(min_length)d character. Several words are easy to remember.",
            "It has at least %(min_length)d characters. Several words are easy to remember.",
            self.min_length,
        ) % {"min_length": self.min_length}


class NotCommon(rules.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("This password is one of those that are tried first, because many people use it.")

    def get_help_text(self) -> str:
        return _("It is not one that many people use, such as “password123”.")


class NotOnlyDigits(rules.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return _("This password has only digits.")

    def get_help_text(self) -> str:
        return _("It has more than digits in it.")
