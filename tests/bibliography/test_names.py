"""Names as a list of references has them, and as other programs take them apart."""

import pytest

from concepts.bibliography import apa_plain, bibtex, harvard_plain, ris, short
from concepts.bibliography.names import initials


def work(**name):
    person = {part.replace("_", "-"): text for part, text in name.items()}
    return {
        "id": "x",
        "type": "chapter",
        "title": "T",
        "author": [person],
        "editor": [person],
        "container-title": "B",
        "issued": {"date-parts": [[2000]]},
    }


@pytest.mark.parametrize(
    ("particle", "family", "last"),
    [
        ("d’", "Hondt", "d’Hondt"),
        ("al-", "Ghazali", "al-Ghazali"),
        ("Al-", "Sayed", "Al-Sayed"),
        ("el-", "Sayed", "el-Sayed"),
        ("O’", "Brien", "O’Brien"),
        ("D’", "Arcy", "D’Arcy"),
        ("’s-", "Gravesande", "’s-Gravesande"),
        ("de l’", "Hôpital", "de l’Hôpital"),
        ("van ’t", "Hooft", "van ’t Hooft"),
        ("ter", "Braak", "ter Braak"),
        ("van den", "Berg", "van den Berg"),
        ("de la", "Cruz", "de la Cruz"),
    ],
)
def test_a_particle_clings_to_its_name_if_it_ends_so(particle, family, last):
    item = work(family=family, given="Jan", non_dropping_particle=particle)
    assert apa_plain(item).startswith(f"{last}, J. (2000)")
    assert f"In J. {last} (Ed.)" in apa_plain(item)
    assert short(item) == f"{last}, 2000"
    assert f"AU  - {last}, Jan\r\n" in ris([item])
    assert f"{last}, Jan" in bibtex([item]).replace("{", "").replace("}", "")
    assert harvard_plain(item).startswith(f"{last}, J.")


@pytest.mark.parametrize(
    "name",
    [
        {"family": "Hondt", "given": "Jan", "dropping_particle": "d'"},
        {"family": "Hondt", "given": "Jan d'"},
    ],
)
def test_a_particle_that_is_dropped_follows_in_a_list_and_clings_elsewhere(name):
    assert apa_plain(work(**name)).startswith("Hondt, J. d’. (2000)")
    assert "In J. d’Hondt (Ed.)" in apa_plain(work(**name))


@pytest.mark.parametrize(
    ("given", "family", "printed"),
    [
        ("bell", "hooks", "b."),
        ("danah", "boyd", "d."),
        ("e. e.", "cummings", "e. e."),
        ("e.e.", "cummings", "e. e."),
        ("ben", "small", "b."),
        ("jane ann", "Smith", "j. a."),
        ("jean-luc", "Smith", "j.-l."),
        ("Carl rogers", "Smith", "C. r."),
        ("Maria da", "Luz", "M. da"),
        ("Maria da Luz", "Smith", "M. da L."),
        ("ANN", "WANI", "A."),
        ("ANN M.", "WANI", "A. M."),
        ("ANNE-MARIE", "WANI", "A.-M."),
        ("ÉVA", "GÓMEZ", "É."),
        ("E\u0301va", "Gómez", "É."),
        ("ØYVIND", "ANDERSEN", "Ø."),
        ("YU", "LI", "Y."),
        ("CR", "ROGERS", "C. R."),
        ("CR", "Rogers", "C. R."),
        ("AMA", "Boateng", "A. M. A."),
        ("C R", "Rogers", "C. R."),
        ("J.-P.", "Smith", "J.-P."),
        ("J. -P.", "Smith", "J.-P."),
        ("Jean - Paul", "Smith", "J.-P."),
        ("Jean\u2010Paul", "Smith", "J.-P."),
        ("小明", "李", "小明"),
    ],
)
def test_given_names_become_initials(given, family, printed):
    assert initials(given, family) == printed
