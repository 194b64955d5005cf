"""Setting up: what is fetched and what is asked for."""

import importlib.machinery
import importlib.util
import os
import time

import pytest
from support import machine
from support.console import ROOT, Missing


def test_what_is_fetched_is_new_to_a_build(tmp_path):
    path = str(ROOT / "scripts/fetch-dependencies")
    loader = importlib.machinery.SourceFileLoader("fetch_dependencies", path)
    fetch = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(fetch)
    for name in ("archive/library/aes.c", "archive/LICENSE"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("of long ago")
        os.utime(file, (1e9, 1e9))
    fetch.copy_kept(tmp_path / "archive", ["library", "LICENSE"], tmp_path / "target")
    for name in ("target/library/aes.c", "target/LICENSE"):
        assert (tmp_path / name).stat().st_mtime > time.time() - 600


def test_who_may_not_install_is_told_all_that_is_missing(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(machine.shutil, "which", lambda name: None if name == "sudo" else f"/usr/bin/{name}")
    monkeypatch.setattr(machine, "can_be_installed", lambda package: False)  # the lists are empty
    with pytest.raises(Missing, match="apt-get install -y cmake clang-tidy chromium\n.*PROVISIONER_CHROMIUM"):
        machine.install_packages([["cmake"], ["clang-tidy-14", "clang-tidy"], ["chromium"]])
