"""The admin site: its name, and an index in the order of an editor's work."""

from django.conf import settings
from django.contrib.admin import AdminSite

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

    @property
    def site_header(self):
        return f"{settings.SITE_NAME} administration"

    @property
    def site_title(self):
        return settings.SITE_NAME

    def login(self, request, extra_context=None):
        from .signing_in import SignInForm, answered  # it needs models, and this is loaded sooner

        self.login_form = SignInForm
        return answered(super().login(request, extra_context))

    def password_change(self, request, extra_context=None):
        """It asks for the present password, which can be tried here as well as at the sign-in."""
        from .signing_in import attempt

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
