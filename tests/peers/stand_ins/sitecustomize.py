"""Python imports this by itself at its start. It puts the ports of virtual boards in the place of pyserial's serial.tools.list_ports."""

import sys
import types

import serial.tools
import virtual_boards


def comports(include_links=False):
    hardware = f"USB VID:PID={virtual_boards.VENDOR:04X}:{virtual_boards.PRODUCT:04X}"
    return [
        types.SimpleNamespace(device=board["tty"], serial_number=board["serial"], hwid=f"{hardware} SER={board['serial']}")
        for board in virtual_boards.plugged()
    ]


list_ports = types.ModuleType("serial.tools.list_ports")
list_ports.comports = comports
serial.tools.list_ports = sys.modules["serial.tools.list_ports"] = list_ports
