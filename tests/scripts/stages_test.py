"""Tests console.side_by_side(): the order of the results, and that no command outlives the script."""

import pathlib
import signal
import subprocess
import sys
import time

SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
from support import console
log = sys.argv[2] + "/log"
def sleeper(seconds):
    return lambda: console.run("sleep", ["sh", "-c", f"echo $$ >> {log}.pids; exec sleep {seconds}"], log=log)
console.as_script(lambda: console.side_by_side([sleeper(60), sleeper(61)]) and 0)
"""


def test_results_come_in_the_order_of_the_functions():
    from support import console

    assert console.side_by_side([lambda: time.sleep(0.05) or 1, lambda: 2]) == [1, 2]


def test_the_commands_of_all_threads_end_when_the_script_is_terminated(tmp_path):
    scripts = pathlib.Path(__file__).resolve().parents[2] / "scripts"
    script = subprocess.Popen([sys.executable, "-c", SCRIPT, str(scripts), str(tmp_path)])
    pids = tmp_path / "log.pids"
    deadline = time.monotonic() + 30
    while not pids.exists() or len(pids.read_text().split()) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    script.send_signal(signal.SIGTERM)
    script.wait(timeout=30)
    for pid in pids.read_text().split():
        assert not pathlib.Path(f"/proc/{pid}").exists()
