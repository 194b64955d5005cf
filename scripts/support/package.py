"""Packs the built page into an archive: the site, the licences of all that is in it, and the checksum of each file."""

import hashlib
import json
import re
import subprocess
import zipfile
from pathlib import Path

from support.console import ROOT, Missing

NAME = "web-provisioner"
SUMS = "SHA256SUMS"
NOT_IN_THE_PAGE = {"@lit-labs/ssr-dom-shim", "@types/trusted-types"}  # for servers and for the compiler
OLDEST_DATE = (1980, 1, 1, 0, 0, 0)  # of every file, so that the same page makes the same archive


def version():
    """The project's version, as CMakeLists.txt has it."""
    return re.search(r"project\(\w+ VERSION ([\d.]+)", (ROOT / "CMakeLists.txt").read_text())[1]


def commit():
    """The commit that the page was built from, marked if files have changed since; empty outside a repository."""
    described = subprocess.run(["git", "describe", "--always", "--abbrev=40", "--exclude=*", "--dirty"], cwd=ROOT, capture_output=True, text=True)
    return described.stdout.strip()


def text_of(*paths):
    lacking = [str(path) for path in paths if not path.is_file()]
    if lacking:
        raise Missing(f"The archive must contain the licences of what is in it, and {', '.join(lacking)} does not exist.")
    return "\n".join(path.read_text(errors="replace").strip() for path in paths)


def json_library_licence(deps):
    """nlohmann/json names its holder and its licence in the header only; the terms are those of our own licence."""
    header = (deps / "nlohmann_json/include/nlohmann/json.hpp").read_text()
    holder = re.search(r"SPDX-FileCopyrightText: (.+)", header)[1]
    terms = (ROOT / "LICENSE").read_text().split("\n\n", 2)[2]
    return f"MIT License\n\nCopyright (c) {holder}\n\n{terms.strip()}"


def emscripten_licences():
    """Of the runtime and the C and C++ libraries that Emscripten links into each module."""
    asked = subprocess.run(["em-config", "EMSCRIPTEN_ROOT"], capture_output=True, text=True)
    root = Path(asked.stdout.strip())
    bundled = [root / "LICENSE", root / "system/lib/libc/musl/COPYRIGHT", root / "system/lib/libcxx/LICENSE.TXT"]
    if all(path.is_file() for path in bundled):
        return text_of(*bundled)
    return text_of(Path("/usr/share/doc/emscripten/copyright"))  # where Debian keeps all of them


def npm_licences():
    """(name and version, text) of each npm package that the page contains."""
    packages = json.loads((ROOT / "web/package-lock.json").read_text())["packages"]
    for path, package in packages.items():
        name = path.removeprefix("node_modules/")
        if path and not package.get("dev") and name not in NOT_IN_THE_PAGE:
            yield f"{name} {package['version']}", text_of(ROOT / "web" / path / "LICENSE")


def third_party_licences(deps=ROOT / ".deps"):
    """The text of THIRD-PARTY-LICENCES.txt."""
    pins = json.loads((ROOT / "scripts/dependencies.json").read_text())["sources"]
    licences = {
        f"mbedTLS {pins['mbedtls']['version']}": text_of(deps / "mbedtls/LICENSE"),
        f"Paho MQTT C {pins['paho']['version']}": text_of(deps / "paho/LICENSE", deps / "paho/NOTICE"),
        f"nlohmann/json {pins['nlohmann_json']['version']}": json_library_licence(deps),
        "Emscripten with its C and C++ libraries": emscripten_licences(),
        f"Microchip's firmware images {pins['firmware']['version']}": text_of(deps / "firmware/LICENSE.txt"),
        **dict(npm_licences()),
    }
    rule = "=" * 80
    return "\n\n".join(f"{rule}\n{name}\n{rule}\n\n{text}" for name, text in licences.items()) + "\n"


def files_of(site, version):
    """The content of each file of the archive, by its name in there."""
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
    files["LICENSE.txt"] = (ROOT / "LICENSE").read_bytes()
    files["THIRD-PARTY-LICENCES.txt"] = third_party_licences().encode()
    files["VERSION.txt"] = f"{NAME} {version}\n{commit()}\n".encode()
    sums = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items())]
    files[SUMS] = "".join(sums).encode()
    return files


def pack(site, output, version):
    """Writes the archive, with one folder in it, and its checksum. Returns the archive's path."""
    output.mkdir(parents=True, exist_ok=True)
    stem = f"{NAME}-{version}"
    archive = output / f"{stem}.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in sorted(files_of(site, version).items()):
            entry = zipfile.ZipInfo(f"{stem}/{name}", OLDEST_DATE)
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, content, zipfile.ZIP_DEFLATED)
    sum_of_archive = hashlib.sha256(archive.read_bytes()).hexdigest()
    archive.with_name(archive.name + ".sha256").write_text(f"{sum_of_archive}  {archive.name}\n")
    return archive
