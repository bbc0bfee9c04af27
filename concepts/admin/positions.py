"""Inline rows that stand in an order.

Positions are unique, and databases check that row by row: rows that swap them would collide, and a
form holding them would be compared with the order before. So forms ask for a place, and positions
are given anew, by way of positions that no row has.
"""

from itertools import count, islice

from django import forms

from .plain_text import PlainTextForm

CHANGED = (
    "Somebody changed these rows after you opened this page, so nothing was saved. Open the page in"
    " another tab, look at what changed, then save it there."
)


class PlacedForm(PlainTextForm):
    place = forms.IntegerField(
        label="Position",
        required=False,
        min_value=0,
        widget=forms.NumberInput(attrs={"class": "kb-position"}),
    )
    # Where the row stood when the form was opened.
    stood = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["place"] = self.initial["stood"] = self.instance.position

    @property
    def was_moved(self):
        """Whether somebody else has moved the row since."""
        stood = self.cleaned_data.get("stood")
        return bool(self.instance.pk) and stood is not None and stood != self.instance.position


class PlacedFormSet(forms.BaseInlineFormSet):
    def clean(self):
        super().clean()
        posted = {form.instance.pk for form in self.initial_forms}
        there = set(self.get_queryset().values_list("pk", flat=True))
        if posted != there or any(form.was_moved for form in self.initial_forms):
            raise forms.ValidationError(CHANGED)


def save_in_order(formset):
    """Saves an inline formset of PlacedForms, with positions from 1."""
    formset.save(commit=False)
    for row in formset.deleted_objects:
        row.delete()
    kept = [
        form
        for form in formset.forms
        if form not in formset.deleted_forms and (form.instance.pk or form.has_changed())
    ]
    last = float("inf")

    def place(form):
        asked = form.cleaned_data.get("place")
        return last if asked is None else asked

    kept.sort(key=place)
    rows = formset.model.objects.filter(**{formset.fk.name: formset.instance})
    _step_aside(rows, len(kept))
    for position, form in enumerate(kept, 1):
        form.instance.position = position
        setattr(form.instance, formset.fk.name, formset.instance)
        form.instance.save()
    formset.save_m2m()


def _step_aside(rows, places):
    """Moves rows from the first `places` positions to positions that none of them has."""
    held = dict(rows.values_list("pk", "position"))
    in_the_way = [pk for pk, position in held.items() if position <= places]
    taken = set(held.values())
    free = (position for position in count(places + 1) if position not in taken)
    for pk, position in zip(in_the_way, islice(free, len(in_the_way)), strict=True):
        rows.filter(pk=pk).update(position=position)
