"""Tests counts.node_tap(): what node's own runner reports as passed, failed and skipped."""

REPORT = """TAP version 13
# Subtest: a folder
    # Subtest: works
    ok 1 - works
    # Subtest: breaks # with a reason
    not ok 2 - breaks
    # Subtest: needs root
    ok 3 - needs root # SKIP no private mount namespace
ok 1 - a folder
1..1
# tests 3
# suites 1
# pass 1
# fail 1
# cancelled 0
# skipped 1
"""


def test_skipped_tests_are_named_with_their_reason_and_count_as_neither(tmp_path):
    from support import counts

    file = tmp_path / "report.tap"
    file.write_text(REPORT)
    count = counts.node_tap(file, "e2e", 1)
    assert (count.passed, count.failed) == (1, 1)
    assert count.notes == ["e2e: breaks"]
    assert count.skipped == ["e2e: needs root (no private mount namespace)"]
    assert (count + count).skipped == 2 * count.skipped


def test_a_file_of_skipped_tests_only_is_no_failure(tmp_path):
    from support import counts

    file = tmp_path / "report.tap"
    file.write_text("TAP version 13\nok 1 - a # SKIP why\n1..1\n# tests 1\n# pass 0\n# fail 0\n# cancelled 0\n# skipped 1\n")
    count = counts.node_tap(file, "e2e", 0)
    assert (count.passed, count.failed, len(count.skipped)) == (0, 0, 1)
