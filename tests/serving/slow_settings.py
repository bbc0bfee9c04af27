"""The settings of the site, with two more pages: a write that waits until it is told to go on, and
what the garbage collector of the worker that answers passes over.
"""

from therapy_kb.settings import *  # noqa: F403

ROOT_URLCONF = "tests.serving.slow_urls"
