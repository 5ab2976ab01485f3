# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may include whom, and in which order."""
import re

import cpp_text

STAGES = ("gather", "read", "extract", "link", "follow", "investigate", "fetch", "store", "search")
LIBRARY = re.compile(r"habeas_library\(\s*(\w+)([^)]*)\)")
INSIDE_ONLY = re.compile(r"^(?:spdlog/|CLI/|CLI11|boost/beast|boost/asio|nlohmann/|simdjson)")
SOCKET_INCLUDE = re.compile(r"^(?:sys/socket\.h|sys/un\.h|netinet/|arpa/|netdb\.h|boost/asio"
                            r"|boost/beast|libpq)")
SOCKET_CALL = re.compile(r"(?<![\w.>])(?:::)?(socket|socketpair|getaddrinfo|PQconnect\w*)\s*\(")
PRINT = re.compile(r"\bstd::(?:cout|cerr|clog|puts|printf|fprintf|perror|print(?:ln)?)\b"
                   r"|\bfmt::print(?:ln)?\b|(?<![\w:.>])(?:puts|printf|perror)\s*\("
                   r"|\bf(?:printf|puts|write)\s*\([^;]*\bstd(?:out|err)\b")


def uses(tree):
    """Folder -> folders it may include, itself among them; from src/CMakeLists.txt."""
    direct = {}
    for name, rest in LIBRARY.findall(re.sub(r"#.*", "", tree.files["src/CMakeLists.txt"])):
        used = re.search(r"\bUSES\b(.*?)(?:\bLINKS\b|$)", rest, re.DOTALL)
        direct[name] = used.group(1).split() if used else []
    closed = {}

    def close(name):
        if name not in closed:
            closed[name] = {name}
            for used in direct.get(name, ()):
                closed[name] |= close(used)
        return closed[name]

    for name in direct:
        close(name)
    return closed


def ours(tree, *endings):
    return tree.below("src", *(endings or (".h", ".cpp")))


def folder_of(path):
    return path.split("/")[1]


def layers(tree):
    closed = uses(tree)
    for folder, used in sorted(closed.items()):
        if folder in STAGES:
            for stage in sorted(used & set(STAGES) - {folder}):
                yield f"src/CMakeLists.txt: the stage {folder} may not use the stage {stage}"
    for path in ours(tree):
        folder = folder_of(path)
        if folder not in closed:
            yield f"{path}: the folder is not a library of src/CMakeLists.txt"
            continue
        for line, mark, included in cpp_text.includes(tree.files[path]):
            target = included.split("/")[0]
            if mark == '"' and target in closed and target not in closed[folder]:
                yield f"{path}:{line}: {folder} may not include {target}"


def include_path(tree):
    known = {path.removeprefix("src/") for path in ours(tree)}
    for path in ours(tree):
        for line, mark, included in cpp_text.includes(tree.files[path]):
            if mark == '"' and included not in known:
                yield f"{path}:{line}: {included} is no path from src/"
            if mark == "<" and included in known:
                yield f"{path}:{line}: {included} is ours and wants quotation marks"


def include_order(tree):
    for path in ours(tree):
        found = list(cpp_text.includes(tree.files[path]))
        own = path.removeprefix("src/").removesuffix(".cpp") + ".h"
        if path.endswith(".cpp") and f"src/{own}" in tree.files:
            if not found or found[0][1:] != ('"', own):
                yield f"{path}: includes its own header {own} first"
        tested = own.replace("_test.h", ".h")
        if found and path.endswith(".cpp") and found[0][2] in (own, tested):
            found = found[1:]
        lines = tree.lines(path)
        for (line, mark, name), (next_line, next_mark, next_name) in zip(found, found[1:]):
            if mark == '"' and next_mark == "<":
                yield f"{path}:{next_line}: <{next_name}> stands after one of ours"
            together = not any(lines[line:next_line - 1])
            adjacent = next_line == line + 1 and together
            if adjacent and mark == next_mark and next_name < name:
                yield f"{path}:{next_line}: {next_name} stands after {name}"


# The fields of a feed are JSON by nature; nothing outside read/feed includes this header.
INSIDE_ALLOWED = {("src/read/feed/feed_fields.h", "nlohmann/json.hpp")}


def public_headers(tree):
    for path in ours(tree, ".h"):
        for line, _, included in cpp_text.includes(tree.files[path]):
            if INSIDE_ONLY.match(included) and (path, included) not in INSIDE_ALLOWED:
                yield f"{path}:{line}: {included} may stand only in a .cpp"


def pragma_once(tree):
    for path in ours(tree, ".h"):
        first = re.search(r"^[ \t]*#.*", tree.files[path], re.MULTILINE)
        if not first or first.group(0).strip() != "#pragma once":
            yield f"{path}: begins with #pragma once"


def only_app_prints(tree):
    for path in ours(tree):
        if folder_of(path) == "app" or path.endswith("_test.cpp"):
            continue
        code = cpp_text.blank(tree.files[path])
        for match in PRINT.finditer(code):
            yield f"{path}:{cpp_text.line_of(code, match.start())}: only app prints"


