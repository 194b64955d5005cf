"""The archive for static hosts: complete, checkable, and the same whenever the page is the same."""

import hashlib
import zipfile

import pytest
from support import package
from support.console import ROOT, Missing


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html>")
    (folder / "assets/part.wasm").write_bytes(b"\0asm")
    return folder


def test_each_file_is_in_one_folder_with_its_checksum(site, tmp_path):
    archive = package.pack(site, tmp_path / "out", "1.2.3")
    assert archive.name == "web-provisioner-1.2.3.zip"
    with zipfile.ZipFile(archive) as packed:
        content = {name.removeprefix("web-provisioner-1.2.3/"): packed.read(name) for name in packed.namelist()}
    assert content["index.html"] == b"<!doctype html>"
    assert b"web-provisioner 1.2.3\n" in content["VERSION.txt"]
    sums = dict(reversed(line.split("  ")) for line in content.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(bytes_).hexdigest() for name, bytes_ in content.items()}
    assert archive.with_name("web-provisioner-1.2.3.zip.sha256").read_text() == (
        f"{hashlib.sha256(archive.read_bytes()).hexdigest()}  {archive.name}\n"
    )


def test_the_same_page_makes_the_same_archive(site, tmp_path):
    first = package.pack(site, tmp_path / "first", "1.2.3")
    (site / "index.html").touch()
    assert package.pack(site, tmp_path / "second", "1.2.3").read_bytes() == first.read_bytes()


def test_the_licences_name_everything_that_the_page_contains():
    text = package.third_party_licences()
    for name in ("mbedTLS", "Paho MQTT C", "nlohmann/json", "Emscripten", "Microchip's firmware images", "lit ", "uplot "):
        assert f"\n{name}" in text, name
    assert "Niels Lohmann" in text


def test_a_licence_that_is_missing_is_named(tmp_path):
    with pytest.raises(Missing, match="mbedtls/LICENSE"):
        package.third_party_licences(deps=tmp_path)


def test_the_version_is_that_of_the_build():
    assert f"VERSION {package.version()} " in (ROOT / "CMakeLists.txt").read_text()
