"""Lays out a private mount namespace so that Chromium finds boards in it: its own /dev, the folders of sysfs in which libudev looks, udev's data,
the list of serial drivers, and managed policies. Nothing here is visible outside of the namespace. Needs root."""

import json
import pathlib
import subprocess

DEVICES = pathlib.Path("/sys/devices/virtual")
CLASSES = pathlib.Path("/sys/class")
UDEV_DATA = pathlib.Path("/run/udev/data")
DEV = pathlib.Path("/dev")
PASSED_ON = ["null", "zero", "full", "random", "urandom", "tty", "pts", "shm"]
PSEUDO_TERMINAL_MAJOR = 136
VENDOR_ID, PRODUCT_ID = 0x03EB, 0x2175


def mount(*arguments):
    subprocess.run(["mount", *arguments], check=True)


def lay_out(origin):
    """`origin`: the page that may use the boards without asking."""
    for folder in (DEVICES, CLASSES / "hidraw", CLASSES / "tty", "/run", "/etc/chromium"):
        mount("-t", "tmpfs", "tmpfs", str(folder))
    lay_out_dev()
    UDEV_DATA.mkdir(parents=True)
    (UDEV_DATA.parent / "control").touch()  # libudev takes it as the sign that udev runs
    drivers = pathlib.Path("/run/drivers")
    drivers.write_text(f"acm /dev/ttyACM {PSEUDO_TERMINAL_MAJOR} 0-1048575 serial\n")
    mount("--bind", str(drivers), "/proc/tty/drivers")
    allow_boards(origin)


def lay_out_dev():
    """A folder instead of the system's /dev, so that devices can be added to it."""
    own = pathlib.Path("/run/dev")
    own.mkdir()
    for name in PASSED_ON:
        original = DEV / name
        if original.is_dir():
            (own / name).mkdir()
        else:
            (own / name).touch()
        mount("--rbind", str(original), str(own / name))
    (own / "ptmx").symlink_to("pts/ptmx")  # looks for its file system beside itself
    (own / "fd").symlink_to("/proc/self/fd")
    mount("--rbind", str(own), str(DEV))


def allow_boards(origin):
    rule = [{"devices": [{"vendor_id": VENDOR_ID, "product_id": PRODUCT_ID}], "urls": [origin]}]
    policies = pathlib.Path("/etc/chromium/policies/managed")
    policies.mkdir(parents=True)
    (policies / "boards.json").write_text(json.dumps({"WebHidAllowDevicesForUrls": rule, "SerialAllowUsbDevicesForUrls": rule}))
