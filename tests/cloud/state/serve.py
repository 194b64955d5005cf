"""The state of the local AWS: moto with its gaps closed, on an ephemeral loopback port.

Prints one JSON line {"port": N} when it is ready. Ends when its standard input closes, so that it never outlives the
process that started it. Does not authenticate requests: only the front knows the port, and the front authenticates.
Paths below /_cloud/ are the questions of the front (state/questions.py). All other paths are moto's.
"""

import importlib.metadata
import json
import logging
import os
import sys
import threading

# The gap modules replace methods of exactly this version.
if importlib.metadata.version("moto") != "5.2.5":
    sys.exit(f"tests/cloud needs moto 5.2.5, not {importlib.metadata.version('moto')} ({sys.executable})")

from moto.core.config import default_user_config
from moto.core.exceptions import ServiceException
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.exceptions import HTTPException
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

import gaps
import questions


class KeepAliveRequestHandler(MotoRequestHandler):
    """Keeps connections open: werkzeug's default of HTTP/1.0 needs a connection for each request."""

    protocol_version = "HTTP/1.1"
    # Otherwise Nagle's algorithm and delayed acknowledgements cost 40 ms for each answer.
    disable_nagle_algorithm = True


class State:
    """The WSGI application: the questions of the front, and moto."""

    def __init__(self):
        self.moto = DomainDispatcherApplication(create_backend_app)

    def __call__(self, environ, start_response):
        if not environ["PATH_INFO"].startswith("/_cloud/"):
            gaps.patch_late(environ["HTTP_HOST"].split(".")[0])
            return self.moto(environ, start_response)
        request = Request(environ)
        name = environ["PATH_INFO"].removeprefix("/_cloud/")
        try:
            answer, status = questions.answer(name, request.get_json()), 200
        except (questions.Refused, HTTPException, ServiceException) as refused:
            answer, status = {"error": getattr(refused, "message", str(refused))}, 400
        body = json.dumps(answer, default=str)
        return Response(body, status, content_type="application/json")(environ, start_response)


def end_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


def main():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    default_user_config["iot"]["use_valid_cert"] = True
    default_user_config["lambda"]["use_docker"] = False
    gaps.patch_all()
    server = make_server("127.0.0.1", 0, State(), threaded=True, request_handler=KeepAliveRequestHandler)
    threading.Thread(target=end_with_parent, daemon=True).start()
    print(json.dumps({"port": server.server_port}), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
