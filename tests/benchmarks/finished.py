"""How fast finished pages are, beside nginx sending files of the same bytes: `make bench`.

Both are asked in turn, with the server on one core and the load on another where there are two. A
ratio of requests is that of requests for each second of processor time that server and load took
together: on cores that are kept busy this is requests a second, and whatever else the machine does
changes it little. `server` is the same of the server alone. The slowest hundredth is in time, as
readers wait. With DATA_DIR a copy of that folder is served, of a site that does not run; without,
one is made.
"""

import os
import re
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

import brotli

from tests.serving.running import Site, free_port, until

ROUNDS = 5
SECONDS = 2
CONNECTIONS = 32
ARTICLES = 40
SLOW = 200
# What is promised: so many requests at least to one of nginx, and waits so much longer at most.
LEAST = {
    "sqlite": {"40 pages": 0.5, "10,000 pages": 0.5, "100,000 pages": 0.35, "304": 0.55},
    "postgresql": {"40 pages": 0.3, "10,000 pages": 0.3, "100,000 pages": 0.3, "304": 0.3},
}
LONGEST_P99 = 5
LONGEST_BESIDE_SLOW = 2

# Each reader asks for another page each time.
SCRIPT = """
math.randomseed(os.time())
local number, mark, known = {number}, "{mark}", "{known}"
local headers = {{ ["Accept-Encoding"] = "gzip, deflate, br" }}
if known ~= "" then headers["If-None-Match"] = known end
request = function()
    return wrk.format("GET", "/concepts/" .. mark .. math.random(0, number - 1) .. "/", headers)
end
"""


def main():
    sizes = [int(each) for each in sys.argv[1:]] or [40, 10_000]
    with tempfile.TemporaryDirectory(prefix="withness-bench-") as folder, ExitStack() as ends:
        folder = Path(folder)
        if given := os.environ.get("DATA_DIR"):
            shutil.copytree(given, folder / "data", ignore=shutil.ignore_patterns("finished"))
        os.environ |= {"DATA_DIR": str(folder / "data")}
        os.environ["DJANGO_SETTINGS_MODULE"] = "therapy_kb.settings"
        site = ends.enter_context(running(folder))
        answers = articles(site, folder / "data")
        kind = "postgresql" if "postgres" in os.environ.get("DATABASE_URL", "") else "sqlite"
        print(f"{kind:14} ratio  least  server    p99   most   requests a second: ours, nginx")
        kept = []
        for size in sizes:
            kept += compare(kind, size, answers, site, folder)
        kept.append(beside_slow_readers(site))
    print("Wagtail is not measured here: it would have to be installed beside this site.")
    if not all(kept):
        sys.exit(f"{kept.count(False)} of {len(kept)} bounds are not kept.")


@contextmanager
def running(folder):
    first = Site(folder / "log", **database(), DATA_DIR=folder / "data")
    try:
        first.wait_until_it_answers().stop()  # all is prepared now, on as many cores as there are
    finally:
        first.kill()
    with on_core(0):
        site = Site(folder / "log", **database(), DATA_DIR=folder / "data")
    try:
        yield site.wait_until_it_answers()
    finally:
        site.kill()


def database():
    return {name: os.environ[name] for name in ["DATABASE_URL"] if os.environ.get(name)}


