"""The settings of the site, with one more page: a write that waits until it is told to go on."""

from therapy_kb.settings import *  # noqa: F403

ROOT_URLCONF = "tests.serving.slow_urls"
