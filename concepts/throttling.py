"""Attempts to sign in: who has failed too often is told to wait, before a password is looked at."""

import logging
from contextlib import contextmanager
from datetime import timedelta
from ipaddress import ip_address, ip_network
from math import ceil
from unicodedata import normalize

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from concepts import hashers
from concepts.models import SignInCount

# So many sign-ins may fail in so long, to an account and from an address.
PERIOD = timedelta(minutes=15)
OF_ACCOUNT = 5
OF_ADDRESS = 20
# Who signed in is known there for so long: to lock him out, a stranger would have to be there too.
KNOWN = timedelta(days=90)

logger = logging.getLogger(__name__)


class TooManyFailures(hashers.NotNow):
    status = 429

    def __init__(self, until):
        left = max(1, ceil((until - timezone.now()).total_seconds()))
        self.seconds = left
        minutes = ceil(left / 60)
        super().__init__(
            "Too many attempts to sign in have failed. "
            f"Try again in {minutes} minute{'s' if minutes > 1 else ''}."
        )


@contextmanager
def attempt(request, name):
    """A look at the password of an account; whether it `succeeded` is set inside."""
    tried = Attempt(name, address_of(request))
    try:
        tried.refuse_if_full()
        with hashers.turn():
            # Counted as failed beforehand, so that many at once are no more than many in a row.
            tried.begin()
            try:
                yield tried
            except BaseException:
                tried.take_back()
                raise
            if tried.succeeded:
                tried.forgive()
    except hashers.NotNow as refusal:
        logger.warning("Sign-in refused (%d), address %s", refusal.status, tried.address[:12])
        raise
    if not tried.succeeded:
        logger.warning("Sign-in failed, address %s", tried.address[:12])


class Attempt:
    """What of it is counted, and how far. An account is counted whether it exists or not."""

    def __init__(self, name, address):
        self.succeeded = False
        self.account = key("account", folded(name))
        self.address = key("address", network_of(address))
        self.known = key("known", self.account, self.address)
        if SignInCount.objects.filter(key=self.known, until__gt=timezone.now()).exists():
            self.limits = {key("both", self.account, self.address): OF_ACCOUNT}
        else:
            self.limits = {self.account: OF_ACCOUNT, self.address: OF_ADDRESS}

    def refuse_if_full(self):
        """Only reads, so that whoever is refused costs little."""
        now = timezone.now()
        for count in SignInCount.objects.filter(key__in=self.limits, until__gt=now):
            if count.count >= self.limits[count.key]:
                raise TooManyFailures(count.until)

    def begin(self):
        now = timezone.now()
        SignInCount.objects.filter(until__lte=now).delete()
        with transaction.atomic():
            for each, limit in self.limits.items():
                account = "" if each == self.address else self.account
                count, _ = SignInCount.objects.get_or_create(
                    key=each, defaults={"account": account, "until": now + PERIOD}
                )
                free = SignInCount.objects.filter(key=each, count__lt=limit)
                if not free.update(count=F("count") + 1):
                    raise TooManyFailures(count.until)

    def take_back(self):
        SignInCount.objects.filter(key__in=self.limits, count__gt=0).update(count=F("count") - 1)

    def forgive(self):
        with transaction.atomic():
            self.take_back()
            SignInCount.objects.filter(key__in=self.limits).exclude(key=self.address).delete()
            SignInCount.objects.update_or_create(
                key=self.known, defaults={"until": timezone.now() + KNOWN}
            )


def unlock(names):
    """Forget what failed, to accounts of these names or else to all and from every address."""
    failures = SignInCount.objects.filter(count__gt=0)
    if names:
        failures = failures.filter(account__in=[key("account", folded(name)) for name in names])
    failures.delete()


def key(*parts):
    # The salt is no module any more; with another one all locks of a site would be forgotten.
    return salted_hmac("concepts.signing_in", repr(parts), algorithm="sha256").hexdigest()


def folded(name):
    return normalize("NFKC", name).strip().casefold()


def address_of(request):
    """The IP address of the client: what the proxy in front says, if there is one that may be
    believed."""
    forwarded = ""
    if settings.TRUST_PROXY:
        # The last is what the proxy has seen; those before are whatever the client has sent.
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return forwarded or request.META.get("REMOTE_ADDR", "")


def network_of(address):
    """What one client can choose its addresses from: of IPv6, a network of 64 bits."""
    for text in (address, address.rpartition(":")[0].strip("[]")):  # some proxies add the port
        try:
            found = ip_address(text)
        except ValueError:
            continue
        found = getattr(found, "ipv4_mapped", None) or found
        return str(ip_network((int(found), 64), strict=False) if found.version == 6 else found)
    return address
