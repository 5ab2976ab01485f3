# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which words our names and files may hold."""
import ast
import fnmatch
import functools
import pathlib
import re

import cpp_text
from rules_size import is_generated, is_python

BANNED = {"data", "info", "item", "util", "helper", "manager", "handler", "common", "misc",
          "process", "v2"}
ALLOWED = pathlib.Path(__file__).with_name("allowed_names.tsv")
WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+[0-9]*|[0-9]+")
# Names of other libraries: behind a dot, an arrow or their namespace.
OTHERS = re.compile(r"(?:\.|->|\b(?:std|boost|icu|re2|fmt|tl|nlohmann|beast|asio|http|testing"
                    r"|ranges|views|GeographicLib|kainjow|mustache)::(?:\w+::)*)\s*$")
OTHERS_PREFIX = ("sqlite3_", "fts5_", "PQ", "ZSTD_", "crypto_", "dl_", "gumbo_", "GUMBO_")
COMMENT_LEAD = {".cpp": "//", ".h": "//", ".c": "//", ".ts": "//", ".mjs": "//", ".css": "/*",
                ".py": "#", ".sh": "#", ".cmake": "#"}
# Put together here, so that this file does not find itself.
UNFINISHED = re.compile(r"\b(?:" + "|".join(
    ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "(?i:st" + "ub)", "(?i:for" + " now)"])
    + r")\b|(?<![:\w-])(?i:place" + r"holder)\b(?!\s*=)")
MACHINE = re.compile(r"(?<![\w.~/-])/(?:wo" + r"rk|tm" + r"p/hb|ro" + r"ot)\b(?![-\w])|\.lib"
                     + r"rary/|\bfa" + r"rm-\w")


def allowed_names():
    """(name, pattern of the files where it may stand), from the table beside this file."""
    rows = ALLOWED.read_text(encoding="utf-8").splitlines()[1:]
    return [tuple(row.split("\t")[:2]) for row in rows]


def is_allowed(allowed, name, path):
    return any(name == row and fnmatch.fnmatch(path, where) for row, where in allowed)


@functools.lru_cache(maxsize=None)
def banned_in(name):
    """The banned word in `name`, or None."""
    words = [word.lower() for part in name.split("_") for word in WORDS.findall(part)]
    if name.startswith("get_"):
        return "get_"
    return next((word for word in words if word in BANNED),
                "v2" if "v2" in name.lower().split("_") else None)


def cpp_names(text):
    """Yields (line, name) of each banned name that is ours."""
    code = cpp_text.blank(text)
    code = re.sub(r"^[ \t]*#[^\n]*", lambda match: " " * len(match.group(0)), code,
                  flags=re.MULTILINE)
    for match in cpp_text.IDENTIFIER.finditer(code):
        name = match.group(0)
        if not banned_in(name):
            continue
        before = code[max(0, match.start() - 60):match.start()]
        if not name.startswith(OTHERS_PREFIX) and not OTHERS.search(before):
            yield cpp_text.line_of(code, match.start()), name


