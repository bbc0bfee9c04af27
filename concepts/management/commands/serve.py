"""From nothing, or from yesterday's data, to a site that answers: what `make run` runs."""

import errno
import fcntl
import hashlib
import os
import re
import resource
import shlex
import signal
import socket
import sys
import threading
import time
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from concepts import articles, locks, search
from concepts.management.finished import finished_pages
from concepts.management.front import Front
from concepts.management.settled import settle


class Command(BaseCommand):
    help = "Prepare the database and the static files where needed, then serve the site."
    requires_system_checks = ()  # handle() runs the ones that matter here, and says them shortly
    requires_migrations_checks = False

    def handle(self, **options):
        try:
            place, host, port = self.prepared()
        except CommandError as error:
            sys.exit(str(error))  # the sentence alone
        server = granian(place.getsockname()[0], port, connections())
        server.on_startup(lambda: take_signals(server.signal_handler_interrupt))
        server.on_startup(lambda: self.welcome(host, port))
        server.serve(target_loader=worker_application, wrap_loader=False)

    def prepared(self):
        host = os.environ.get("HOST", "").strip() or "127.0.0.1"
        port = port_number(os.environ.get("PORT", "").strip() or "8000")
        place = reserved(host, port)
        for fault in run_checks(tags=["serving"]):
            raise CommandError(fault.msg)
        if connection.vendor == "sqlite" and connection.is_in_memory_db():
            raise CommandError("A database in memory is lost at once: name a file in DATABASE_URL.")
        try:
            with locked(settings.DATA_DIR / "serve.lock"):
                self.migrate()
                self.import_content()
                self.renew_derived()
                self.collect_static()
        except DatabaseError as error:
            raise CommandError(f"The database can't be used: {first_line(error)}") from error
        except OSError as error:
            raise CommandError(f"The site can't be prepared: {error}") from error
        connection.close()  # the workers open their own
        return place, host, port

    def migrate(self):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Preparing the database ...")
            call_command("migrate", interactive=False, verbosity=0)

    def import_content(self):
        if not apps.get_model("concepts", "Entry").objects.exists():
            self.say("Importing the content ...")
            call_command("import_content", settings.BASE_DIR / "fixtures", stdout=self.stdout)
            (settings.DATA_DIR / "derived-stamp").write_text(derived_state())

    def renew_derived(self):
        """After an upgrade that makes other search rows, the present ones would answer wrongly; one
        that makes other articles would have each made anew for each reader."""
        stamp, state = settings.DATA_DIR / "derived-stamp", derived_state()
        if stamp.exists() and stamp.read_text() == state:
            return
        self.say("Bringing search and articles up to date ...")
        call_command("rebuild", stdout=self.stdout)
        stamp.write_text(state)

    def collect_static(self):
        stamp = settings.DATA_DIR / "static-stamp"
        state = static_state()
        if settings.STATIC_ROOT.is_dir() and stamp.exists() and stamp.read_text() == state:
            return
        self.say("Collecting static files ...")
        try:
            call_command("collectstatic", interactive=False, verbosity=0)
        except ValueError as error:  # a style sheet that names a file which is not there
            raise CommandError(
                f"The static files can't be collected: {first_line(error)}"
            ) from error
        stamp.write_text(state)

    def welcome(self, host, port):
        self.say(f"{settings.SITE_NAME} is at {address(host, port)} (Ctrl-C ends it).")
        self.say(f"To make an administrator, in another terminal: {createsuperuser()}")
        if settings.HTTPS and settings.SECURE_PROXY_SSL_HEADER is None:
            self.say(
                f"SITE_URL is {settings.SITE_URL}, and every request is sent there: "
                "set TRUST_PROXY=1 if a proxy in front speaks https for this site."
            )

    def say(self, sentence):
        self.stdout.write(sentence)
        self.stdout.flush()


def port_number(text):
    if re.fullmatch(r"[0-9]{1,5}", text) and 1 <= int(text) <= 65535:
        return int(text)
    raise CommandError(f"PORT must be a number from 1 to 65535, not {text!r}.")


def reserved(host, port):
    """A socket bound to the address, which keeps any other server from taking it meanwhile.

    granian listens with SO_REUSEPORT, so a second server on its port would start in silence and
    get half of the requests. This socket is bound without the option, which fails where anything
    listens; only then it allows the option, so that granian can have the port beside it. It is
    never listened on.
    """
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise CommandError(f"HOST={host} is not an address of this machine.") from error
    place = socket.socket(family, kind, protocol)
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        place.bind(where)
    except OSError as error:
        sentences = {
            errno.EADDRINUSE: f"Port {port} is in use: stop what uses it, or set another PORT.",
            errno.EACCES: f"Port {port} needs an administrator's rights: set a PORT above 1023.",
            errno.EADDRNOTAVAIL: f"HOST={host} is not an address of this machine.",
        }
        sentence = sentences.get(error.errno, f"Port {port} of {host} can't be opened: {error}")
        raise CommandError(sentence) from error
    place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    return place


