from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("concepts.urls")),
]
if settings.TOOLBAR:
    urlpatterns.insert(0, path("__debug__/", include("debug_toolbar.urls")))

handler400 = "concepts.views.errors.refused"
handler403 = "concepts.views.errors.forbidden"
handler404 = "concepts.views.errors.not_found"
handler500 = "concepts.views.errors.failed"
