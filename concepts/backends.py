"""How somebody is known by a name and a password."""

from django.contrib.auth.backends import ModelBackend

from concepts.throttling import attempt


class ThrottledModelBackend(ModelBackend):
    """Django's own, which looks at a password only if not too many were wrong before."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        if request is None or username is None or password is None:
            return super().authenticate(request, username, password, **kwargs)
        with attempt(request, username) as tried:
            user = super().authenticate(request, username, password, **kwargs)
            tried.succeeded = user is not None
        return user