@contextmanager
def locked(path):
    """Two servers that start on one data folder at once prepare it one after the other."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def derived_state():
    """Changes with the code that makes what is derived from texts."""
    return f"{search.VERSION} {articles.makers()}"


def static_state():
    """Changes when a static file is added, edited or removed, or the code that collects them."""
    digest = hashlib.sha256()
    for package in ("django", "whitenoise"):
        digest.update(f"{package} {version(package)}\n".encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            about = Path(storage.path(name)).stat()
            digest.update(f"{name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()


# So many connections may be open in each worker. Silent ones cost little.
MOST_CONNECTIONS = 2048
# What a worker opens besides: files, databases, what granian and Python use.
OTHER_FILES = 256


def connections():
    """How many connections a worker may hold, with as many open files as the system allows."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS + OTHER_FILES
    if most != resource.RLIM_INFINITY:
        wanted = min(wanted, most)
    if allowed != resource.RLIM_INFINITY and allowed < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
    return max(wanted - OTHER_FILES, 64)


def granian(address, port, connections):
    return Granian(
        "the site",
        address=address,
        port=port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            # In milliseconds, how long the head of a request may take, and the wait for the next.
            header_read_timeout=5_000,
            # What the head of a request may hold, and so what each connection may.
            max_buffer_size=64 * 1024,
        ),
        websockets=False,
        workers=2,
        # The connections of one worker; the next ones wait in the kernel's queue.
        backpressure=connections,
        # Of many who come at once none is turned away, to try again a second later.
        backlog=4_096,
        respawn_failed_workers=True,
        # A request that never ends must not keep the site from ending, and who stops it (Docker,
        # say) from waiting longer than ten seconds.
        workers_kill_timeout=7,
        log_level=LogLevels.warning,
    )


# Stopping. A signal handler of Python runs in the middle of whatever the main thread is doing, and
# granian's, run twice, waits for itself for ever. Twice is usual: Ctrl-C, and a stop sent to the
# whole group, reach the workers too, before the main process tells them. So no signal interrupts
# anything here: all are blocked, a thread of each process waits for them and calls granian.
STOPS = {signal.SIGINT, signal.SIGTERM}


def take_signals(stop):
    """In the main process, before there are workers: they inherit what is blocked here."""

    def wait():
        while True:
            signal.sigwait(STOPS)
            stop()

    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    threading.Thread(target=wait, daemon=True).start()


def worker_application():
    """What a worker serves. granian calls this in each of them, before its event loop runs."""

    def end():
        """In the loop, so in the main thread: granian's own handler may have the signal, once."""
        front.hurry()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        signal.raise_signal(signal.SIGTERM)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})

    def wait(loop):
        signal.sigwait({signal.SIGTERM})  # Ctrl-C is for the main process alone
        # If this came to the whole group, let the main process hear of it first: it takes a worker
        # that ends before for a crash.
        time.sleep(0.2)
        loop.call_soon_threadsafe(end)  # a stop during the start waits for what it will stop
        while True:
            signal.sigwait({signal.SIGTERM})

    def started(loop):
        threading.Thread(target=wait, args=(loop,), daemon=True).start()

    locks.wait_briefly()
    application = get_wsgi_application()
    front = Front(application, started, finished_pages())
    settle()
    return front


def address(host, port):
    if host in {"0.0.0.0", "::"}:  # noqa: S104 (compared, not bound)
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def createsuperuser():
    """The command that makes an administrator of this site, whatever folder and database it has."""
    words = [
        f"{name}={shlex.quote(os.environ[name])}" if name != "DATABASE_URL" else f"{name}=..."
        for name in ("DATA_DIR", "DATABASE_URL")
        if os.environ.get(name)
    ]
    python = Path(sys.executable)
    if python.is_relative_to(settings.BASE_DIR) and Path.cwd() == settings.BASE_DIR:
        python = python.relative_to(settings.BASE_DIR)
    return " ".join([*words, shlex.quote(str(python)), "manage.py", "createsuperuser"])


def first_line(error):
    return str(error).strip().splitlines()[0]
