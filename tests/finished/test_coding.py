import pytest

from concepts.finished import chosen_coding


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.5, gzip;q=0.9", "gzip"),
        ("br;q=1.0,gzip;q=0.8,*;q=0.1", "br"),
        ("*", "br"),
        ("*;q=0.5, br;q=0", "gzip"),
        ("br; q=0.000", "identity"),
        ("identity", "identity"),
        ("identity;q=1, br;q=0.5", "identity"),
        ("identity;q=0, br", "br"),
        # Nothing of it will do: as it is, which is all that is left.
        ("identity;q=0", "identity"),
        ("*;q=0", "identity"),
        ("br;q=0, gzip;q=0, identity;q=0", "identity"),
        ("", "identity"),
        ("zstd", "identity"),
        ("brx, xgzip", "identity"),
        ("br;q=much, gzip", "gzip"),
        ("br;q=7", "identity"),
        ("br;q=-1", "identity"),
        ("br;q=nan", "identity"),
        (", ;q=1,, ;", "identity"),
        ("x" * 10_000 + ", br", "identity"),
    ],
)
def test_a_reader_gets_what_is_wanted_most(accepted, coding):
    assert chosen_coding(accepted) == coding
