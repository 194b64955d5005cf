"""Runs the deployed zip of a Lambda function once, as Lambda does: unpacks it and calls the handler.

Reads {"zip": base64, "handler": "module.function", "event": …} from standard input. Writes {"result": …} or {"error": "Type: message"} to
standard output; what the function itself prints goes to standard error. The environment holds the credentials of the function's role.
"""

import base64
import importlib
import io
import json
import os
import sys
import tempfile
import traceback
import zipfile


# AWS Lambda has boto3, but not pyOpenSSL, which boto3 would load and which fails with the libraries of some functions.
ABSENT_FROM_LAMBDA = ["OpenSSL"]


def run(zip_bytes, handler, event):
    sys.modules.update(dict.fromkeys(ABSENT_FROM_LAMBDA))
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(io.BytesIO(zip_bytes)).extractall(folder)
        sys.path.insert(0, folder)
        module, _, name = handler.rpartition(".")
        return getattr(importlib.import_module(module), name)(event, None)


def main():
    request = json.load(sys.stdin)
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    try:
        answer = {"result": run(base64.b64decode(request["zip"]), request["handler"], request["event"])}
    except Exception as error:
        traceback.print_exc()
        answer = {"error": f"{type(error).__name__}: {error}"}
    sys.stdout.flush()
    json.dump(answer, answers)
    answers.close()


if __name__ == "__main__":
    main()
