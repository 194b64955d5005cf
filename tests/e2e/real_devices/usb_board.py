"""A board as the system describes it: the USB device with its HID and its serial interface in sysfs, udev's data, and the nodes in /dev. Facts: the
descriptors of the nEDBG, firmware 1.30."""

import os
import pathlib
import shutil

from hid_pump import HidPump
from namespace import CLASSES, DEV, DEVICES, PRODUCT_ID, UDEV_DATA, VENDOR_ID

# Vendor page FF00, usage 1: input and output reports of 64 bytes, a feature report of 4; no report ids.
REPORT_DESCRIPTOR = bytes.fromhex("0600FF 0901 A101 1500 26FF00 7508 9540 0901 8102 9540 0901 9102 9504 0901 B102 C0")
PRODUCT = "nEDBG CMSIS-DAP"
MANUFACTURER = "Microchip Technology Incorporated"


def write(folder, **files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else f"{content}\n".encode())


def text_of(properties):
    return "\n".join(f"{key}={value}" for key, value in properties.items())


class Node:
    """A character device: its folder in sysfs, its class link, its node in /dev and udev's properties."""

    def __init__(self, kind, name, parent, terminal, properties):
        number = os.stat(terminal).st_rdev
        major, minor = os.major(number), os.minor(number)
        self.folder = parent / kind / name
        self.link = CLASSES / kind / name
        self.dev = DEV / name
        self.data = UDEV_DATA / f"c{major}:{minor}"
        own = {"MAJOR": major, "MINOR": minor, "DEVNAME": name}
        write(self.folder, uevent=text_of(own), dev=f"{major}:{minor}")
        (self.folder / "subsystem").symlink_to(CLASSES / kind)
        (self.folder / "device").symlink_to(parent)
        self.link.symlink_to(self.folder)
        self.dev.symlink_to(terminal)
        self.data.write_text("I:1\n" + "".join(f"E:{key}={value}\n" for key, value in properties.items()))
        path = "/" + str(self.folder.relative_to("/sys"))
        self.message = {"DEVPATH": path, "SUBSYSTEM": kind, **own, "DEVNAME": self.dev, **properties}

    def remove(self):
        for file in (self.link, self.dev, self.data):
            file.unlink()


class UsbBoard:
    """Appears with all of its files when it is made; `announcer` tells who listens."""

    def __init__(self, number, serial_number, tty, hid_socket, announcer):
        self.announcer = announcer
        self.pump = HidPump(hid_socket)
        self.folder = DEVICES / f"usb1/1-{number + 1}"
        usb = pathlib.Path("/sys/bus/usb")
        product = f"{VENDOR_ID:x}/{PRODUCT_ID:x}/100"
        write(self.folder, uevent=text_of({"DEVTYPE": "usb_device", "PRODUCT": product}), idVendor=f"{VENDOR_ID:04x}",
              idProduct=f"{PRODUCT_ID:04x}", serial=serial_number, product=PRODUCT, manufacturer=MANUFACTURER)
        interfaces = [self.folder / f"{self.folder.name}:1.{interface}" for interface in range(2)]
        for interface in interfaces:
            write(interface, uevent=text_of({"DEVTYPE": "usb_interface", "PRODUCT": product}))
        for folder in (self.folder, *interfaces):
            (folder / "subsystem").symlink_to(usb)
        hid = interfaces[0] / f"0003:{VENDOR_ID:04X}:{PRODUCT_ID:04X}.{number + 1:04X}"
        about = {"DRIVER": "hid-generic", "HID_ID": f"0003:{VENDOR_ID:08X}:{PRODUCT_ID:08X}", "HID_NAME": f"{MANUFACTURER} {PRODUCT}",
                 "HID_PHYS": f"usb-1-{number + 1}/input0", "HID_UNIQ": serial_number}
        write(hid, uevent=text_of(about), report_descriptor=REPORT_DESCRIPTOR)
        (hid / "subsystem").symlink_to("/sys/bus/hid")
        ids = {"ID_BUS": "usb", "ID_VENDOR_ID": f"{VENDOR_ID:04x}", "ID_MODEL_ID": f"{PRODUCT_ID:04x}", "ID_MODEL": "nEDBG_CMSIS-DAP",
               "ID_MODEL_ENC": PRODUCT.replace(" ", r"\x20"), "ID_SERIAL_SHORT": serial_number}
        self.nodes = [
            Node("hidraw", f"hidraw{number}", hid, self.pump.path, {}),
            Node("tty", f"ttyACM{number}", interfaces[1], tty, ids),
        ]
        for node in self.nodes:
            announcer.announce("add", node.message)

    def unplug(self):
        for node in self.nodes:
            node.remove()
        shutil.rmtree(self.folder)
        for node in self.nodes:
            self.announcer.announce("remove", node.message)
        self.pump.close()
