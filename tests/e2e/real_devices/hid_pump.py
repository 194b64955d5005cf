"""Passes reports between Chromium, which takes a pseudo-terminal for the debugger's hidraw node, and the HID socket of a virtual board. Chromium
writes the report id, which is 0, before the 64 bytes of a report, and reads the 64 bytes alone."""

import os
import pty
import socket
import threading
import tty

REPORT = 64


class HidPump:
    def __init__(self, socket_path):
        self.master, terminal = pty.openpty()
        tty.setraw(terminal)
        self.path = os.ttyname(terminal)
        self.terminal = terminal  # kept open: otherwise the pump could not wait for the browser to open it
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(socket_path))
        for pump in (self.to_board, self.to_browser):
            threading.Thread(target=self.run, args=(pump,), daemon=True).start()

    def run(self, pump):
        """Pumps until one of the two sides is gone. If that is the board, the browser gets no further answer until close()."""
        try:
            pump()
        except OSError:
            pass  # how a socket and a terminal report it

    def to_board(self):
        for report in pieces(lambda: os.read(self.master, 4096), REPORT + 1):
            self.socket.sendall(report[1:])

    def to_browser(self):
        for report in pieces(lambda: self.socket.recv(4096), REPORT):
            os.write(self.master, report)

    def close(self):
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # the board has closed it
        os.close(self.master)
        os.close(self.terminal)


def pieces(read, size):
    """Yields what `read` returns in pieces of this size, until it returns nothing."""
    begun = b""
    while more := read():
        begun += more
        while len(begun) >= size:
            yield begun[:size]
            begun = begun[size:]
