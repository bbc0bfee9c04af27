"""Scholarly works and who cites them."""

from tests.views.reading import links, tree, words


def test_references_stand_in_the_order_of_apa(world, client, django_assert_max_num_queries):
    world.reference("zeta-1999")
    world.reference("alpha-2001", title="Later", issued={"date-parts": [[2001]]})
    world.reference("alpha-1957", title="Earlier")
    with django_assert_max_num_queries(1):
        response = client.get("/references/")
    assert [each for each in links(response) if each.startswith("/references/")] == [
        "/references/alpha-1957/",
        "/references/alpha-2001/",
        "/references/zeta-1999/",
    ]
    assert "Journal of Talking" in words(response)


def test_a_reference_shows_its_line_its_citers_and_its_findings(
    world, client, django_assert_max_num_queries
):
    reference = world.reference("rogers-1957", title="What is needed")
    other = world.reference("elliott-2018")
    world.page("trust", body="So [@rogers-1957, p. 96] and [@rogers-1957, p. 98].\n")
    world.page("gone", body="So [@rogers-1957].\n")
    world.withdraw("gone")
    world.finding("own", ["trust"], reference, claim="Found by it.")
    world.finding("shared", ["trust"], other, claim="Found by both.").also.add(reference)
    world.finding("other", ["trust"], other, claim="Found by another.")
    with django_assert_max_num_queries(5):
        response = client.get("/references/rogers-1957/")
    text = words(response)
    assert tree(response).xpath("//h1")[0].text == "What is needed"
    assert "https://doi.org/10.1037/h0045357" in links(response)
    assert "Trust p. 96; p. 98" in text
    assert "Gone" not in text
    assert "Found by it." in text
    assert "Found by both." in text
    assert "Found by another." not in text
    assert "/references/elliott-2018/" in links(response)


def test_a_reference_that_nobody_cites_says_so(world, client):
    world.reference("rogers-1957")
    assert "No page cites it now." in words(client.get("/references/rogers-1957/"))
