"""Formatters and linters over the files that git knows."""

import concurrent.futures
import functools
import hashlib
import json
import os
import re
import subprocess
from pathlib import Path

from support.console import LOGS, ROOT, Missing, run, say, tail
from support.counts import Count, check, failure
from support.machine import clang_tidy, npm_scripts, output_of

# Beside ccache's: what one checkout found clean, another need not read again.
TIDY_CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "web-provisioner/tidy"


def tool(name, command, **options):
    """One tool, one check; what it complains of is shown."""
    log = LOGS / (name.replace(" ", "-").replace("/", "-") + ".log")
    code = run(name, command, log=log, **options)
    if code:
        say(tail(log))
    return check(name, code)


def tracked(*patterns):
    """The files that git knows, or would; never none of a pattern, lest a tool pass that looked at nothing. A * stands for slashes, too."""
    git = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT)]  # whoever owns the checkout
    files = []
    for pattern in patterns:
        listed = output_of(*git, "ls-files", "--cached", "--others", "--exclude-standard", pattern)
        found = [name for name in listed.splitlines() if (ROOT / name).exists()]
        if not found:
            raise Missing(f"git lists no file that is {pattern}")
        files += found
    return files


def format_cpp():
    files = tracked("*.cpp", "*.hpp", "*.c", "*.h")
    return tool("clang-format", [ROOT / ".deps/venv/bin/clang-format", "--dry-run", "-Werror", *files])


def web_and_tests():
    count = Count()
    for script in ("lint", "typecheck"):
        if script in npm_scripts("web"):
            count += tool(f"npm run {script}", ["npm", "run", "--silent", script], cwd=ROOT / "web")
    outside = [name for name in tracked("*.mjs", "*.js", "*.ts") if not name.startswith("web/")]
    count += tool("eslint", [ROOT / "web/node_modules/.bin/eslint", "--max-warnings=0", *outside])
    count += tool("prettier", [ROOT / "web/node_modules/.bin/prettier", "--check", *outside])
    for config in tracked("tests/*jsconfig.json", "wasm/*tsconfig.json"):
        count += tool(f"tsc {config}", [ROOT / "tests/node_modules/.bin/tsc", "--noEmit", "-p", config])
    return count


@functools.cache
def clang_tidy_version():
    return output_of(clang_tidy(), "--version")


def key_of(source, inputs, arguments):
    """What a finding can depend on: the tool, the file, every file of ours that it includes, the options, the pins."""
    options = arguments.replace(str(ROOT), "") + "".join((ROOT / name).read_text() for name in (".clang-tidy", "scripts/dependencies.json"))
    state = hashlib.sha256((clang_tidy_version() + options).encode())
    for path in sorted({source, *inputs}):
        state.update(path.encode())
        state.update((ROOT / path).read_bytes() if (ROOT / path).exists() else b"")
    return state.hexdigest()


def included_files(build):
    """Per object file, the files of ours that ninja saw it read."""
    seen, target = {}, None
    for line in output_of("ninja", "-C", str(build), "-t", "deps").splitlines():
        if line.startswith(" "):
            path = os.path.relpath(os.path.join(build, line.strip()), ROOT)
            if not path.startswith(("..", ".deps")):
                seen[target].append(path)
        elif ":" in line:
            target = line.split(":")[0]
            seen[target] = []
    return seen


@functools.cache
def emscripten_arguments():
    """What em++ itself tells the compiler of its target and of where its headers lie."""
    flags = output_of("em++", "--cflags").split()
    (sysroot,) = (flag.partition("=")[2] for flag in flags if flag.startswith("--sysroot="))
    return ["--target=wasm32-unknown-emscripten", f"--sysroot={sysroot}", f"-isystem{sysroot}/include/compat",
            *(flag for flag in flags if flag.startswith("-D"))]


def tidy_one(build, source):
    more = ["-Wno-unknown-warning-option", *(emscripten_arguments() if source.startswith("wasm/") else [])]
    done = subprocess.run([clang_tidy(), "-p", str(build), "--quiet", *(f"--extra-arg={one}" for one in more), source],
                          cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return done.returncode, done.stdout + (done.stderr if done.returncode else "")


def tidy_cpp(builds):
    """clang-tidy over the product's own translation units; one whose inputs have not changed since it was clean is not read again.
    `builds`: which folders are read as which build compiles them. What a unit includes is known once it was built there; until then it
    might be any of our headers."""
    TIDY_CACHE.mkdir(parents=True, exist_ok=True)
    wanted, build_of, headers = {}, {}, tracked("*.hpp", "*.h")
    for build, folders in builds.items():
        seen = included_files(build)
        for entry in json.loads((build / "compile_commands.json").read_text()):
            source = os.path.relpath(entry["file"], ROOT)
            if source.startswith(folders) and source.endswith(".cpp"):
                inputs = seen.get(re.search(r" -o (\S+)", entry["command"])[1], headers)
                wanted[source] = TIDY_CACHE / key_of(source, inputs, entry["command"])
                build_of[source] = build
    fresh = {source: mark for source, mark in wanted.items() if not mark.exists()}
    count = Count(passed=len(wanted) - len(fresh))
    log = LOGS / "clang-tidy.log"
    LOGS.mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool, open(log, "w") as file:
        for source, (code, text) in zip(fresh, pool.map(lambda name: tidy_one(build_of[name], name), fresh)):
            if code == 0:
                fresh[source].touch()
                count.passed += 1
            else:
                file.write(text)
                count += failure(f"clang-tidy: {source}")
    return count.must_not_be_empty("clang-tidy")
