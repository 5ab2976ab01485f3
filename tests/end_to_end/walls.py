#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The walls of the desk, tried from outside: who gets a page, what every answer says, what is
left behind. The archive is the examples."""
import html
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "lib"))

from desk import EXAMPLES, TMP, habeas, new_archive, point, run_points  # noqa: E402
from served import Served  # noqa: E402

PAGES_MAX = 60
QUERY = "Taraz"
ARCHIVE = new_archive("walls.habeas")
habeas("add", ARCHIVE, EXAMPLES / "reports", expect=(0, 3))
DESK = Served(ARCHIVE)
SEEN = {}


def names():
    """Surnames of the people of the examples, as a spy would look for them."""
    people = re.findall(r'"name":\s*"([^"]+)"', (EXAMPLES / "expected.jsonl").read_text("utf-8"))
    found = {name.split()[-1] for name in people if len(name.split()) > 1}
    assert len(found) > 5, found
    return found


def walk():
    """Every page within reach of the front page, up to PAGES_MAX; each is asked for once."""
    todo = ["/"]
    while todo and len(SEEN) < PAGES_MAX:
        path = todo.pop(0)
        if path in SEEN:
            continue
        SEEN[path] = DESK.ask(path)
        assert SEEN[path].status == 200, (path, SEEN[path].status)
        for link in re.findall(r'<a [^>]*href="(/[^"#?]*)', SEEN[path].text):
            todo.append(html.unescape(link))
    return SEEN


@point
def listens_on_this_machine_only():
    port, folder = f"{DESK.port:04X}", pathlib.Path(f"/proc/{DESK.program.pid}/net")
    rows = [
        row.split()
        for table in ("tcp", "tcp6")
        for row in (folder / table).read_text().splitlines()[1:]
    ]
    places = {
        row[1].split(":")[0] for row in rows if row[1].endswith(":" + port) and row[3] == "0A"
    }
    assert places and places <= {"0100007F", "0" * 24 + "01000000"}, places


@point
def another_host_is_refused():
    for host in (
        "habeas.example",
        f"habeas.example:{DESK.port}",
        "127.0.0.1",
        "127.0.0.1:1",
        f"127.0.0.1.habeas.example:{DESK.port}",
    ):
        answer = DESK.ask(DESK.entry, host=host)
        assert answer.status in (400, 421), (host, answer.status)
    assert DESK.ask("/", host=f"localhost:{DESK.port}").status == 403


@point
def no_page_before_the_token():
    known = names()
    for path in (
        "/",
        "/case/",
        "/report/",
        "/tag/",
        "/search/",
        "/case/KAZ-2019-AAAAA/",
        "/enter/",
        "/enter/" + "A" * 43,
    ):
        answer = DESK.ask(path)
        assert answer.status == 403, (path, answer.status)
        assert not [name for name in known if name in answer.text], path


@point
def looking_ahead_does_not_use_the_token_up():
    assert DESK.ask(DESK.entry, method="HEAD").status == 403


@point
def token_opens_once():
    answer = DESK.enter()
    assert answer.status == 303 and answer.header("location") == "/", answer.headers
    cookie = answer.header("set-cookie")
    assert "; HttpOnly" in cookie and "; SameSite=Strict" in cookie, cookie
    assert "Domain" not in cookie and "Expires" not in cookie and "Max-Age" not in cookie, cookie
    assert DESK.ask("/").status == 200
    assert DESK.ask(DESK.entry, cookie=False).status == 403
    assert DESK.ask("/", cookie=False).status == 403
    assert DESK.ask("/", cookie=False, Cookie=DESK.cookie[:-1] + "A").status == 403


@point
def every_answer_has_the_walls():
    wanted = {
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }
    for path in ("/", "/nowhere/", "/desk.css", "/case", "/../x", "/search/"):
        answer = DESK.ask(path)
        for name, value in wanted.items():
            assert answer.header(name) == value, (path, name, answer.header(name))
        policy = answer.header("content-security-policy")
        for part in (
            "default-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "require-trusted-types-for 'script'",
        ):
            assert part in policy, (path, part, policy)
        assert "unsafe" not in policy and "http" not in policy, policy
        told = [name for name, _ in answer.headers if name in ("server", "x-powered-by")]
        assert not told, told


@point
def a_form_of_another_origin_is_refused():
    form = {"token": DESK.ask("/search/").form_token(), "query": QUERY}
    port, own = DESK.port, DESK.own()
    assert DESK.ask("/search/", "POST", body=form, **own).status == 200
    for wrong in (
        {"Origin": "https://habeas.example", "Sec_Fetch_Site": "cross-site"},
        {"Origin": f"http://127.0.0.1:{port + 1}"},
        {"Origin": "null"},
        {"Origin": f"http://localhost:{port}"},
        {},
    ):
        assert DESK.ask("/search/", "POST", body=form, **wrong).status == 403, wrong
    for token in ("", "A" * 43):
        answer = DESK.ask("/search/", "POST", body={**form, "token": token}, **own)
        assert answer.status == 403, token
    answer = DESK.ask("/search/", "POST", body=form, cookie=False, **own)
    assert answer.status == 403


@point
def addresses_and_titles_hold_no_name():
    known = names()
    for path, page in walk().items():
        shown = path + " " + page.title()
        assert not [name for name in known if name.lower() in shown.lower()], shown
    assert len(SEEN) > 20, list(SEEN)
    assert any(any(name in page.text for name in known) for page in SEEN.values())


@point
def no_page_asks_another_host():
    for path, page in walk().items():
        asked = re.findall(
            r'<[^>]*\s(?:href|src|srcset|action|poster|ping|formaction)='
            r'["\']?((?:[a-z]+:)?//[^"\'\s>]*)',
            page.text,
        )
        assert not asked, (path, asked)
    for style in ("/desk.css",):
        assert not re.findall(r"@import|url\(\s*['\"]?(?:[a-z]+:)?//", DESK.ask(style).text), style


@point
def what_is_left_behind_holds_no_name_and_no_query():
    """Everything the desk printed, and every file that is not the archive."""
    exit_code, said = DESK.close()
    assert exit_code == 0, exit_code
    written = {"what it printed": said}
    for path in TMP.rglob("*"):
        if path.is_file() and not path.name.startswith(ARCHIVE.name):
            written[str(path)] = path.name + path.read_bytes().decode("latin-1")
    words = {name.encode().decode("latin-1") for name in names()} | names() | {QUERY, "/case/"}
    for place, text in written.items():
        assert not [word for word in words if word in text], place
    assert len(said.splitlines()) < 5, said


try:
    run_points()
finally:
    DESK.close()
