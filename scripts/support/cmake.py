"""Configures a preset of CMakePresets.json and builds targets of it; next to nothing is done when that is up to date."""

from support.console import ROOT, must
from support.machine import build_environment


def configure(preset):
    """The preset's build folder."""
    build = ROOT / "build" / preset
    if not (build / "build.ninja").exists():
        must(f"configuring {preset}", ["cmake", "--preset", preset], env=build_environment())
    return build


def build(title, preset, *targets):
    must(title, ["ninja", "-C", configure(preset), *targets], env=build_environment())
