"""Reads from the reports of the test runners how many tests passed and failed. A missing or empty report counts as a failure, so that a
runner that crashed or ran no test is noticed."""

import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field


@dataclass
class Count:
    passed: int = 0
    failed: int = 0
    notes: list = field(default_factory=list)
    skipped: list = field(default_factory=list)  # each with its reason

    def __add__(self, other):
        return Count(self.passed + other.passed, self.failed + other.failed, self.notes + other.notes, self.skipped + other.skipped)

    def must_not_be_empty(self, what):
        return self if self.passed + self.failed else failure(f"{what}: no test ran")


def failure(note):
    return Count(failed=1, notes=[note])


def check(name, code):
    """Counts the exit code of a tool that does not count by itself as one check."""
    return Count(passed=1) if code == 0 else failure(f"{name}: exit code {code}")


def agree(count, what, code):
    """Adds a failure if the runner ended badly (a crash at exit, a leak) although its report names no failed test."""
    return count + failure(f"{what}: exit code {code}, though no failed test was reported") if code and not count.failed else count


def parse_xml(file):
    try:
        return ElementTree.parse(file).getroot()
    except (OSError, ElementTree.ParseError):
        return None


def googletest(file, what):
    root = parse_xml(file)
    if root is None:
        return failure(f"{what}: crashed, or left no report")
    count = Count()
    for case in root.iter("testcase"):
        if case.get("status") == "notrun" or case.get("result") in ("suppressed", "skipped"):
            continue
        if case.find("failure") is None:
            count.passed += 1
        else:
            count += failure(f"{what}: {case.get('classname')}.{case.get('name')}")
    return count.must_not_be_empty(what)


def ctest(build, junit, code):
    """Counts ctest's report. A GoogleTest program counts with the cases in its own report instead of once."""
    root = parse_xml(junit)
    if root is None:
        return failure(f"ctest in {build.name}: no report")
    count = Count()
    for entry in root.iter("testcase"):
        name, ran = entry.get("name"), entry.get("status") == "run"
        report = build / "reports" / f"{name}.xml"
        if name.startswith("test_"):
            count += agree(googletest(report, name), name, 0 if ran else 1)
        else:
            count += Count(passed=1) if ran else failure(f"{build.name}: {name}")
    return agree(count.must_not_be_empty(f"ctest in {build.name}"), f"ctest in {build.name}", code)


def vitest(file, code):
    try:
        report = json.loads(file.read_text())
    except (OSError, ValueError):
        return failure("vitest: crashed, or left no report")
    count = Count(passed=report["numPassedTests"])
    for suite in report["testResults"]:
        failed = [test["fullName"] for test in suite["assertionResults"] if test["status"] == "failed"]
        for name in failed or ([suite["name"]] if suite["status"] == "failed" else []):
            count += failure(f"vitest: {name}")
    return agree(count.must_not_be_empty("vitest"), "vitest", code)


def node_tap(file, what, code):
    """Counts the TAP report of node's own runner. Its indented `not ok` lines name the failed tests."""
    text = file.read_text(errors="replace") if file.exists() else ""
    totals = {key: int(number) for key, number in re.findall(r"^# (tests|pass|fail|cancelled) (\d+)$", text, re.MULTILINE)}
    if not totals.get("tests"):
        return failure(f"{what}: no test ran")
    failed = totals.get("fail", 0) + totals.get("cancelled", 0)
    names = re.findall(r"^\s*not ok \d+ - (.*?)(?: #.*)?$", text, re.MULTILINE)
    skipped = [f"{what}: {name} ({reason})" for name, reason in re.findall(r"^\s*ok \d+ - (.*?) # SKIP ?(.*)$", text, re.MULTILINE)]
    return agree(Count(totals.get("pass", 0), failed, [f"{what}: {name}" for name in names], skipped), what, code)


def pytest(file, what, code):
    root = parse_xml(file)
    if root is None:
        return failure(f"{what}: crashed, or left no report")
    count = Count()
    for case in root.iter("testcase"):
        if case.find("skipped") is not None:
            continue
        bad = case.find("failure") is not None or case.find("error") is not None
        count += failure(f"{what}: {case.get('name')}") if bad else Count(passed=1)
    return agree(count.must_not_be_empty(what), what, code)
