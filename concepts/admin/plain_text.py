"""What our forms do with text: one line end, and no character that content may not hold."""

from django import forms
from django.utils.text import capfirst

from concepts import contentfile


class PlainTextForm(forms.ModelForm):
    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                cleaned[name] = value.replace("\r\n", "\n").replace("\r", "\n")
                for fault in contentfile.check_characters(cleaned[name]):
                    self.add_error(name, capfirst(fault.message))
        return cleaned
