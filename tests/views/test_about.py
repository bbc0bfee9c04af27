"""What the site says of itself."""

from django.test import override_settings

from tests.views.reading import links, words


def test_it_counts_and_claims_no_review(world, client, django_assert_max_num_queries):
    world.page("trust")
    world.page("gone")
    world.withdraw("gone")
    with django_assert_max_num_queries(7):
        response = client.get("/about/")
    text = words(response)
    assert "1 concepts, 0 frameworks" in text or "1 concept, 0 frameworks" in text
    assert "No practitioner has reviewed any page" in text
    assert "drafted with machine assistance" in text
    world.review("trust")
    assert "1 page had a practitioner" in words(client.get("/about/"))


def test_a_problem_can_be_reported(world, client):
    assert "issue tracker" in words(client.get("/about/"))
    with override_settings(CONTACT="desk@kb.example"):
        assert "mailto:desk@kb.example" in links(client.get("/about/"))
    for address in ("https://kb.example/report", "https://kb.example/@desk"):
        with override_settings(CONTACT=address):
            assert address in links(client.get("/about/"))


@override_settings(
    SITE_NAME="Regarding", CONTENT_LICENCE="CC0", CONTENT_LICENCE_URL="https://l.example"
)
def test_the_name_of_the_site_is_a_setting(world, client):
    world.page("trust")
    for address in ("/", "/about/", "/concepts/trust/", "/nothing/"):
        text = client.get(address).content.decode()
        assert "Withness" not in text
        assert "Regarding" in text
        assert "https://l.example" in text
