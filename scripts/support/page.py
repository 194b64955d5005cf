"""Builds the page: CMake builds the WebAssembly modules in build/wasm/wasm, then Vite builds web/dist with them."""

import time

from support import cmake
from support.console import ROOT, must
from support.machine import build_environment

WASM_BUILD = ROOT / "build/wasm"
DIST = ROOT / "web/dist"


def build_modules():
    cmake.build("WebAssembly modules", "wasm", "wasm/all")


def build_boundary():
    """What page and core must agree on, which the page's types and tests read."""
    cmake.build("boundary", "wasm", "boundary_files")


def newest(paths):
    return max((path.stat().st_mtime for path in paths if path.is_file()), default=0.0)


def page_inputs():
    for folder in ("web", "wasm"):
        for path in (ROOT / folder).rglob("*"):
            if not {"node_modules", "dist"} & set(path.relative_to(ROOT).parts):
                yield path
    for pattern in ("*.js", "*.json", "*.wasm"):
        yield from (WASM_BUILD / "wasm").rglob(pattern)
    yield ROOT / ".deps/firmware/.stamp"


def build_page():
    """Builds web/dist unless it is newer than everything that goes into it."""
    build_modules()
    index = DIST / "index.html"
    started = time.time()
    if index.exists() and newest(page_inputs()) <= index.stat().st_mtime:
        return
    must("page", ["npm", "run", "build"], cwd=ROOT / "web", env=build_environment())
    if not index.exists() or index.stat().st_mtime < started - 1:
        raise FileNotFoundError(f"`npm run build` in web left no new {index.relative_to(ROOT)}")
