"""Counts the public methods of C++ classes in headers that clang-format has formatted."""

import re

CLASS = re.compile(r"^(class|struct) (\w+)[^;{]*{$")
LABEL = re.compile(r"^ (public|protected|private):$")
# The first line of a member function's declaration: two spaces of indentation, a name before a bracket, and neither a field nor an alias.
METHOD = re.compile(r"^  (?! )(?!using |static_assert|friend |return |struct |class |enum |//)[^=(]*?\b(operator\S+|~?\w+)\(")
FIELD = re.compile(r"^  std::function<")


def public_methods(header):
    """The number of public methods, by the name of the class. Overloads count once each; constructors count, deleted functions do not."""
    counts, name, is_public = {}, None, False
    for line in header.splitlines():
        if start := CLASS.match(line):
            name, is_public = start[2], start[1] == "struct"
            counts[name] = 0
        elif label := LABEL.match(line):
            is_public = label[1] == "public"
        elif line == "};":
            name = None
        elif name and is_public and METHOD.match(line) and not FIELD.match(line) and "= delete" not in line:
            counts[name] += 1
    return counts
