"""The headers of what a real server answers."""

import re
import sqlite3
from contextlib import closing

import brotli
import pytest

from tests.serving.running import signed_in


@pytest.mark.parametrize("address", ["/", "/nowhere/"])
def test_page_carries_the_policies_and_no_cookie(site, address):
    page = site.get(address)
    policy = dict(
        part.split(" ", 1) for part in page.headers["Content-Security-Policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["base-uri"] == "'none'"
    assert not re.search("unsafe|data:|https?:", page.headers["Content-Security-Policy"])
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Set-Cookie" not in page.headers
    assert "Strict-Transport-Security" not in page.headers


def test_page_is_compressed(site):
    plain = site.get("/")
    assert "Content-Encoding" not in plain.headers
    packed = site.get("/", Accept_Encoding="br")
    assert packed.headers["Content-Encoding"] == "br"
    assert packed.headers["Vary"].lower() == "accept-encoding"
    assert brotli.decompress(packed.body) == plain.body
    assert site.get("/", Accept_Encoding="gzip").headers["Content-Encoding"] == "gzip"


def test_page_that_may_hold_a_secret_is_not_compressed(site, administrator):
    form = site.get("/admin/login/", Accept_Encoding="gzip, br, zstd")
    assert "csrftoken" in form.headers["Set-Cookie"]
    assert "Content-Encoding" not in form.headers
    cookies = signed_in(site, *administrator)
    admin = site.get("/admin/", Accept_Encoding="gzip, br, zstd", Cookie=cookies)
    assert admin.status == 200
    assert "Content-Encoding" not in admin.headers
    page = site.get("/", Accept_Encoding="gzip, br, zstd", Cookie=cookies)
    assert "Content-Encoding" not in page.headers


def test_cookies_of_a_plain_site_are_kept_by_every_browser(site):
    cookie = site.get("/admin/login/").headers["Set-Cookie"]
    assert "Secure" not in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_static_file_is_compressed_and_kept_for_ever(site):
    form = site.get("/admin/login/").body.decode()
    [address] = re.findall(r'href="(/static/admin/css/base\.[0-9a-f]+\.css)"', form)
    for encoding in ("br", "gzip"):
        file = site.get(address, Accept_Encoding=encoding)
        assert file.headers["Content-Encoding"] == encoding
        assert "immutable" in file.headers["Cache-Control"]


def test_static_file_may_be_used_by_the_pages_that_anybody_may_frame(site):
    page = site.get("/concepts/empathy/").body.decode()
    addresses = re.findall(r"/static/[^\"#]+\.(?:css|js|woff2|svg)", page)
    assert {address.rpartition(".")[2] for address in addresses} == {"css", "js", "woff2", "svg"}
    for address in addresses:
        file = site.get(address)
        again = site.get(address, If_Modified_Since=file.headers["Last-Modified"])
        assert (file.status, again.status) == (200, 304)
        for answer in (file, again):
            assert answer.headers["Access-Control-Allow-Origin"] == "*", address
            assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin", address


def test_unknown_host_name_is_refused_in_one_line(site):
    before = site.output
    assert site.get("/nowhere/?q=zxqprivate", Host="evil.example").status == 400
    [line] = site.output.removeprefix(before).splitlines()
    assert "'evil.example'" in line
    assert "zxqprivate" not in line


HTTPS = {"SITE_URL": "https://kb.example", "TRUST_PROXY": "1"}


def test_site_on_https_sends_plain_requests_there(start):
    site = start(**HTTPS)
    answer = site.get("/concepts/trust/?v=1", Host="kb.example")
    assert answer.status == 301
    assert answer.headers["Location"] == "https://kb.example/concepts/trust/?v=1"


def test_site_on_https_behind_a_proxy(start):
    site = start(**HTTPS)
    page = site.get("/admin/login/", Host="kb.example", X_Forwarded_Proto="https")
    assert page.status == 200
    assert "Secure" in page.headers["Set-Cookie"]
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_the_header_of_a_proxy_is_not_believed_unasked(start):
    site = start(SITE_URL="https://kb.example")
    answer = site.get("/admin/login/", Host="kb.example", X_Forwarded_Proto="https")
    assert answer.status == 301
    assert "TRUST_PROXY=1" in site.output


def test_search_words_stay_out_of_the_log(site):
    for address in ("/search/?q=zxqprivate", "/search/suggest/?q=zxqprivate"):
        assert site.get(address).status == 200
    assert site.get("/nowhere/?q=zxqprivate").status == 404
    assert "zxqprivate" not in site.output


def test_search_words_stay_out_of_the_log_of_errors(start, data_dir):
    site = start()
    with closing(sqlite3.connect(data_dir / "db.sqlite3")) as database:
        database.execute("DROP TABLE search_page")
    for address in ("/search/", "/search/suggest/"):
        asked = f"{address}?q=zxqprivate"
        assert site.get(asked, Referer=f"http://127.0.0.1:{site.port}{asked}").status == 500
        assert f"Internal Server Error: {address}\n" in site.output
    assert "zxqprivate" not in site.output
