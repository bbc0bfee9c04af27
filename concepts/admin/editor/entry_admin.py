"""What the admins of concepts, frameworks and questions share."""

from .actions import Actions
from .change_form import ChangeForm
from .entry_list import EntryList, StateFilter, TagFilter
from .history import History
from .preview import Preview


class EntryAdmin(ChangeForm, Preview, Actions, History, EntryList):
    """A type of page. Nothing is ever deleted: pages are withdrawn."""

    list_display = ("titled", "state", "last_saved")
    list_filter = (StateFilter, TagFilter)

    def has_delete_permission(self, request, obj=None):
        return False

    def view_on_site(self, entry):
        return entry.get_absolute_url() if entry.is_published else None
