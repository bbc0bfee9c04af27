import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "therapy_kb.settings")

application = get_wsgi_application()

from concepts.locks import wait_briefly  # noqa: E402 (needs the settings)

wait_briefly()
