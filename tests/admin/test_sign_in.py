"""Passwords can't be tried at leisure, and whoever is told to wait is told for how long."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth import get_user_model, hashers
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from concepts import backends, throttling
from concepts import hashers as ours
from concepts.models import SignInCount
from concepts.throttling import Attempt, TooManyFailures, network_of
from tests.admin.conftest import person

SENTENCE = re.compile(r"Too many attempts to sign in have failed\. Try again in \d+ minutes?\.")


@pytest.fixture
def anna(db):
    return person("anna")


def signing_in_as(name, password="wrong", address="192.0.2.7", **headers):
    return Client(REMOTE_ADDR=address, headers=headers).post(
        reverse("admin:login"), {"username": name, "password": password}
    )


def failing(times, name="anna", **where):
    for _ in range(times):
        assert signing_in_as(name, **where).status_code == 200


def refused(response):
    return response.status_code == 429 and SENTENCE.search(response.content.decode())


def succeeded(response):
    return response.status_code == 302


@pytest.fixture
def looked_at(monkeypatch):
    """Each password that is looked at."""
    found = []
    check = hashers.MD5PasswordHasher.verify

    def verify(self, password, encoded):
        found.append(password)
        return check(self, password, encoded)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "verify", verify)
    return found


def test_five_failures_lock_an_account_for_a_quarter_of_an_hour(anna, looked_at):
    failing(5)
    response = signing_in_as("anna", "correct horse", address="203.0.113.9")
    assert refused(response), "the right password from elsewhere too"
    assert 0 < int(response["Retry-After"]) <= 900
    assert re.search("in 1[0-5] minutes", response.content.decode())
    assert 'name="password"' in response.content.decode(), "it is said on the sign-in page"
    assert looked_at == ["wrong"] * 5, "and no password was looked at"
    SignInCount.objects.update(until=timezone.now())
    assert succeeded(signing_in_as("anna", "correct horse", address="203.0.113.9"))


def test_a_success_forgets_what_failed_before(anna):
    failing(4)
    assert succeeded(signing_in_as("anna", "correct horse"))
    failing(4, address="203.0.113.9")
    assert succeeded(signing_in_as("anna", "correct horse", address="203.0.113.9"))


def test_an_account_that_does_not_exist_is_locked_alike(anna):
    failing(5, "nobody")
    there, not_there = signing_in_as("anna"), signing_in_as("nobody")
    assert there.status_code == 200
    assert refused(not_there)


def test_names_that_are_one_account_are_counted_as_one(anna):
    for name in ("anna", " anna ", "Anna", "ａｎｎａ", "ANNA"):
        failing(1, name)
    assert refused(signing_in_as("anna", "correct horse", address="203.0.113.9"))


def test_twenty_failures_lock_an_address_whatever_the_accounts(anna):
    for number in range(20):
        failing(1, f"person-{number}")
    assert refused(signing_in_as("somebody-else"))
    assert refused(signing_in_as("anna", "correct horse"))
    assert succeeded(signing_in_as("anna", "correct horse", address="203.0.113.9"))


def test_successes_from_one_address_are_no_failures(anna):
    for number in range(25):
        person(f"person-{number}")
        assert succeeded(signing_in_as(f"person-{number}", "correct horse"))


def test_a_stranger_can_not_lock_an_editor_out_of_where_he_signed_in_before(anna):
    assert succeeded(signing_in_as("anna", "correct horse", address="198.51.100.1"))
    failing(5, address="203.0.113.9")
    assert refused(signing_in_as("anna", "correct horse", address="203.0.113.9"))
    assert succeeded(signing_in_as("anna", "correct horse", address="198.51.100.1"))
    failing(5, address="198.51.100.1")
    assert refused(signing_in_as("anna", "correct horse", address="198.51.100.1")), (
        "passwords can't be tried at leisure from there either"
    )


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_no_more_than_many_in_a_row():
    together = threading.Barrier(20)

    def begin(_):
        tried = Attempt("anna", "192.0.2.7")
        together.wait()
        try:
            tried.begin()
        except TooManyFailures:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(20) as strangers:
        assert sum(strangers.map(begin, range(20))) == 5


def test_the_log_has_neither_name_nor_password_nor_address(anna, monkeypatch):
    lines = []
    # At the logger itself: what becomes of its lines is for the settings to say.
    monkeypatch.setattr(
        throttling.logger, "warning", lambda line, *values: lines.append(line % values)
    )
    failing(5)
    signing_in_as("anna", "correct horse")
    assert len(lines) == 6
    assert re.fullmatch(r"Sign-in failed, address [0-9a-f]{12}", lines[0])
    assert re.fullmatch(r"Sign-in refused \(429\), address [0-9a-f]{12}", lines[5])
    assert not re.search(r"anna|wrong|horse|192\.0\.2", "".join(lines))
    kept = str(list(SignInCount.objects.values_list("key", "account")))
    assert not re.search(r"anna|192\.0\.2", kept)


def test_what_is_old_is_removed(anna):
    failing(1, "somebody")
    SignInCount.objects.update(until=timezone.now() - timedelta(seconds=1))
    failing(1)
    assert SignInCount.objects.count() == 2


@pytest.mark.parametrize(("name", "others"), [(["anna"], False), ([], True)])
def test_an_administrator_can_lift_a_lock(anna, name, others):
    assert succeeded(signing_in_as("anna", "correct horse", address="198.51.100.1"))
    failing(5, address="198.51.100.1")
    failing(5)
    failing(5, "tomasz")
    call_command("unlock", *name, stdout=StringIO())
    for address in ("192.0.2.7", "198.51.100.1"):
        assert signing_in_as("anna", address=address).status_code == 200
    assert (signing_in_as("tomasz").status_code == 200) == others


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:51000", "192.0.2.7"),
        ("2001:db8::7", "2001:db8::/64"),
        ("2001:db8::8:0:0:1", "2001:db8::/64"),
        ("[2001:db8::7]:51000", "2001:db8::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_addresses_that_one_client_can_choose_from_are_one(address, network):
    assert network_of(address) == network


def test_what_a_client_says_of_its_address_counts_only_behind_a_proxy(anna, settings):
    for number in range(20):
        failing(1, f"person-{number}", x_forwarded_for=f"198.51.100.{number}")
    assert refused(signing_in_as("anna", x_forwarded_for="198.51.100.99"))
    settings.TRUST_PROXY = True
    said = "192.0.2.7, 198.51.100.99"
    for number in range(20):
        failing(1, f"somebody-{number}", x_forwarded_for=f"203.0.113.{number}, 198.51.100.99")
    assert refused(signing_in_as("anna", x_forwarded_for=said)), "the last is the proxy's"
    assert signing_in_as("anna", x_forwarded_for="198.51.100.99, 203.0.113.1").status_code == 200


def test_the_present_password_can_not_be_tried_in_the_form_that_changes_it(anna):
    client = Client(REMOTE_ADDR="192.0.2.7")
    client.force_login(anna)
    fields = {"new_password1": "battery staple", "new_password2": "battery staple"}
    address = reverse("admin:password_change")
    for _ in range(5):
        assert client.post(address, fields | {"old_password": "wrong"}).status_code == 200
    response = client.post(address, fields | {"old_password": "correct horse"})
    assert refused(response)
    call_command("unlock", stdout=StringIO())
    assert succeeded(client.post(address, fields | {"old_password": "correct horse"}))


def test_a_new_password_that_will_not_do_is_no_failure(anna):
    client = Client(REMOTE_ADDR="192.0.2.7")
    client.force_login(anna)
    fields = {"old_password": "correct horse", "new_password1": "1", "new_password2": "2"}
    for _ in range(6):
        assert client.post(reverse("admin:password_change"), fields).status_code == 200


@pytest.fixture
def slow(settings):
    """Passwords are hashed as on the real site."""
    settings.PASSWORD_HASHERS = [
        "concepts.hashers.Argon2PasswordHasher",
        "concepts.hashers.PBKDF2PasswordHasher",
    ]


@pytest.fixture
def crowded(monkeypatch):
    """As many people wait for their turn as may."""
    monkeypatch.setattr(ours, "_places", threading.BoundedSemaphore(1))
    ours._places.acquire()


def test_who_finds_too_many_waiting_is_told_so_and_it_is_no_failure(anna, crowded):
    response = signing_in_as("anna", "correct horse")
    assert response.status_code == 503
    assert response["Retry-After"] == "3"
    assert "Try again in a few seconds" in response.content.decode()
    assert not SignInCount.objects.exists()


def test_passwords_that_are_set_wait_for_their_turn_too(desk, slow, crowded):
    fields = {"username": "new", "password1": "battery staple", "password2": "battery staple"}
    response = desk.post(reverse("admin:auth_user_add"), fields | {"usable_password": "true"})
    assert response.status_code == 503
    assert "Try again in a few seconds" in response.content.decode()
    assert not get_user_model().objects.filter(username="new").exists()


def test_one_password_is_hashed_at_a_time_and_few_wait(monkeypatch):
    monkeypatch.setattr(ours, "_places", threading.BoundedSemaphore(2))
    begun, go_on = threading.Event(), threading.Event()

    def first():
        with ours.turn(), ours.turn():  # within one's own turn it is free
            begun.set()
            go_on.wait()

    def second():
        with ours.turn():
            return go_on.is_set()

    with ThreadPoolExecutor(2) as people:
        people.submit(first)
        begun.wait()
        waiting = people.submit(second)
        while ours._places._value:
            pass
        with pytest.raises(ours.Busy), ours.turn():
            pass
        go_on.set()
        assert waiting.result(), "it waited for the first"


def test_an_old_hash_is_made_anew_when_its_owner_signs_in(anna, slow):
    anna.password = hashers.PBKDF2PasswordHasher().encode("correct horse", "salt", iterations=1)
    anna.save()
    assert succeeded(signing_in_as("anna", "correct horse"))
    anna.refresh_from_db()
    assert anna.password.startswith("argon2$argon2id$")
    assert succeeded(signing_in_as("anna", "correct horse"))


def test_an_unknown_name_costs_a_hash_as_a_known_one_does(anna, slow, monkeypatch):
    made = []
    encode = ours.Argon2PasswordHasher.encode
    monkeypatch.setattr(
        ours.Argon2PasswordHasher,
        "encode",
        lambda self, *args: made.append(1) or encode(self, *args),
    )
    signing_in_as("nobody")
    assert len(made) == 1


def test_a_fault_while_a_password_is_looked_at_is_no_failure(anna, monkeypatch):
    def broken(*args):
        raise RuntimeError

    monkeypatch.setattr(backends.ModelBackend, "authenticate", broken)
    with pytest.raises(RuntimeError):
        signing_in_as("anna")
    assert not SignInCount.objects.filter(count__gt=0).exists()
