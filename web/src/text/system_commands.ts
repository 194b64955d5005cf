/** Commands that the page shows to be copied into a terminal: the same in every language. */
export const udevRule = `sudo tee /etc/udev/rules.d/70-nedbg.rules <<'END' && sudo udevadm control --reload-rules && sudo udevadm trigger
KERNEL=="hidraw*", ATTRS{idVendor}=="03eb", ATTRS{idProduct}=="2175", TAG+="uaccess"
SUBSYSTEM=="tty", ATTRS{idVendor}=="03eb", ATTRS{idProduct}=="2175", TAG+="uaccess", ENV{ID_MM_PORT_IGNORE}="1"
SUBSYSTEM=="usb", ATTR{idVendor}=="03eb", ATTR{idProduct}=="2175", ENV{ID_MM_DEVICE_IGNORE}="1"
END`;
export const snapUsb = 'sudo snap connect chromium:raw-usb';
export const flatpakDevices =
  'flatpak override --user --device=all --filesystem=/run/udev:ro com.google.Chrome';
