"""Another site, such as a course platform, whose pages have pages of this one in frames."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def page_with(code):
    return f"<!doctype html><title>Course</title>{code}"


def frame(address, sandbox=None):
    boundary = "" if sandbox is None else f' sandbox="{sandbox}"'
    return f'<iframe src="{address}" width="600" height="400"{boundary}></iframe>'


class ForeignSite:
    """Its name is `localhost`: to a browser, 127.0.0.1 is another site, whatever the port."""

    def __init__(self, site):
        self.site, pages = site, []
        self.pages = pages

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                number = self.path.strip("/")
                if not number.isdigit():
                    self.send_response(204)  # its icon
                    self.end_headers()
                    return
                code, headers = pages[int(number)]
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(page_with(code).encode())

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("localhost", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def page(self, address="", code=None, headers=None, sandbox=None):
        self.pages.append((code or frame(f"{self.site}{address}", sandbox), headers or {}))
        return f"http://localhost:{self.server.server_port}/{len(self.pages) - 1}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()
