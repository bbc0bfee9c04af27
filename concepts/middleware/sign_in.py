"""Who may not sign in now is told when."""

from django.shortcuts import render

from concepts.hashers import NotNow


class SignInMiddleware:
    """Wherever else a password is looked at or hashed, a page says why not now."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, NotNow):
            return None
        response = render(
            request, "concepts/later.html", {"why": exception}, status=exception.status
        )
        response["Retry-After"] = str(exception.seconds)
        return response
