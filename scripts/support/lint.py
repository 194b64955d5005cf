"""Runs formatters and linters over the files that git tracks."""

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

# All checkouts share this cache, as they share ccache's, so that none checks a file again that another found clean.
TIDY_CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "web-provisioner/tidy"


def tool(name, command, **options):
    """Runs a tool as one check and prints its complaints."""
    log = LOGS / (name.replace(" ", "-").replace("/", "-") + ".log")
    code = run(name, command, log=log, **options)
    if code:
        say(tail(log))
    return check(name, code)


def tracked(*patterns):
    """Returns the files that git tracks or would track, by patterns in which * also matches slashes. Raises Missing for a pattern that matches
    no file, so that no check passes without having checked anything."""
    git = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT)]  # the checkout may belong to another user
    files = []
    for pattern in patterns:
        listed = output_of(*git, "ls-files", "--cached", "--others", "--exclude-standard", pattern)
        found = [name for name in listed.splitlines() if (ROOT / name).exists()]
        if not found:
            raise Missing(f"git has no file that matches {pattern}")
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


def python():
    """Checks all Python code, and the CloudFormation template that contains some."""
    commands = [name for name in tracked("scripts/*") if (ROOT / name).read_bytes().startswith(b"#!/usr/bin/env python3")]
    rules = ["--isolated", "--no-cache", "--target-version=py311", "--line-length=150", "--select=E,F,W,UP"]
    count = tool("ruff", [ROOT / ".deps/venv/bin/ruff", "check", *rules, *tracked("*.py"), *commands], cwd=ROOT)
    return count + tool("cfn-lint", [ROOT / ".deps/venv/bin/cfn-lint", *tracked("core/*.json")], cwd=ROOT)


@functools.cache
def clang_tidy_version():
    return output_of(clang_tidy(), "--version")


def own_includes(source, folders, seen=None):
    """The files of this project that `source` includes, directly or indirectly. `folders`: the include folders."""
    seen = {} if seen is None else seen
    if source not in seen:
        seen[source] = set()
        for name in re.findall(r'^\s*#\s*include\s+"([^"]+)"', (ROOT / source).read_text(), re.MULTILINE):
            for folder in (os.path.dirname(source), *folders):
                path = os.path.normpath(os.path.join(folder, name))
                if (ROOT / path).is_file():
                    seen[source] |= {path} | own_includes(path, folders, seen)
                    break
    return seen[source]


def tidy_key(source, arguments):
    """A hash of everything that clang-tidy's findings depend on: the tool, the source, the files that it includes, the options and the pins."""
    options = arguments.replace(str(ROOT), "") + "".join((ROOT / name).read_text() for name in (".clang-tidy", "scripts/dependencies.json"))
    state = hashlib.sha256((clang_tidy_version() + options).encode())
    for path in sorted({source, *own_includes(source, ("core", "wasm", "tests/core", "tests/hosts"))}):
        state.update(path.encode())
        state.update((ROOT / path).read_bytes())
    return state.hexdigest()


@functools.cache
def emscripten_arguments():
    """The target and the header folders that em++ itself passes to the compiler."""
    flags = output_of("em++", "--cflags").split()
    (sysroot,) = (flag.partition("=")[2] for flag in flags if flag.startswith("--sysroot="))
    return ["--target=wasm32-unknown-emscripten", f"--sysroot={sysroot}", f"-isystem{sysroot}/include/compat",
            *(flag for flag in flags if flag.startswith("-D"))]


def tidy_one(build, source):
    more = ["-Wno-unknown-warning-option", *(emscripten_arguments() if source.startswith("wasm/") else [])]
    done = subprocess.run([clang_tidy(), "-p", str(build), "--quiet", *(f"--extra-arg={one}" for one in more), source],
                          cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return done.returncode, done.stdout + (done.stderr if done.returncode else "")


def tidy_cpp(build, *folders):
    """Runs clang-tidy over every tracked .cpp of `folders`, with the commands of `build`. Skips files that were clean and whose inputs have
    not changed since. A tracked file without a command is a failure."""
    TIDY_CACHE.mkdir(parents=True, exist_ok=True)
    commands = {os.path.relpath(entry["file"], ROOT): entry["command"] for entry in json.loads((build / "compile_commands.json").read_text())}
    sources = tracked(*(f"{folder}/*.cpp" for folder in folders))
    unknown = [source for source in sources if source not in commands]
    if unknown:
        return failure(f"clang-tidy: the build does not describe {', '.join(unknown)}")
    marks = {source: TIDY_CACHE / tidy_key(source, commands[source]) for source in sources}
    changed = [source for source in sources if not marks[source].exists()]
    count = Count(passed=len(sources) - len(changed))
    LOGS.mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool, open(LOGS / "clang-tidy.log", "w") as log:
        for done, (source, (code, text)) in enumerate(zip(changed, pool.map(lambda name: tidy_one(build, name), changed)), 1):
            if code == 0:
                marks[source].touch()
                count.passed += 1
            else:
                log.write(text)
                count += failure(f"clang-tidy: {source}")
            if done % 20 == 0:
                say(f"  clang-tidy … [{done}/{len(changed)}]")
    return count.must_not_be_empty("clang-tidy")
