"""Python imports sitecustomize at start-up. This one makes pyserial's serial.tools.list_ports list the ports of virtual boards."""

import sys
import types

import serial.tools
import virtual_boards


def comports(include_links=False):
    hardware = f"USB VID:PID={virtual_boards.VENDOR_ID:04X}:{virtual_boards.PRODUCT_ID:04X}"
    return [
        types.SimpleNamespace(device=board["tty"], serial_number=board["serial"], hwid=f"{hardware} SER={board['serial']}")
        for board in virtual_boards.connected()
    ]


list_ports = types.ModuleType("serial.tools.list_ports")
list_ports.comports = comports
serial.tools.list_ports = sys.modules["serial.tools.list_ports"] = list_ports
