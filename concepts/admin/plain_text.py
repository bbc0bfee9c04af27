"""What our forms do with text: room for it, one line end, and no character that content may not
hold.
"""

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.utils.text import capfirst

from concepts import contentfile

# A text that may be longer gets a wide field.
LONGEST_IN_A_NARROW_FIELD = 200


class PlainTextForm(forms.ModelForm):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for field in self.fields.values():
            is_long = (getattr(field, "max_length", None) or 0) > LONGEST_IN_A_NARROW_FIELD
            if is_long and isinstance(field.widget, AdminTextInputWidget):
                field.widget.attrs["class"] = "vLargeTextField"

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                cleaned[name] = value.replace("\r\n", "\n").replace("\r", "\n")
                for fault in contentfile.check_characters(cleaned[name]):
                    self.add_error(name, capfirst(fault.message))
        return cleaned
