# SPDX-License-Identifier: AGPL-3.0-or-later
"""As much C++ as the checks need: text without comments and strings, and where functions are."""
import re

LITERAL = re.compile(
    r'//[^\n]*'
    r'|/\*.*?\*/'
    r'|(?:u8|u|U|L)?R"(?P<mark>[^ ()\\\t\n]*)\(.*?\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'"
    r"|`(?:\\.|[^`\\])*`",
    re.DOTALL)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+([<"])([^>"\n]+)[>"]', re.MULTILINE)
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
NOT_A_FUNCTION = re.compile(r"^\s*(?:if|for|while|switch|catch|do|else|return|namespace|class"
                            r"|struct|union|enum|extern)\b")
SIGNATURE_END = re.compile(r"\)\s*(?:const|noexcept(?:\([^)]*\))?|override|final|mutable|&&?"
                           r"|->\s*[\w:<>,&*\s\[\]]+|=>|:.*|\s)*$", re.DOTALL)
INITIALISER = re.compile(r"\)\s*(?:noexcept)?\s*:(?!:).*[\w>]\s*$", re.DOTALL)


def blank(text):
    """Replaces comments and literals by blanks; lines and columns stay where they are."""
    def erase(match):
        return re.sub(r"[^\n]", " ", match.group(0))
    return LITERAL.sub(erase, text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def includes(text):
    """Yields (line, `<` or `"`, path). Reads the text as it stands: paths are literals."""
    for match in INCLUDE.finditer(text):
        yield line_of(text, match.start(2)), match.group(1), match.group(2)


def statement_before(text, position):
    """Where the words begin that lead up to the brace at `position`."""
    begin = position
    depth = 0
    while begin > 0:
        before = text[begin - 1]
        if before == ")":
            depth += 1
        elif before == "(":
            depth -= 1
        elif depth <= 0 and before in ";{}":
            break
        begin -= 1
    while begin < position and text[begin].isspace():
        begin += 1
    return begin


def matching_brace(text, position):
    depth = 0
    for match in re.compile(r"[{}]").finditer(text, position):
        depth += 1 if match.group(0) == "{" else -1
        if depth == 0:
            return match.start()
    return len(text)


def functions(text, initialisers=True):
    """Yields (first line, last line, signature) of each outermost function body in `text`. Only
    C++ has member initialisers, which also end in a brace."""
    code = re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", lambda m: re.sub(r"[^\n]", " ", m.group(0)),
                  blank(text), flags=re.MULTILINE)
    position, pending = 0, None
    while (position := code.find("{", position)) >= 0:
        begin = statement_before(code, position) if pending is None else pending
        words = code[begin:position]
        pending = None
        if initialisers and INITIALISER.search(words):
            closing = matching_brace(code, position)
            if code[closing + 1:].lstrip()[:1] in ("{", ","):
                pending = begin  # a member's braces: the body comes after
            position = closing + 1
            continue
        if NOT_A_FUNCTION.match(words) or not SIGNATURE_END.search(words) or ")" not in words:
            position += 1
            continue
        closing = matching_brace(code, position)
        yield line_of(code, begin), line_of(code, closing), " ".join(words.split())
        position = closing + 1


SCOPE = re.compile(r"\bnamespace\s*(?P<space>[\w:]*)\s*\{"
                   r"|\b(?:class|struct|union|enum(?:\s+(?:class|struct))?)\s+"
                   r"(?:\[\[[^\]]*\]\]\s*)?(?P<type>\w+)\s*(?:final\s*)?(?::(?!:)[^;{}()]*)?\{"
                   r"|\{|\}")


def types(text):
    """Yields (line, name) of each type that `text` defines for the whole program to see: not in
    an unnamed namespace, a type or a function. Specialisations of templates are left out."""
    code, scopes = blank(text), []
    for match in SCOPE.finditer(code):
        if match.group(0) == "}":
            if scopes:
                scopes.pop()
            continue
        kind = "other"
        if match.group("space") is not None:
            kind = match.group("space") or "unnamed"
        elif match.group("type"):
            if not set(scopes) & {"other", "unnamed"}:
                spaces = "::".join(scope for scope in scopes if scope != "other")
                yield line_of(code, match.start()), f"{spaces}::{match.group('type')}"
        scopes.append(kind)
