"""Labels by which a text cites, and the order of a reference list."""

import random

import pytest

from concepts.bibliography import short, sort_key


def work(*families, key="x", year=2018, **fields):
    item = {"id": key, "type": "book", "title": "Listening well"}
    if families:
        item["author"] = [{"family": family, "given": "Ann B."} for family in families]
    if year:
        item["issued"] = {"date-parts": [[year]]}
    return item | {name.replace("_", "-"): value for name, value in fields.items()}


def group(name, key="x", year=2018, **fields):
    return work(key=key, year=year, author=[{"literal": name}], **fields)


BACP = "British Association for Counselling and Psychotherapy"


@pytest.mark.parametrize(
    ("item", "label"),
    [
        (work("Rogers"), "Rogers, 2018"),
        (work("Norcross", "Lambert"), "Norcross & Lambert, 2018"),
        (work("Elliott", "Bohart", "Watson"), "Elliott et al., 2018"),
        (work("O'Brien"), "O’Brien, 2018"),
        (work("Keum", year=None), "Keum, n.d."),
        (work("Keum", year=None, year_suffix="b"), "Keum, n.d.-b"),
        (work("Keum", year_suffix="b"), "Keum, 2018b"),
        (work("Keum", year=None, status="In press"), "Keum, in press"),
        (work("Freud", original_date={"date-parts": [[1912]]}), "Freud, 1912/2018"),
        (work("Plato", issued={"date-parts": [[-370]], "circa": True}), "Plato, ca. 370 B.C.E."),
        (work(editor=[{"family": "Sills"}]), "Sills, 2018"),
        (
            work(author=[{"family": "Berg", "non-dropping-particle": "van den"}]),
            "van den Berg, 2018",
        ),
        (group(BACP, key="bacp-2018"), "BACP, 2018"),
        (group(BACP, key="framework-2018"), f"{BACP}, 2018"),
        (group(BACP, key="bcp-2018"), "BCP, 2018"),
        (group("UK Council for Psychotherapy", key="ukcp-a", year=None), "UKCP, n.d."),
        (
            group("National Institute for Health and Care Excellence", key="nice-cg136"),
            "NICE, 2018",
        ),
        (group("California Department", key="california-x"), "California Department, 2018"),
        (work("Rogers", key="ro-1"), "Rogers, 2018"),
        (work(), "Listening Well, 2018"),
        (work(title_short="Well"), "Well, 2018"),
        (work(type="article-journal", container_title="Mind"), "“Listening Well,” 2018"),
        (work(type="webpage", container_title="Mind"), "Listening Well, 2018"),
        (work(type="webpage", publisher="Mind"), "Mind, 2018"),
        (work(type="standard", authority="ISO"), "ISO, 2018"),
        (work(type="legislation", title="Care Act 2014", year=2014), "Care Act, 2014"),
        (work(type="legal_case", title="Gillick v. West"), "Gillick v. West, 2018"),
        ({"id": "x", "type": "book"}, "n.d."),
    ],
)
def test_short(item, label):
    assert short(item) == label


IN_ORDER = [
    group(BACP, key="1"),
    work("Brown", key="2", author=[{"family": "Brown", "given": "J. R."}]),
    work("Browning", key="3", author=[{"family": "Browning", "given": "A. R."}]),
    work("Delaney", key="4", year=2012),
    work("Del Re", key="5", year=2010),
    work("Élan", key="6"),
    work("Elan", "Adams", key="7", year=1990),
    work("Elan", "Brown", key="8", year=1980),
    work("Elan", "Brown", "Adams", key="9", year=1970),
    work("Fry", key="10", author=[{"family": "Fry", "given": "Zoe"}], year=None),
    work("Fry", key="11", author=[{"family": "Fry", "given": "Z."}], year=-300),
    work("Fry", key="12", author=[{"family": "Fry", "given": "Z."}], year=1999, title="The zoo"),
    work(
        "Fry",
        key="13",
        issued={"date-parts": [[1999, 2]]},
        author=[{"family": "FRY", "given": "Z."}],
    ),
    work("Fry", key="14", author=[{"family": "Fry", "given": "Z."}], title="A bee"),
    work("Fry", key="15", author=[{"family": "Fry", "given": "Z."}], title="The cat"),
    work("Fry", key="16", author=[{"family": "Fry", "given": "Z."}], year=None, status="in press"),
    work(key="17", title="The lonely title"),
    work("Østergård", key="18"),
    work("Ostermann", key="19"),
]


def test_sort_key_gives_the_order_of_apa():
    shuffled = random.Random(3).sample(IN_ORDER, len(IN_ORDER))
    assert [item["id"] for item in sorted(shuffled, key=sort_key)] == [
        item["id"] for item in IN_ORDER
    ]
