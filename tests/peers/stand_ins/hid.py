"""Replaces the Python module `hid` (hidapi) that the vendor's tools import: exchanges reports with virtual boards' sockets instead of USB devices."""

import socket

import virtual_boards

REPORT_BYTES = 64
TIMEOUT_SECONDS = 20


def enumerate(vendor_id=0, product_id=0):
    return [
        {
            "vendor_id": virtual_boards.VENDOR_ID,
            "product_id": virtual_boards.PRODUCT_ID,
            "serial_number": board["serial"],
            "manufacturer_string": "Microchip",
            "product_string": "nEDBG CMSIS-DAP",
        }
        for board in virtual_boards.connected()
    ]


class device:
    def open(self, vendor_id, product_id, serial_number):
        for board in virtual_boards.connected():
            if board["serial"] == serial_number:
                self.serial_number = serial_number
                self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                self.socket.settimeout(TIMEOUT_SECONDS)
                self.socket.connect(board["hid"])
                return
        raise OSError("open failed")

    def close(self):
        self.socket.close()

    def set_nonblocking(self, nonblocking):
        assert not nonblocking, "the vendor's tools never use non-blocking mode"

    def get_manufacturer_string(self):
        return "Microchip"

    def get_product_string(self):
        return "nEDBG CMSIS-DAP"

    def get_serial_number_string(self):
        return self.serial_number

    def write(self, data):
        """Sends a report. The first byte is the report id 0, which is not sent."""
        assert len(data) == 1 + REPORT_BYTES and data[0] == 0
        try:
            self.socket.sendall(bytes(data[1:]))
        except OSError:
            return -1
        return len(data)

    def read(self, size):
        report = b""
        while len(report) < REPORT_BYTES:
            piece = self.socket.recv(REPORT_BYTES - len(report))
            if not piece:
                raise OSError("read error")
            report += piece
        return list(report[:size])
