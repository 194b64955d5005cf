"""Stands for the module `hid` (hidapi) in front of the vendor's tools: reports go to virtual boards' sockets instead of USB."""

import socket

import virtual_boards

REPORT = 64
SECONDS = 20


def enumerate(vendor_id=0, product_id=0):
    return [
        {
            "vendor_id": virtual_boards.VENDOR,
            "product_id": virtual_boards.PRODUCT,
            "serial_number": board["serial"],
            "manufacturer_string": "Microchip",
            "product_string": "nEDBG CMSIS-DAP",
        }
        for board in virtual_boards.plugged()
    ]


class device:
    def open(self, vendor_id, product_id, serial_number):
        for board in virtual_boards.plugged():
            if board["serial"] == serial_number:
                self.serial_number = serial_number
                self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                self.socket.settimeout(SECONDS)
                self.socket.connect(board["hid"])
                return
        raise OSError("open failed")

    def close(self):
        self.socket.close()

    def set_nonblocking(self, nonblocking):
        assert not nonblocking, "nobody asks for it"

    def get_manufacturer_string(self):
        return "Microchip"

    def get_product_string(self):
        return "nEDBG CMSIS-DAP"

    def get_serial_number_string(self):
        return self.serial_number

    def write(self, data):
        """The first byte is the report's id: 0, and not sent."""
        assert len(data) == 1 + REPORT and data[0] == 0
        try:
            self.socket.sendall(bytes(data[1:]))
        except OSError:
            return -1
        return len(data)

    def read(self, size):
        report = b""
        while len(report) < REPORT:
            piece = self.socket.recv(REPORT - len(report))
            if not piece:
                raise OSError("read error")
            report += piece
        return list(report[:size])
