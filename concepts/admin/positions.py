"""Inline rows that stand in an order.

Positions are unique: rows that swap them would collide one by one, and a form holding them would be
compared with the order before. So forms ask for a place, and positions are given anew.
"""

from django import forms
from django.db.models import F

from .plain_text import PlainTextForm

APART = 10_000


class PlacedForm(PlainTextForm):
    place = forms.IntegerField(
        label="Position",
        required=False,
        min_value=0,
        widget=forms.NumberInput(attrs={"class": "kb-position"}),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["place"] = self.instance.position


def save_in_order(formset):
    """Saves an inline formset of PlacedForms, with positions from 1."""
    formset.save(commit=False)
    for row in formset.deleted_objects:
        row.delete()
    rows = formset.model.objects.filter(**{formset.fk.name: formset.instance})
    rows.update(position=F("position") + APART)
    kept = [
        form
        for form in formset.forms
        if form not in formset.deleted_forms and (form.instance.pk or form.has_changed())
    ]
    last = float("inf")

    def place(form):
        asked = form.cleaned_data.get("place")
        return last if asked is None else asked

    for position, form in enumerate(sorted(kept, key=place), 1):
        form.instance.position = position
        setattr(form.instance, formset.fk.name, formset.instance)
        form.instance.save()
    formset.save_m2m()
