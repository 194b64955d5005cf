"""Runs long commands with a sign of life: one changing line on a terminal, a line every half minute elsewhere."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOGS = ROOT / "build" / "logs"
PATIENCE_SECONDS = 5
TIMED_OUT = 124  # as timeout(1) has it


class Missing(Exception):
    """What this machine lacks, in a sentence for a person."""


class CommandFailed(Exception):
    def __init__(self, command, code, log):
        super().__init__(f"`{' '.join(map(str, command))}` ended with exit code {code}")
        self.log = log


def say(text=""):
    print(text, flush=True)


def tail(log, lines=40):
    kept = Path(log).read_text(errors="replace").splitlines()[-lines:]
    return "\n".join("    " + line for line in kept)


def minutes(seconds):
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def show_progress(title, started, last_line, done):
    live = sys.stdout.isatty()
    while not done.wait(0.2 if live else 30):
        text = f"  {title} … {minutes(time.monotonic() - started)}  {last_line[0]}"
        if live:
            width = shutil.get_terminal_size().columns - 1
            print("\r" + text[:width].ljust(width), end="", flush=True)
        else:
            print(text[:160], flush=True)
    if live:
        print("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r", end="", flush=True)


def note(log, line):
    with open(log, "a") as file:
        file.write(line + "\n")


def copy_lines(source, log, last_line):
    with open(log, "a") as file:
        for line in source:
            file.write(line)
            if line.strip():
                last_line[0] = line.strip()


def wait_for(process, timeout):
    """Until the command is over, which is not reaped. TimeoutError after so many seconds, if any."""
    started = time.monotonic()
    while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if timeout is not None and time.monotonic() - started > timeout:
            raise TimeoutError
        time.sleep(0.02)


def end(process, reader):
    """Ends all that is left of a command and its group; they may put things in order first, until nobody holds its output any longer.
    It is not reaped before that, so the group's number cannot have become another's."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        try:
            os.killpg(process.pid, signal.SIGTERM)
            reader.join(PATIENCE_SECONDS)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def run(title, command, *, cwd=ROOT, env=None, timeout=None, log=None):
    """The exit code, with everything that was printed in build/logs. A command over its time is ended and counts as failed; what it started
    ends with it."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = log or LOGS / (title.split(":")[0].replace(" ", "-").replace("/", "-") + ".log")
    started, last_line, done = time.monotonic(), [""], threading.Event()
    command = [str(part) for part in command]
    note(log, f"$ {' '.join(command)}")
    process = subprocess.Popen(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True)
    reader = threading.Thread(target=copy_lines, args=(process.stdout, log, last_line), daemon=True)
    progress = threading.Thread(target=show_progress, args=(title, started, last_line, done), daemon=True)
    reader.start()
    progress.start()
    try:
        try:
            wait_for(process, timeout)
            reader.join(PATIENCE_SECONDS)  # what outlives the command may hold its output for ever
        finally:  # ended from outside, too: what was started must not go on without us
            end(process, reader)
        return process.returncode
    except TimeoutError:
        note(log, f"ended after {timeout} s")
        return TIMED_OUT
    finally:
        done.set()
        progress.join()


def must(title, command, **options):
    """run(), for steps without which the rest makes no sense."""
    log = options.setdefault("log", LOGS / (title.split(":")[0].replace(" ", "-") + ".log"))
    LOGS.mkdir(parents=True, exist_ok=True)
    Path(log).unlink(missing_ok=True)
    code = run(title, command, **options)
    if code != 0:
        raise CommandFailed(command, code, log)


def as_script(main):
    """Runs a script to its end. What went wrong is told in a sentence; Ctrl+C, SIGTERM and a closed terminal end what was started, too."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:  # as nohup has it
            signal.signal(number, lambda number, _: sys.exit(128 + number))
    try:
        sys.exit(main())
    except Missing as lack:
        sys.exit(str(lack))
    except CommandFailed as failure:
        say(tail(failure.log))
        sys.exit(f"{failure}; all of its output is in {failure.log}")
    except KeyboardInterrupt:
        sys.exit(130)
