"""The files that the linters look at."""

import pytest
from support import lint
from support.console import Missing


def test_each_pattern_must_match():
    assert "wasm/tsconfig.json" in lint.tracked("wasm/*tsconfig.json")
    with pytest.raises(Missing, match="nonsuch"):
        lint.tracked("*.mjs", "*.nonsuch")
