"""run(): what it says of a command, and that nothing that the command started outlives it."""

import pathlib
import time

import pytest
from support import console


def is_running(process_id):
    try:
        state = pathlib.Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"  # dead, and waiting for its parent to look


def shell(tmp_path, line, **options):
    """The exit code, and what was printed last."""
    log = tmp_path / "log"
    code = console.run("a command", ["sh", "-c", line], log=log, **options)
    return code, log.read_text().splitlines()[-1]


def test_the_exit_code_is_the_commands(tmp_path):
    assert shell(tmp_path, "echo said; exit 3") == (3, "said")


@pytest.mark.parametrize("output", ["", ">/dev/null 2>&1"])
def test_what_a_command_leaves_behind_is_ended(tmp_path, monkeypatch, output):
    monkeypatch.setattr(console, "PATIENCE_SECONDS", 0.5)
    code, process_id = shell(tmp_path, f"sleep 600 {output} & echo $!")
    assert code == 0 and process_id.isdigit()
    for _ in range(500):
        if not is_running(process_id):
            return
        time.sleep(0.01)
    raise AssertionError(f"{process_id} still runs")


def test_a_command_over_its_time_is_ended(tmp_path):
    assert shell(tmp_path, "sleep 600", timeout=0.2) == (console.TIMED_OUT, "ended after 0.2 s")
