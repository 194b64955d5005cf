"""Lists the virtual boards that are plugged in. The environment variable VIRTUAL_BOARDS names a JSON file with a list of
{"serial": USB serial number, "hid": socket, "tty": link to the pseudo-terminal}. A board is plugged in as long as its socket exists."""

import json
import os
import pathlib

VENDOR_ID, PRODUCT_ID = 0x03EB, 0x2175


def connected():
    boards = json.loads(pathlib.Path(os.environ["VIRTUAL_BOARDS"]).read_text())
    return [board for board in boards if pathlib.Path(board["hid"]).exists()]
