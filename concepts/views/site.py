"""What machines ask for."""

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, connection
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from concepts.decorators import public

TEXT = "text/plain; charset=utf-8"


@never_cache
@require_safe
def healthz(request):
    """Whether the site can answer: it runs and its database does."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("The database does not answer.\n", TEXT, status=503)
    return HttpResponse("ok\n", TEXT)


@public
def robots(request):
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        "",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", TEXT)


@public
def favicon(request):
    """Browsers ask for this address whatever a page says."""
    return HttpResponseRedirect(staticfiles_storage.url("favicon.svg"))