def sockets(tree):
    """serve and fetch open sockets, and tests that play the other side; libpq, which opens its
    own, stays in sql."""
    for path in ours(tree):
        folder = folder_of(path)
        if folder in ("serve", "fetch") or path.endswith("_test.cpp"):
            continue
        code = cpp_text.blank(tree.files[path])
        found = [(line, name) for line, _, name in cpp_text.includes(tree.files[path])
                 if SOCKET_INCLUDE.match(name)]
        found += [(cpp_text.line_of(code, match.start()), match.group(1))
                  for match in SOCKET_CALL.finditer(code)]
        for line, name in found:
            if folder == "sql" and name.startswith(("libpq", "PQ")):
                continue
            yield f"{path}:{line}: {name} opens sockets; {folder} may not"


def one_definition(tree):
    """Two types of one name in two files are one type to the linker, and one of them is wrong."""
    first = {}
    for path in ours(tree):
        for line, name in cpp_text.types(tree.files[path]):
            place = first.setdefault(name, f"{path}:{line}")
            if place.split(":")[0] != path:
                yield f"{path}:{line}: {name} is defined in {place} too"


CMAKE = ("habeas_library(base)\nhabeas_library(model USES base)\n"
         "habeas_library(read USES model LINKS x)\nhabeas_library(link USES model)\n"
         "habeas_library(app USES read)\nhabeas_library(sql USES base)\n")


def planted(path, text, **more):
    return {"src/CMakeLists.txt": CMAKE, path: text,
            **{name.replace("__", "/") + ".h": "#pragma once\n" for name in more}}


CHECKS = [
    (layers,
     [(planted("src/base/a.h", '#include "model/b.h"\n'), "base may not include model"),
      (planted("src/read/a.h", '#include "link/b.h"\n'), "read may not include link"),
      (planted("src/other/a.h", ""), "not a library"),
      ({"src/CMakeLists.txt": "habeas_library(read)\nhabeas_library(link USES read)\n"},
       "the stage link may not use the stage read")],
     [planted("src/app/a.h", '#include "base/b.h"\n#include <link/x.h>\n')]),
    (include_path,
     [(planted("src/read/a.h", '#include "b.h"\n', src__read__b=1), "no path from src/"),
      (planted("src/read/a.h", "#include <read/b.h>\n", src__read__b=1), "quotation marks")],
     [planted("src/read/a.h", '#include <vector>\n#include "read/b.h"\n', src__read__b=1)]),
    (include_order,
     [(planted("src/read/a.cpp", '#include <b>\n#include "read/a.h"\n', src__read__a=1),
       "own header"),
      (planted("src/read/a.cpp", '#include "read/b.h"\n#include <c>\n'), "after one of ours"),
      (planted("src/read/a.cpp", "#include <c>\n#include <b>\n"), "b stands after c")],
     [planted("src/read/a.cpp", '#include "read/a.h"\n\n#include <c>\n\n#include <b.h>\n\n'
              '#include "base/x.h"\n', src__read__a=1),
      planted("src/read/a_test.cpp", '#include "read/a.h"\n\n#include <b>\n', src__read__a=1)]),
    (public_headers,
     [(planted("src/read/a.h", "#include <nlohmann/json.hpp>\n"), "only in a .cpp")],
     [planted("src/read/a.cpp", "#include <nlohmann/json.hpp>\n")]),
    (pragma_once,
     [(planted("src/read/a.h", "#include <b>\n#pragma once\n"), "begins with")],
     [planted("src/read/a.h", "// words\n#pragma once\n#include <b>\n")]),
    (only_app_prints,
     [(planted("src/read/a.cpp", "void f() { std::cout << 1; }\n"), "only app"),
      (planted("src/read/a.cpp", "void f() { fprintf(\n  stderr, text); }\n"), "only app")],
     [planted("src/read/a.cpp", '// std::cout\nauto a = "printf("; int b = snprintf(c, 1, d);\n'),
      planted("src/app/a.cpp", "void f() { std::cout << 1; }\n")]),
    (sockets,
     [(planted("src/read/a.cpp", "int f() { return ::socket(1, 2, 3); }\n"), "read may not"),
      (planted("src/read/a.cpp", "#include <sys/socket.h>\n"), "opens sockets"),
      (planted("src/read/a.cpp", "#include <libpq-fe.h>\n"), "opens sockets")],
     [planted("src/sql/a.cpp", "#include <libpq-fe.h>\nauto c = PQconnectdb(text);\n"),
      planted("src/read/a_test.cpp", "int f() { return socket(1, 2, 3); }\n"),
      planted("src/read/a.cpp", "int websocket(int); auto a = x.socket();\n")]),
    (one_definition,
     [({"src/link/a.h": "namespace habeas {\nstruct View {\n};\n}\n",
        "src/read/b.h": "namespace habeas {\nclass View final : public Base {\n};\n}\n"},
       "habeas::View is defined in src/link/a.h:2 too"),
      ({"src/link/a.cpp": "namespace habeas {\nenum class Mode : int { A };\n}\n",
        "src/read/b.cpp": "namespace habeas {\nenum class Mode { A };\n}\n"}, "habeas::Mode")],
     [{"src/link/a.cpp": "namespace habeas { namespace {\nstruct View {\n};\n} }\n",
       "src/read/b.h": "namespace habeas {\nclass View;\nstruct A { struct View {}; };\n}\n",
       "src/read/c.h": "namespace habeas {\nclass View {};\nstruct B { struct View {}; };\n}\n",
       "src/sql/d.h": "namespace habeas::sql {\nclass View {};\n}\n"}]),
]