def python_names(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id


def banned_words(tree):
    allowed = allowed_names()
    for path in tree.sources():
        text = tree.files[path]
        for part in path.replace(".", "/").split("/"):
            if banned_in(part) and not is_allowed(allowed, part, path):
                yield f"{path}: {banned_in(part)} in a file name"
        if path.endswith((".cpp", ".h", ".ts", ".mjs")):
            names = cpp_names(text)
        elif is_python(path, text):
            names = python_names(text)
        else:
            continue
        for line, name in names:
            if banned_in(name) and not is_allowed(allowed, name, path):
                yield f"{path}:{line}: {banned_in(name)} in {name}"


def allowed_with_reason(tree):
    path = "tests/tidy/allowed_names.tsv"
    lines = tree.lines(path)
    if lines[0] != "name\twhere\treason":
        yield f"{path}: begins with name, where, reason, with tabs between"
    names = []
    for number, line in enumerate(lines[1:], 2):
        fields = line.split("\t")
        if line and (len(fields) != 3 or not banned_in(fields[0]) or len(fields[2]) < 10):
            yield f"{path}:{number}: a banned name, the files, and the reason it stays"
        names += [tuple(fields[:2])] if line else []
    if names != sorted(set(names)):
        yield f"{path}: names in order, each once"


def spdx(tree):
    for path in tree.sources():
        text = tree.files[path]
        lead = COMMENT_LEAD.get(pathlib.PurePosixPath(path).suffix)
        if path.endswith("CMakeLists.txt") or text.startswith("#!"):
            lead = "//" if lead == "//" else "#"
        if lead is None or (is_generated(text) and "SPDX" in text[:400]):
            continue
        lines = text.split("\n", 2)
        first = lines[1] if text.startswith("#!") and len(lines) > 1 else lines[0]
        if not first.startswith(f"{lead} SPDX-License-Identifier: AGPL-3.0-or-later"):
            yield f"{path}: begins with its SPDX line"


def machine_paths(tree):
    for path, text in tree.files.items():
        for match in MACHINE.finditer(text):
            yield f"{path}:{cpp_text.line_of(text, match.start())}: names a machine's own path"


def unfinished_work(tree):
    for path in [*tree.sources(), *(path for path in tree.files if path.endswith(".md"))]:
        text = tree.files[path]
        for match in UNFINISHED.finditer(text):
            line = cpp_text.line_of(text, match.start())
            yield f"{path}:{line}: {match.group(0)} marks unfinished work"


CHECKS = [
    (banned_words,
     [({"src/a/b.h": "int get_size();\n"}, "get_ in get_size"),
      ({"src/a/b.h": "class RowHandler;\n"}, "handler in RowHandler"),
      ({"src/a/b.h": "int kUserData = 1;\n"}, "data in kUserData"),
      ({"src/a/b.h": "const char* data() const;\n"}, "data in data"),
      ({"src/a/string_util.h": ""}, "util in a file name"),
      ({"tools/a.py": "def f(info):\n    pass\n"}, "info in info"),
      ({"src/a/b.cpp": "int parse_v2();\n"}, "v2 in parse_v2"),
      ({"src/a/b.cpp": "void process();\n"}, "process in process")],
     [{"src/a/b.cpp": 'auto a = b.data(); // data\nauto c = std::get_if<int>(&d) ? "item" : e;\n'
                      "int update, information, processed, database;\n#include <data/info.h>\n"},
      {"tools/a.py": "a = b.data.items()\n"}, {"tools/a.mjs": "process.exit(0);\n"},
      {"web/a.ts": "const a = `[data-fact=\"${b}\"]`;\n"}]),
    (allowed_with_reason,
     [({"tests/tidy/allowed_names.tsv": "name\twhere\treason\nitem\t*\t\n"}, "the reason"),
      ({"tests/tidy/allowed_names.tsv": "name\twhere\treason\nlist\t*\tis not banned\n"},
       "a banned name"),
      ({"tests/tidy/allowed_names.tsv":
        "name\twhere\treason\nitem\t*\tthe name in RSS\ndata\t*\tthe name in HTML\n"},
       "in order")],
     [{"tests/tidy/allowed_names.tsv": "name\twhere\treason\nitem\t*\tthe name in RSS\n"}]),
    (spdx,
     [({"src/a/b.h": "#pragma once\n"}, "SPDX"), ({"tools/a": "#!/bin/sh\nx\n"}, "SPDX"),
      ({"CMakeLists.txt": "project(x)\n"}, "SPDX")],
     [{"src/a/b.h": "// SPDX-License-Identifier: AGPL-3.0-or-later\n"},
      {"tools/a": "#!/bin/sh\n# SPDX-License-Identifier: AGPL-3.0-or-later\n"},
      {"tests/read/a/b.py": "x\n"}]),
    (machine_paths,
     [({"docs/a.md": "see /wo" + "rk/main"}, "own path"),
      ({"src/a/b.cpp": '"/ro' + 'ot/x"'}, "own path")],
     [{"docs/a.md": "paper/wo" + "rk and ./wo" + "rk, /wo" + "rking"}]),
    (unfinished_work,
     [({"src/a/b.cpp": "// TO" + "DO: more\n"}, "unfinished"),
      ({"README.md": "It is off for" + " now.\n"}, "unfinished")],
     [{"src/a/b.cpp": "// todos are Spanish; for knowing, place" + "holders\n"},
      {"web/a.css": "input::place" + "holder {}\n"}]),
]
