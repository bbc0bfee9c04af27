"""The form that people sign in with."""

from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import ValidationError

from concepts.hashers import NotNow


class SignInForm(AdminAuthenticationForm):
    refusal = None

    def clean(self):
        # Signing in writes, too: the session, and when it was.
        if refused := getattr(self.request, "refused", ""):
            raise ValidationError(refused)
        try:
            return super().clean()
        except NotNow as refusal:
            self.refusal = refusal
            raise ValidationError(str(refusal), code="not_now") from None


def with_status_of_form(response):
    """The sign-in page, with the status of what its form says."""
    form = (getattr(response, "context_data", None) or {}).get("form")
    if refusal := getattr(form, "refusal", None):
        response.status_code = refusal.status
        response["Retry-After"] = str(refusal.seconds)
    return response
