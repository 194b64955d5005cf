"""Set-up makes fetched files newer than any build, and lists all missing packages in one message."""

import importlib.machinery
import importlib.util
import json
import os
import re
import time

import pytest
from support import machine
from support.console import ROOT, Missing


def test_fetched_files_are_newer_than_an_earlier_build(tmp_path):
    path = str(ROOT / "scripts/fetch-dependencies")
    loader = importlib.machinery.SourceFileLoader("fetch_dependencies", path)
    fetch = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(fetch)
    for name in ("archive/library/aes.c", "archive/LICENSE"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("an old file")
        os.utime(file, (1e9, 1e9))
    fetch.copy_kept(tmp_path / "archive", ["library", "LICENSE"], tmp_path / "target")
    for name in ("target/library/aes.c", "target/LICENSE"):
        assert (tmp_path / name).stat().st_mtime > time.time() - 600


def test_mbedtls_is_the_release_that_is_pinned():
    """Its source comes out of a crate, whose own version says nothing about it. Releases before 3.6.5 have known vulnerabilities."""
    header = (ROOT / ".deps/mbedtls/include/mbedtls/build_info.h").read_text()
    version = re.search(r'#define MBEDTLS_VERSION_STRING +"([0-9.]+)"', header).group(1)
    pins = json.loads((ROOT / "scripts/dependencies.json").read_text())
    assert version == pins["sources"]["mbedtls"]["version"]
    assert [int(part) for part in version.split(".")] >= [3, 6, 5]


def test_a_user_without_sudo_sees_all_missing_packages_in_one_message(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(machine.shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    monkeypatch.setattr(machine, "can_be_installed", lambda package: False)  # as if the package lists were empty
    with pytest.raises(Missing, match="apt-get install -y cmake clang-tidy chromium\n.*PROVISIONER_CHROMIUM"):
        machine.install_packages([["cmake"], ["clang-tidy-14", "clang-tidy"], ["chromium"]])
