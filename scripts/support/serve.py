"""A static server for web/dist on loopback, with the right content types and without caching."""

import errno
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


class PortTaken(Exception):
    pass


class Handler(SimpleHTTPRequestHandler):
    extensions_map = {
        ".html": "text/html; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".mjs": "text/javascript; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".json": "application/json",
        ".webmanifest": "application/manifest+json",
        ".wasm": "application/wasm",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".ico": "image/x-icon",
        ".hex": "text/plain; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
        ".pem": "text/plain; charset=utf-8",
        "": "application/octet-stream",
    }

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_):
        pass


def open_server(folder, port):
    """Returns a server that is bound to the port but does not answer yet. Port 0 lets the system choose. Raises PortTaken."""
    try:
        return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(folder)))
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            raise PortTaken(f"Port {port} is {'taken by another program' if error.errno == errno.EADDRINUSE else 'not allowed'}.") from error
        raise
