"""What every template may say about the site itself. Floor 5: it knows the request."""

from django.conf import settings


def site(request):
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_TAGLINE": settings.SITE_TAGLINE,
        "SITE_URL": settings.SITE_URL,
        "CONTENT_LICENCE": settings.CONTENT_LICENCE,
        "CONTENT_LICENCE_URL": settings.CONTENT_LICENCE_URL,
    }
