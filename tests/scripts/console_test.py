"""console.run() returns a command's exit code, logs its output, and ends every process that it started."""

import pathlib
import time

import pytest
from support import console


def is_running(process_id):
    try:
        state = pathlib.Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"  # a zombie has ended; its parent has not collected it yet


def shell(tmp_path, line, **options):
    """Runs a shell line; returns the exit code and the last line of the log."""
    log = tmp_path / "log"
    code = console.run("a command", ["sh", "-c", line], log=log, **options)
    return code, log.read_text().splitlines()[-1]


def test_run_returns_the_exit_code_of_the_command(tmp_path):
    assert shell(tmp_path, "echo said; exit 3") == (3, "said")


@pytest.mark.parametrize("output", ["", ">/dev/null 2>&1"])
def test_run_ends_the_background_processes_of_a_command(tmp_path, monkeypatch, output):
    monkeypatch.setattr(console, "GRACE_SECONDS", 0.5)
    code, process_id = shell(tmp_path, f"sleep 600 {output} & echo $!")
    assert code == 0 and process_id.isdigit()
    for _ in range(500):
        if not is_running(process_id):
            return
        time.sleep(0.01)
    raise AssertionError(f"{process_id} still runs")


def test_run_ends_a_command_that_exceeds_its_timeout(tmp_path):
    assert shell(tmp_path, "sleep 600", timeout=0.2) == (console.TIMED_OUT, "ended after 0.2 s")
