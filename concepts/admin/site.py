"""The admin site: its name, and an index in the order of an editor's work."""

from functools import wraps

from django.conf import settings
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError

from concepts import locks
from concepts.forms import SignInForm, with_status_of_form
from concepts.throttling import attempt

from .refused_saves import guard, mark_unavailable, render_busy_page

# A group's name, what it is in a few words, and its models.
GROUPS = (
    ("Pages", "", ("Entry", "Concept", "Framework", "Question", "ReadingList")),
    ("What pages rest on", "", ("Reference", "Source", "Finding")),
    ("Upkeep", "", ("WikiLink", "Tag", "HelpService", "HelpWord", "Review")),
    (
        "Records",
        "To look things up. What publishing writes is edited on its page.",
        (
            "Edition",
            "Revision",
            "FindingEdition",
            "Relation",
            "Membership",
            "About",
            "Alias",
            "Name",
            "Slug",
            "Citation",
            "Heading",
        ),
    ),
    ("People", "", ("User", "Group")),
)


NAMES = {"Entry": "All pages", "WikiLink": "Broken links"}


class KnowledgeSite(AdminSite):
    empty_value_display = "–"
    login_form = SignInForm

    def register(self, model_or_iterable, admin_class=None, **options):
        super().register(model_or_iterable, guard(admin_class or ModelAdmin), **options)

    def admin_view(self, view, cacheable=False):
        """Whatever can't be done because somebody else is writing says so, and can be tried again.

        Forms come back by themselves (`refused_saves`); this is for what has none.
        """

        @wraps(view)
        def patient(request, *args, **kwargs):
            try:
                return view(request, *args, **kwargs)
            except OperationalError as error:
                if not locks.is_held(error):
                    raise
                return render_busy_page(request, self.each_context(request))

        return super().admin_view(patient, cacheable)

    def login(self, request, extra_context=None):
        try:
            return with_status_of_form(super().login(request, extra_context))
        except OperationalError as error:
            if request.method != "POST" or not locks.is_held(error):
                raise
            # Nobody was signed in, even where only the last of what that writes was refused.
            request.user = AnonymousUser()
            request.refused = "Another change is being written. Try to sign in again."
            return mark_unavailable(super().login(request, extra_context))

    @property
    def site_header(self):
        return f"{settings.SITE_NAME} administration"

    @property
    def site_title(self):
        return settings.SITE_NAME

    def password_change(self, request, extra_context=None):
        """It asks for the present password, which can be tried here as well as at the sign-in."""
        if request.method != "POST":
            return super().password_change(request, extra_context)
        with attempt(request, request.user.get_username()) as tried:
            response = super().password_change(request, extra_context)
            form = (getattr(response, "context_data", None) or {}).get("form")
            tried.succeeded = form is None or "old_password" not in form.errors
        return response

    def get_app_list(self, request, app_label=None):
        """Django's list in our groups; what stands in none of them comes last, under its app."""
        apps = super().get_app_list(request, app_label)
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        for name in NAMES.keys() & models.keys():
            models[name]["name"] = NAMES[name]
        groups = []
        for number, (name, note, names) in enumerate(GROUPS):
            found = [models.pop(each) for each in names if each in models]
            if found:
                groups.append(
                    {
                        "name": name,
                        "note": note,
                        "app_label": f"group-{number}",
                        "app_url": "",
                        "has_module_perms": True,
                        "models": found,
                    }
                )
        for app in apps:
            left = [model for model in app["models"] if model["object_name"] in models]
            if left:
                groups.append(app | {"models": left})
        return groups
