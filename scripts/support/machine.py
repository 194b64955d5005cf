"""What this machine has and lacks: system packages, npm packages, the dependencies in .deps, and the tools' names."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys

from support.console import ROOT, Missing, must, say

MIN_NODE = (20, 19)
MIN_PYTHON = (3, 11)


def first_on_path(*names):
    return next((name for name in names if shutil.which(name)), None)


def clang():
    return first_on_path("clang-14", "clang")


def clang_tidy():
    return first_on_path("clang-tidy-14", "clang-tidy")


def chromium():
    return os.environ.get("PROVISIONER_CHROMIUM") or first_on_path("chromium", "chromium-browser", "google-chrome")


def output_of(*command):
    """What a command that succeeded printed."""
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
    """Names of Debian packages for what is not there; a name with alternatives is the first that the distribution has."""
    wanted = [
        (first_on_path("c++", "g++", "clang++"), ["g++"]),
        (shutil.which("cmake"), ["cmake"]),
        (shutil.which("ninja"), ["ninja-build"]),
        (shutil.which("emcc"), ["emscripten"]),
        (has_python_module("venv", "ensurepip"), ["python3-venv"]),
        (has_python_module("pip"), ["python3-pip"]),
    ]
    if shutil.which("apt-get"):  # elsewhere their release archives are the only way (fetch-dependencies)
        wanted += [
            (is_in_deps("nlohmann_json") or os.path.exists("/usr/include/nlohmann"), ["nlohmann-json3-dev"]),
            (is_in_deps("googletest") or os.path.exists("/usr/src/googletest"), ["googletest"]),
        ]
    if for_tests:
        wanted += [
            (shutil.which("git"), ["git"]),
            (clang(), ["clang-14", "clang"]),
            (clang_tidy(), ["clang-tidy-14", "clang-tidy"]),
            (clang() and has_sanitizer_runtime(), ["libclang-rt-14-dev", "libclang-rt-dev"]),
            (chromium(), ["chromium"]),
            (shutil.which("openssl"), ["openssl"]),
            (shutil.which("ccache"), ["ccache"]),
        ]
    return [names for present, names in wanted if not present]


def is_in_deps(name):
    return (ROOT / ".deps" / name / ".stamp").exists()


def install_packages(for_tests):
    missing = missing_packages(for_tests)
    if not missing:
        return
    if not shutil.which("apt-get"):
        raise Missing("Not installed: " + ", ".join(names[-1] for names in missing) + ". Install them with your system's package manager, then run this again.")
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    allowed = not root or (shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0)
    if allowed:
        must("apt-get update", [*root, "apt-get", "update"])
    packages = [next(filter(can_be_installed, names), names[-1]) for names in missing]
    if not allowed:
        raise Missing("Run this, then start again:\n  sudo apt-get update && sudo apt-get install -y " + " ".join(packages))
    say("Installing " + ", ".join(packages))
    must("apt-get install", [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", *packages])


def check_prerequisites():
    if sys.version_info < MIN_PYTHON:
        raise Missing(f"Python {'.'.join(map(str, MIN_PYTHON))} or newer is needed; this is {sys.version.split()[0]}.")
    found = output_of("node", "--version") if shutil.which("node") else ""
    version = tuple(map(int, re.findall(r"\d+", found)[:2]))
    if version < MIN_NODE or not shutil.which("npm"):
        raise Missing(f"Node {'.'.join(map(str, MIN_NODE))} or newer, with npm, is needed; found: {found or 'none'}. See nodejs.org.")


def npm_ci(folder):
    """npm ci in `folder`, unless its lock file is the one last installed."""
    package = ROOT / folder
    lock = hashlib.sha256((package / "package-lock.json").read_bytes()).hexdigest()
    stamp = package / "node_modules" / ".provisioner-stamp"
    if not stamp.exists() or stamp.read_text() != lock:
        must(f"npm ci in {folder}", ["npm", "ci", "--no-audit", "--no-fund"], cwd=package)
        stamp.write_text(lock)


def prepare(for_tests):
    """Everything that building (and, if asked, testing) needs. Costs a second when nothing is missing."""
    check_prerequisites()
    install_packages(for_tests)
    fetch = [sys.executable, ROOT / "scripts/fetch-dependencies"]
    must("dependencies", fetch if for_tests else [*fetch, "--no-python"])
    npm_ci("web")
    if for_tests:
        npm_ci("tests")


def build_environment():
    """The environment of every build: ccache when it is there, unless the caller chose a launcher."""
    environment = dict(os.environ)
    if shutil.which("ccache"):
        environment.setdefault("CMAKE_C_COMPILER_LAUNCHER", "ccache")
        environment.setdefault("CMAKE_CXX_COMPILER_LAUNCHER", "ccache")
        environment.setdefault("CCACHE_BASEDIR", str(ROOT))  # so that another checkout finds what this one compiled
        environment.setdefault("CCACHE_NOHASHDIR", "1")
    if chromium():
        environment.setdefault("PROVISIONER_CHROMIUM", shutil.which(chromium()) or chromium())
    return environment


def npm_scripts(folder):
    file = ROOT / folder / "package.json"
    return json.loads(file.read_text()).get("scripts", {}) if file.exists() else {}
