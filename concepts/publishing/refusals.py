"""What the database refused, as a sentence."""

from django.apps import apps

from concepts.contentfile import Fault, Faulty
from concepts.models.append_only import GAP, REFUSALS

# Primary keys and unique columns have no sentence of their own.
_COLUMNS = {
    ("concepts_name", "key"): "Another page has just taken one of these names; choose another.",
    ("concepts_slug", "slug"): "That slug is or was another page's address; choose another.",
    ("concepts_entry", "slug"): "That slug is another page's address; choose another.",
}


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
    for (table, column), sentence in _COLUMNS.items():
        found |= dict.fromkeys(
            (f"{table}.{column}", f"{table}_pkey", f"{table}_{column}_"), sentence
        )
    found |= {sentence: sentence for _, sentence in REFUSALS.values()} | {GAP: GAP}
    return found


def refusal(error):
    """The Faulty that says in a sentence what an IntegrityError refused; the error itself where it
    is none of ours.
    """
    text = str(error)
    # The longest first: the name of one constraint may begin that of another.
    for part, sentence in sorted(sentences().items(), key=lambda pair: -len(pair[0])):
        if part in text:
            return Faulty([Fault("", 0, sentence)])
    return error
