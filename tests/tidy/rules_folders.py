# SPDX-License-Identifier: AGPL-3.0-or-later
"""What must lie beside what."""
import posixpath
import re

CODE_SPAN = re.compile(r"`([^`\n]+)`")
GTEST = re.compile(r"^TEST(?:_[FP])?\((\w+), (\w+)\)", re.MULTILINE)
LINK = re.compile(r"!?\[[^\]\n]*\]\(([^)\s]+)\)")

ORIGIN = {
    "source": r"\bsources?\b|\bwritten (?:by us|for Habeas)\b|\bours\b",
    "licence": r"\blicen[cs]e\b|\bAGPL|\bCC[ 0-]|\bpublic domain\b",
    "columns": r"\bcolumns?\b",
}


def table_origin(tree):
    """Each table says where its rows are from, under which licence, and what its columns are."""
    folders = {path.split("/")[1] for path in tree.paths
               if path.startswith("tables/") and path.count("/") > 1}
    for folder in sorted(folders):
        readme = tree.files.get(f"tables/{folder}/README.md")
        if readme is None:
            yield f"tables/{folder}: has no README.md"
            continue
        for what, words in ORIGIN.items():
            if not re.search(words, readme, re.IGNORECASE):
                yield f"tables/{folder}/README.md: does not say its {what}"


def case_has_both(tree):
    """A case folder with an input has an expected output beside it."""
    cases = {}
    for path in tree.paths:
        folder, _, name = path.rpartition("/")
        if path.startswith("tests/"):
            cases.setdefault(folder, []).append(name)
    for folder, names in sorted(cases.items()):
        has_input = any(name.split(".")[0] == "input" for name in names)
        has_expected = any(name.startswith("expected") for name in names)
        if has_input != has_expected:
            yield f"{folder}: lacks its {'expected output' if has_input else 'input'}"


def links(tree):
    """A link in a Markdown file to a file of ours leads somewhere."""
    folders = {posixpath.dirname(path) for path in tree.paths}
    folders |= {posixpath.dirname(folder) for folder in folders}
    for path in tree.files:
        if not path.endswith(".md"):
            continue
        for target in LINK.findall(tree.files[path]):
            if re.match(r"[a-z]+:|#", target):
                continue
            place = posixpath.normpath(posixpath.join(posixpath.dirname(path),
                                                      target.split("#")[0]))
            if place not in tree.paths and place not in folders:
                yield f"{path}: the link to {target} leads nowhere"


def named_tests(tree):
    """Each test that the threat model names is there."""
    path = "docs/threat-model.md"
    gtest = {f"{suite}.{case}" for source in tree.below("src", "_test.cpp")
             for suite, case in GTEST.findall(tree.files[source])}
    for span in CODE_SPAN.findall(tree.files.get(path, "")):
        program = re.fullmatch(r"(\w+\.(?:py|sh))(?: (\w+))?", span)
        if re.fullmatch(r"[A-Z]\w+\.\w+", span) and span not in gtest:
            yield f"{path}: there is no test {span}"
        elif program:
            text = tree.files.get(f"tests/end_to_end/{program.group(1)}", "")
            if not re.search(rf"\b{program.group(2) or ''}\b", text):
                yield f"{path}: there is no test {span}"


README = "Source: our own. Licence: AGPL. Columns: name.\n"

CHECKS = [
    (table_origin,
     [({"tables/a/rows.tsv": "x\n"}, "no README"),
      ({"tables/a/rows.tsv": "x\n", "tables/a/README.md": "Source: x. Columns: a\n"}, "licence")],
     [{"tables/a/rows.tsv": "x\n", "tables/a/README.md": README},
      {"tables/a/rows.tsv": "x\n", "tables/a/README.md": "Ours, CC0-1.0.\n| column |\n"}]),
    (case_has_both,
     [({"tests/read/a/b/input.html": ""}, "expected output"),
      ({"tests/read/a/b/expected.json": ""}, "lacks its input")],
     [{"tests/read/a/b/input.html": "", "tests/read/a/b/expected.json": ""},
      {"tests/tidy/tree.py": ""}]),
    (links,
     [({"docs/a.md": "[b](c.md)\n"}, "leads nowhere")],
     [{"docs/a.md": "[b](../README.md#x) [c](https://d.example/) [e](../docs)\n",
       "README.md": ""}]),
    (named_tests,
     [({"docs/threat-model.md": "held off (`Room.x`)\n", "src/room/a_test.cpp": "TEST(Room, y) {"},
       "no test Room.x"),
      ({"docs/threat-model.md": "`walls.py z`\n", "tests/end_to_end/walls.py": "def y():"},
       "no test walls.py z")],
     [{"docs/threat-model.md": "`Room.x`, `walls.py z`, `Sec-Fetch`, `walls.py`\n",
       "src/room/a_test.cpp": "TEST_F(Room, x) {", "tests/end_to_end/walls.py": "def z():"}]),
]
