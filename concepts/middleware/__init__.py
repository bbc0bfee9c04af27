"""What stands between the server and the views; the settings give the order."""

from .compression import CompressionMiddleware
from .cross_origin import CrossOriginMiddleware, StaticFilesMiddleware
from .finished import FinishedMiddleware
from .sign_in import SignInMiddleware

__all__ = [
    "CompressionMiddleware",
    "CrossOriginMiddleware",
    "FinishedMiddleware",
    "SignInMiddleware",
    "StaticFilesMiddleware",
]
