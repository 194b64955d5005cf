"""Runs commands and shows that they are alive: one changing line on a terminal, a line every half minute elsewhere."""

import concurrent.futures
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
GRACE_SECONDS = 5
TIMED_OUT = 124  # the exit code of timeout(1)

interrupted = threading.Event()  # set while the script ends early: the commands of side_by_side() end, and no other starts


class Missing(Exception):
    """Something that this machine lacks; the message is a sentence for the user."""


class Interrupted(Exception):
    """The script is ending."""


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


def show_progress(title, started, last_line, done, live):
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
    with open(log, "a", buffering=1) as file:  # line by line, so that a reader sees how far the command is
        for line in source:
            file.write(line)
            if line.strip():
                last_line[0] = line.strip()


def wait_for(process, timeout):
    """Waits until the command is over, without reaping it. Raises TimeoutError after `timeout` seconds (None: never)."""
    started = time.monotonic()
    while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        if interrupted.is_set():
            raise Interrupted
        if timeout is not None and time.monotonic() - started > timeout:
            raise TimeoutError
        time.sleep(0.02)


def end(process, reader):
    """Ends the command and everything in its process group. They get SIGTERM and GRACE_SECONDS to close their output before SIGKILL.
    The command is reaped last, so that its group id cannot belong to another process by then."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        try:
            os.killpg(process.pid, signal.SIGTERM)
            reader.join(GRACE_SECONDS)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def run(title, command, *, cwd=ROOT, env=None, timeout=None, log=None):
    """Runs a command and returns its exit code; its output goes into a file in build/logs. A command that runs longer than `timeout` seconds
    is ended, with everything that it started, and returns TIMED_OUT."""
    if interrupted.is_set():
        raise Interrupted
    LOGS.mkdir(parents=True, exist_ok=True)
    log = log or LOGS / (title.split(":")[0].replace(" ", "-").replace("/", "-") + ".log")
    started, last_line, done = time.monotonic(), [""], threading.Event()
    command = [str(part) for part in command]
    note(log, f"$ {' '.join(command)}")
    process = subprocess.Popen(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True, errors="replace", start_new_session=True)
    reader = threading.Thread(target=copy_lines, args=(process.stdout, log, last_line), daemon=True)
    live = sys.stdout.isatty() and threading.current_thread() is threading.main_thread()
    progress = threading.Thread(target=show_progress, args=(title, started, last_line, done, live), daemon=True)
    reader.start()
    progress.start()
    try:
        try:
            wait_for(process, timeout)
            reader.join(GRACE_SECONDS)  # a process that outlives the command may keep the output open
        finally:  # also when this script is being ended: its commands must not outlive it
            end(process, reader)
        return process.returncode
    except TimeoutError:
        note(log, f"ended after {timeout} s")
        return TIMED_OUT
    finally:
        done.set()
        progress.join()


def must(title, command, **options):
    """run() for a step that everything after it needs: raises CommandFailed unless the command succeeds."""
    log = options.setdefault("log", LOGS / (title.split(":")[0].replace(" ", "-") + ".log"))
    LOGS.mkdir(parents=True, exist_ok=True)
    Path(log).unlink(missing_ok=True)
    code = run(title, command, **options)
    if code != 0:
        raise CommandFailed(command, code, log)


def side_by_side(works):
    """Calls several functions at once, each in a thread, and returns their results. If this script is ended meanwhile, their commands end."""
    if len(works) == 1:
        return [works[0]()]
    with concurrent.futures.ThreadPoolExecutor(len(works)) as pool:
        try:
            return list(pool.map(lambda work: work(), works))
        except BaseException:
            interrupted.set()
            raise


def as_script(main):
    """Runs a script's main(). Prints known errors as a sentence. Ctrl+C, SIGTERM and a closed terminal also end the running commands."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) != signal.SIG_IGN:  # nohup ignores SIGHUP
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
