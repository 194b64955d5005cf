"""Runs long commands with a sign of life: one changing line on a terminal, a line every half minute elsewhere."""

import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOGS = ROOT / "build" / "logs"


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


def run(title, command, *, cwd=ROOT, env=None, timeout=None, log=None):
    """The exit code, with everything that was printed in build/logs. A command over its time is ended and counts as failed."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = log or LOGS / (title.split(":")[0].replace(" ", "-").replace("/", "-") + ".log")
    started, last_line, done = time.monotonic(), [""], threading.Event()
    command = [str(part) for part in command]
    with open(log, "a") as file:
        file.write(f"$ {' '.join(command)}\n")
        file.flush()
        process = subprocess.Popen(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, text=True, errors="replace")
        progress = threading.Thread(target=show_progress, args=(title, started, last_line, done), daemon=True)
        progress.start()
        watchdog = threading.Timer(timeout, process.kill) if timeout else None
        if watchdog:
            watchdog.start()
        try:
            for line in process.stdout:
                file.write(line)
                if line.strip():
                    last_line[0] = line.strip()
            code = process.wait()
        except BaseException:  # ended from outside: what was started must not go on without us
            process.terminate()
            raise
        finally:
            if watchdog:
                watchdog.cancel()
            done.set()
            progress.join()
        if timeout and time.monotonic() - started >= timeout:
            file.write(f"ended after {timeout} s\n")
    return code


def must(title, command, **options):
    """run(), for steps without which the rest makes no sense."""
    log = options.setdefault("log", LOGS / (title.split(":")[0].replace(" ", "-") + ".log"))
    LOGS.mkdir(parents=True, exist_ok=True)
    Path(log).unlink(missing_ok=True)
    code = run(title, command, **options)
    if code != 0:
        raise CommandFailed(command, code, log)
