# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opens the desk at the address in a printed line, and says what page came back.

    python3 tools/ask_desk.py "The desk is at http://127.0.0.1:8471/..."

Ends with 0 when an HTML page with a title came back, after the redirect that takes the token.
"""
import http.cookiejar
import re
import sys
import urllib.request


def main():
    address = re.search(r"http://\S+", sys.argv[1])
    if not address:
        sys.exit(f"no address in: {sys.argv[1]}")
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    with urllib.request.build_opener(cookies).open(address.group(0), timeout=30) as answer:
        page = answer.read().decode("utf-8")
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    if not title:
        sys.exit("the page has no title")
    links = len(re.findall(r"<a\s", page))
    print(f"the desk answers: {title.group(1).strip()!r}, {len(page)} characters, {links} links")


if __name__ == "__main__":
    main()
