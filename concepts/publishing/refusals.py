"""What the database refused, as a sentence."""

from django.apps import apps

from concepts.contentfile import Fault, Faulty
from concepts.models.triggers import TRIGGERS

# Primary keys and unique columns have no sentence of their own. These are said better than others.
_COLUMNS = {
    ("concepts_name", "key"): "Another page has just taken one of these names; choose another.",
    ("concepts_slug", "slug"): "That slug is or was another page's address; choose another.",
    ("concepts_entry", "slug"): "That slug is another page's address; choose another.",
}

# Where on a form of the write door a constraint speaks; others speak of the page as a whole.
PLACES = {
    "entry_slug_is_plain": "slug",
    "slug_is_plain": "slug",
    "entry_is_not_its_own_successor": "successor",
    TRIGGERS["entry_successor"].message: "successor",
    **dict.fromkeys(("concepts_slug.slug", "concepts_slug_pkey"), "slug"),
    **dict.fromkeys(("concepts_entry.slug", "concepts_entry_slug_"), "slug"),
}


def refuse(message, place=""):
    """Refuses an act in a sentence; `place` is what it was given and is wrong."""
    raise Faulty([Fault(place, message)])


def sentences():
    """What a database's message holds, to the sentence in which that constraint refuses."""
    found = {}
    for model in apps.get_app_config("concepts").get_models():
        table = model._meta.db_table
        for constraint in model._meta.constraints:
            sentence = str(constraint.violation_error_message)
            found[constraint.name] = sentence
            # SQLite names the columns, not the constraint, where a unique constraint on columns
            # refuses.
            fields = getattr(constraint, "fields", ())
            if fields:
                columns = [model._meta.get_field(name).column for name in fields]
                found[", ".join(f"{table}.{column}" for column in columns)] = sentence
        for field in model._meta.local_fields:
            if field.unique and not field.is_relation and not field.auto_created:
                sentence = _COLUMNS.get((table, field.column)) or (
                    f"There is a {model._meta.verbose_name} with that {field.verbose_name} already;"
                    " choose another."
                )
                parts = [f"{table}.{field.column}", f"{table}_{field.column}_"]
                found |= dict.fromkeys(parts, sentence)
                if field.primary_key:
                    found[f"{table}_pkey"] = sentence
    return found | {trigger.message: trigger.message for trigger in TRIGGERS.values()}


def refusal(error):
    """The Faulty that says in a sentence what an IntegrityError refused; the error itself where it
    is none of ours.
    """
    text = str(error)
    # The longest first: the name of one constraint may begin that of another.
    for part, sentence in sorted(sentences().items(), key=lambda pair: -len(pair[0])):
        if part in text:
            return Faulty([Fault(PLACES.get(part, ""), sentence)])
    return error