@contextmanager
def on_core(number):
    """What is started here runs on this core, where there are several."""
    cores = os.sched_getaffinity(0)
    if len(cores) > 1:
        os.sched_setaffinity(0, {sorted(cores)[number]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def articles(site, data):
    """The answers to the first articles, as small as they become, and the headers of one."""
    index = site.get("/concepts/", Accept_Encoding="identity").body.decode()
    found = sorted(set(re.findall(r'href="(/concepts/[\w-]+/)"', index)))[:ARTICLES]
    for address in found:
        site.get(address, Accept_Encoding="br")

    def all_small():
        for file in (data / "finished").glob("*.sqlite3"):
            connection = sqlite3.connect(file, timeout=60)
            rows = connection.execute("SELECT count(*) FROM answer WHERE is_best").fetchone()
            connection.close()
            return rows[0] >= len(found)
        return False

    until(all_small, "the smallest bodies", site)
    return [site.get(address, Accept_Encoding="br") for address in found]


def compare(kind, size, answers, site, folder):
    """Whether the bounds are kept with so many pages; each has the bytes of some article."""
    mark = f"page-{size}-"
    keep(size, mark, folder / "data")
    root = folder / f"nginx-{size}"
    for number in range(size):
        place = root / "concepts" / f"{mark}{number}"
        place.mkdir(parents=True)
        (place / "index.html").write_bytes(answers[number % len(answers)].body)
    with nginx(folder, root, answers[0].headers) as files:
        kept = [measured(kind, f"{size:,} pages", site, files, size, mark)]
        if size == ARTICLES:
            # All of one page, since a script knows one tag.
            kept.append(measured(kind, "304", site, files, 1, mark, knows=True))
    shutil.rmtree(root)
    return kept


def keep(size, mark, data):
    """Puts answers into the file as the site does, without making a page for each."""
    import django

    django.setup()
    from concepts.finished import Store
    from concepts.middleware.finished import read_stamp

    (file,) = (data / "finished").glob("*.sqlite3")
    store, stamp = Store(file, 4_000), read_stamp()
    with sqlite3.connect(file) as connection:
        rows = connection.execute("SELECT key FROM answer WHERE key LIKE '/concepts/_%'").fetchall()
    connection.close()
    known = [store.find(key, stamp) for (key,) in rows]  # their bodies in gzip are made again
    known = [answer for answer in known if answer and "page-" not in answer.key][:ARTICLES]
    for number in range(size):
        answer = known[number % len(known)]
        answer.key = f"/concepts/{mark}{number}/"
        assert store.put(answer), "the file of answers is full"
    store.close()


NGINX = """
worker_processes 2;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 4096; }}
http {{
    access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000;
    open_file_cache max=200000; types {{}} default_type "text/html; charset=utf-8";
    client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
    server {{ listen 127.0.0.1:{port}; root {root}; {headers} }}
}}
"""
NGINX_SAYS = {"content-type", "content-length", "server", "date", "etag", "connection"}


class Files:
    """nginx with the same bytes and the same headers, as far as processor time goes like a Site."""

    work = Site.work
    get = Site.get
    request = Site.request

    def __init__(self, process, port):
        self.process, self.port = process, port


@contextmanager
def nginx(folder, root, headers):
    port = free_port()
    lines = " ".join(
        f'add_header {name} "{value.replace(chr(34), chr(39))}";'
        for name, value in headers.items()
        if name.lower() not in NGINX_SAYS
    )
    config = folder / "nginx.conf"
    config.write_text(NGINX.format(folder=folder, root=root, port=port, headers=lines))
    for path in (folder, *folder.parents):
        if path != Path(tempfile.gettempdir()) and str(path).startswith(tempfile.gettempdir()):
            path.chmod(0o755)  # its workers belong to somebody without rights
    with on_core(0):
        process = subprocess.Popen(
            [shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"), "-c", config],
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.05)
        yield Files(process, port)
    finally:
        process.terminate()
        process.wait()


def measured(kind, name, site, files, size, mark, knows=False):
    """Prints one line, and returns whether its bounds are kept."""
    page = f"/concepts/{mark}0/"
    known = [each.get(page).headers["ETag"] if knows else "" for each in (site, files)]
    for each in (site, files):
        answer = each.get(page, Accept_Encoding="gzip, deflate, br")
        assert answer.status == 200, (each, page, answer.status)
        assert brotli.decompress(answer.body)
    rounds = [
        [load(each, size, mark, tag) for each, tag in zip((site, files), known, strict=True)]
        for _ in range(ROUNDS)
    ]
    ratio = median(theirs["all"] / ours["all"] for ours, theirs in rounds)
    server = median(theirs["server"] / ours["server"] for ours, theirs in rounds)
    p99 = median(ours["p99"] / theirs["p99"] for ours, theirs in rounds)
    rates = [median(each[place]["rate"] for each in rounds) for place in (0, 1)]
    least = LEAST[kind][name]
    kept = ratio >= least and p99 <= LONGEST_P99
    print(
        f"{name:14}{ratio:6.2f} {least:6.2f} {server:7.2f} {p99:6.2f} {LONGEST_P99:6.2f}"
        f"   {rates[0]:,.0f}, {rates[1]:,.0f}{'' if kept else '  NOT KEPT'}",
        flush=True,
    )
    return kept


def load(each, size, mark, known, connections=CONNECTIONS):
    """What one round of requests cost: processor seconds a request, and how long they took."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script, on_core(-1):
        known = known.replace('"', '\\"')
        script.write(SCRIPT.format(number=size, mark=mark, known=known))
        script.flush()
        before, of_load = each.work(), children()
        said = subprocess.run(
            [
                *("wrk", "-t1", f"-c{connections}", f"-d{SECONDS}", "--latency"),
                *("-s", script.name, f"http://127.0.0.1:{each.port}"),
            ],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        server, of_load = each.work() - before, children() - of_load
    assert "Non-2xx" not in said, said
    number = int(re.search(r"(\d+) requests in", said)[1])
    return {
        "server": server / number,
        "all": (server + of_load) / number,
        "p99": milliseconds(said, "99%"),
        "p50": milliseconds(said, "50%"),
        "rate": float(re.search(r"Requests/sec: +([\d.]+)", said)[1]),
    }


def children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def milliseconds(said, place):
    value, unit = re.search(rf"{place} +([\d.]+)(us|ms|s)", said).groups()
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def beside_slow_readers(site):
    """Whether the median reader waits no longer than twice while many others are slow."""
    ratios = []
    for _ in range(ROUNDS):
        alone = load(site, ARTICLES, f"page-{ARTICLES}-", "", connections=4)["p50"]
        with slow_readers(site):
            ratios.append(load(site, ARTICLES, f"page-{ARTICLES}-", "", connections=4)["p50"])
        ratios[-1] /= alone
    ratio = median(ratios)
    kept = ratio <= LONGEST_BESIDE_SLOW
    print(
        f"beside {SLOW} slow readers the median waits {ratio:.2f} times as long"
        f" (most {LONGEST_BESIDE_SLOW}){'' if kept else '  NOT KEPT'}"
    )
    return kept


@contextmanager
def slow_readers(site):
    """Some say nothing, some stop in the middle of asking, some ask and never read."""
    asking = b"GET /concepts/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    beginnings = (b"", asking, asking + b"\r\n")
    with ExitStack() as open_ones:
        for number in range(SLOW):
            connection = socket.create_connection(("127.0.0.1", site.port))
            open_ones.callback(connection.close)
            connection.sendall(beginnings[number % len(beginnings)])
        yield


if __name__ == "__main__":
    main()
