"""The app: what is connected when Django starts."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.db import connections
from django.db.models.signals import post_migrate


def make_triggers_again(using, **kwargs):
    from .models.stamp import make_stamp
    from .models.triggers import make_triggers

    make_triggers(connections[using])
    make_stamp(connections[using])


class ConceptsConfig(AppConfig):
    name = "concepts"
    verbose_name = "Knowledge base"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks  # noqa: F401  (registers the system checks)

        post_migrate.connect(make_triggers_again, sender=self)


class KnowledgeAdminConfig(AdminConfig):
    """Django's admin with our site: its name, and an index in the order of the work."""

    default_site = "concepts.admin.site.KnowledgeSite"

    def ready(self):
        # Our package first: it makes the site with the first model that it registers. Django would
        # make the site before it looks for models; that would import the package, which would make
        # one itself and register everything there, where nobody asks.
        from . import admin  # noqa: F401

        super().ready()
