"""Tests which files the linters check."""

import pytest
from support import lint
from support.console import Missing


def test_tracked_rejects_a_pattern_that_matches_no_file():
    assert "wasm/tsconfig.json" in lint.tracked("wasm/*tsconfig.json")
    with pytest.raises(Missing, match="nonsuch"):
        lint.tracked("*.mjs", "*.nonsuch")
