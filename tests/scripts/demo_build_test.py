"""Tests what scripts/demo compiles."""

from support import cmake, machine


def test_the_modules_need_no_test_and_no_host():
    build = cmake.configure("wasm")
    inputs = machine.output_of("ninja", "-C", str(build), "-t", "inputs", "wasm/all").splitlines()
    assert any("core/session" in path for path in inputs)
    assert [path for path in inputs if "tests/" in path] == []
