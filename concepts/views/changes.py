from django.shortcuts import render

from concepts import differences, reading, rendering

from .redirects import of_entry

LONGEST_NUMBER = 20


@of_entry("changes")
def show(request, entry):
    """The editions of a page, and with ?from=1&to=3 what changed between two of them."""
    editions = reading.editions_of(entry)
    context = {"entry": entry, "editions": editions, "canonical": request.path}
    if "from" in request.GET or "to" in request.GET:
        by_number = {str(edition.number): edition for edition in editions}
        context |= comparison(entry, request.GET, by_number)
    return render(
        request, "concepts/changes.html", context, status=404 if "missing" in context else 200
    )


def comparison(entry, asked, by_number):
    """The difference that was asked for, or the sentence that says why there is none."""
    newer = asked.get("to") or str(max(map(int, by_number)))
    older = asked.get("from") or (str(int(newer) - 1) if newer in by_number else "")
    missing = [number for number in (older, newer) if number not in by_number]
    if missing:
        names = " and ".join(f"‘{number[:LONGEST_NUMBER]}’" for number in missing)
        return {"refusal": f"This page has no edition {names}.", "missing": missing}
    if older == newer:
        return {"refusal": f"Edition {older} is the same as itself; choose two editions."}
    pair = [by_number[older], by_number[newer]]
    texts = reading.texts_of(pair)
    contents = [reading.content_of(texts[edition.number], entry) for edition in pair]
    return {"older": pair[0], "newer": pair[1], **difference(*contents)}


def difference(old, new):
    """What changed between two texts of a page, as its readers would see it."""
    bodies, html, passages = rendering.render_by_name(
        [old.body, new.body],
        [*old.inline_texts, *new.inline_texts],
        [*old.sources, *new.sources],
    )
    names = differences.Names(
        pages=reading.pages_named_in(old, new),
        passages=passages,
        sources=reading.source_titles() if old.source != new.source else {},
        html=html,
    )
    return {
        "facts": differences.front_matter_differences(old, new, names),
        "sections": differences.page_differences(*bodies),
    }
