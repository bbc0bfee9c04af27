from .article import text_response
from .redirects import of_entry


@of_entry("page_text")
def show(request, entry):
    """The text of a page as its editor wrote it: what a reader keeps, and what a program reads."""
    return text_response(entry)
