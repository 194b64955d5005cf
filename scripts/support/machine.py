"""Finds the tools on this machine and installs what is missing: system packages, npm packages and the dependencies in .deps."""

import functools
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys

from support.console import ROOT, CommandFailed, Missing, must, say

MIN_NODE = (20, 19)
MIN_PYTHON = (3, 11)
MIN_CMAKE = (3, 25)


def first_on_path(*names):
    return next((name for name in names if shutil.which(name)), None)


def clang():
    return first_on_path("clang-14", "clang")


def clang_tidy():
    return first_on_path("clang-tidy-14", "clang-tidy")


def chromium():
    chosen = os.environ.get("PROVISIONER_CHROMIUM")
    if chosen and not shutil.which(chosen):
        raise Missing(f"PROVISIONER_CHROMIUM is {chosen}, which is not a program.")
    return chosen or first_on_path("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def output_of(*command):
    """Returns what the command printed. Raises Missing if it fails or cannot be run."""
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    except OSError as error:
        raise Missing(f"`{command[0]}` cannot be run: {error.strerror}") from error
    if done.returncode != 0:
        raise Missing(f"`{' '.join(command)}` failed: {done.stderr.strip() or f'exit code {done.returncode}'}")
    return done.stdout.strip()


def can_be_installed(package):
    return re.search(r"Candidate: (?!\(none\))", output_of("apt-cache", "policy", package)) is not None


def has_python_module(*names):
    return subprocess.run([sys.executable, "-c", f"import {', '.join(names)}"], capture_output=True).returncode == 0


def has_sanitizer_runtime():
    folder = output_of(clang(), "-print-resource-dir")
    return any(name.startswith("libclang_rt.asan") for _, _, names in os.walk(folder) for name in names)


def missing_packages(for_tests):
    """Returns a list of Debian package names for each missing tool. The names are alternatives: the first that the distribution has is used."""
    wanted = [
        (first_on_path("c++", "g++", "clang++"), ["g++"]),
        (shutil.which("cmake"), ["cmake"]),
        (shutil.which("ninja"), ["ninja-build"]),
        (shutil.which("emcc"), ["emscripten"]),
        (has_python_module("venv", "ensurepip"), ["python3-venv"]),
        (has_python_module("pip"), ["python3-pip"]),
    ]
    if for_tests:
        wanted += [
            (shutil.which("git"), ["git"]),
            (clang(), ["clang-14", "clang"]),
            (clang_tidy(), ["clang-tidy-14", "clang-tidy"]),
            (clang() and has_sanitizer_runtime(), ["libclang-rt-14-dev", "libclang-rt-dev"]),
            (chromium(), ["chromium"]),
            (shutil.which("openssl"), ["openssl"]),
        ]
    return [names for present, names in wanted if not present]


@functools.cache
def update_packages(*root):
    must("apt-get update", [*root, "apt-get", "update"])


def install_packages(missing):
    if not missing:
        return
    if not shutil.which("apt-get"):
        names = ", ".join(alternatives[-1] for alternatives in missing)
        raise Missing(f"Not installed: {names}. Install them with your system's package manager, then run this again.")
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    allowed = not root or (shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0)
    if allowed:
        update_packages(*root)
    packages = [next(filter(can_be_installed, names), names[-1]) for names in missing]
    no_chromium = "chromium" in packages and not can_be_installed("chromium")  # Ubuntu offers Chromium as a snap only
    otherwise = "install Chromium or Chrome. If it is not found then, set PROVISIONER_CHROMIUM to its program."
    if not allowed:  # apt's lists may be out of date or empty
        raise Missing("Run this, then start again:\n  sudo apt-get update && sudo apt-get install -y " + " ".join(packages)
                      + ("\nIf apt has no package chromium, leave it out and " + otherwise if no_chromium else ""))
    if no_chromium:
        raise Missing("Chromium is missing and apt has no package of it: " + otherwise)
    if not shutil.which("ccache") and can_be_installed("ccache"):
        packages.append("ccache")  # optional: makes the next build faster
    say("Installing " + ", ".join(packages))
    must("apt-get install", [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", *packages])


def dotted(version):
    return ".".join(map(str, version))


def require(tool, least, advice):
    found = output_of(tool, "--version") if shutil.which(tool) else ""
    version = tuple(map(int, re.findall(r"\d+", found)[:2]))
    if version < least:
        raise Missing(f"{tool} {dotted(least)} or newer is needed; found: {dotted(version) or 'none'}. {advice}")


def check_prerequisites():
    if sys.version_info < MIN_PYTHON:
        raise Missing(f"Python {dotted(MIN_PYTHON)} or newer is needed; this is {sys.version.split()[0]}.")
    require("node", MIN_NODE, "What Debian 12 and Ubuntu 24.04 package is too old; see nodejs.org.")
    if not shutil.which("npm"):
        raise Missing("npm is needed, which comes with Node; see nodejs.org.")


def stand_ins():
    """Returns the Debian packages that provide the dependencies missing from .deps."""
    if not shutil.which("apt-get"):
        return []
    pins = json.loads((ROOT / "scripts/dependencies.json").read_text())["sources"]
    wanted = [pin["debian"] for name, pin in pins.items() if "debian" in pin and not is_in_deps(name)]
    return [[source["package"]] for source in wanted if not all(map(os.path.exists, source["files"]))]


def fetch_dependencies(for_tests):
    fetch = [sys.executable, ROOT / "scripts/fetch-dependencies", *([] if for_tests else ["--no-python"])]
    try:
        must("dependencies", fetch)
    except CommandFailed:
        lacking = stand_ins()
        if not lacking:
            raise
        install_packages(lacking)  # needed only if upstream cannot be reached, which the first attempt finds out
        must("dependencies", fetch)


def is_in_deps(name):
    return (ROOT / ".deps" / name / ".stamp").exists()


def npm_ci(folder):
    """Runs npm ci in `folder` unless the packages of its lock file are already installed."""
    package = ROOT / folder
    lock = hashlib.sha256((package / "package-lock.json").read_bytes()).hexdigest()
    stamp = package / "node_modules" / ".provisioner-stamp"
    if not stamp.exists() or stamp.read_text() != lock:
        must(f"npm ci in {folder}", ["npm", "ci", "--no-audit", "--no-fund"], cwd=package)
        stamp.write_text(lock)


def prepare(for_tests):
    """Installs everything that building and, if asked, testing needs. Takes a second if nothing is missing."""
    check_prerequisites()
    install_packages(missing_packages(for_tests))
    require("cmake", MIN_CMAKE, "See cmake.org.")
    fetch_dependencies(for_tests)
    npm_ci("web")
    if for_tests:
        npm_ci("tests")


def build_environment():
    """Returns the environment for builds and tests. Builds use ccache if it is installed and the caller chose no other launcher."""
    environment = dict(os.environ)
    if shutil.which("ccache"):
        environment.setdefault("CMAKE_C_COMPILER_LAUNCHER", "ccache")
        environment.setdefault("CMAKE_CXX_COMPILER_LAUNCHER", "ccache")
        environment.setdefault("CCACHE_BASEDIR", str(ROOT))  # lets other checkouts reuse what this one compiled
        environment.setdefault("CCACHE_NOHASHDIR", "1")
        environment.setdefault("CCACHE_SLOPPINESS", "pch_defines,time_macros")  # ccache needs both to cache what uses precompiled headers
    if chromium():
        environment["PROVISIONER_CHROMIUM"] = shutil.which(chromium())
    return environment


def npm_scripts(folder):
    file = ROOT / folder / "package.json"
    return json.loads(file.read_text()).get("scripts", {}) if file.exists() else {}
