"""Puts scripts/ on the module path, because the scripts are not a package."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "scripts"))
