"""Configures and builds presets of CMakePresets.json. Does almost nothing if they are up to date."""

from support.console import ROOT, must
from support.machine import build_environment


def configure(preset, again=False):
    """Configures the preset if that is not done yet, or `again`. Returns its build folder."""
    build = ROOT / "build" / preset
    if again or not (build / "build.ninja").exists():
        must(f"configuring {preset}", ["cmake", "--preset", preset], env=build_environment())
    return build


def build(title, preset, *targets):
    must(title, ["ninja", "-C", configure(preset), *targets], env=build_environment())
