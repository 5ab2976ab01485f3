# SPDX-License-Identifier: AGPL-3.0-or-later
"""A desk that is served, and a browser of a few lines that sends just what it is told to."""
import http.client
import re
import signal
import subprocess
import urllib.parse

from desk import HABEAS


class Answer:
    """Status, headers by lower-case name, and the page as text."""

    def __init__(self, answer):
        self.status = answer.status
        self.headers = [(name.lower(), value) for name, value in answer.getheaders()]
        self.text = answer.read().decode("utf-8")

    def header(self, name):
        return next((value for found, value in self.headers if found == name), None)

    def title(self):
        return re.search(r"<title>(.*?)</title>", self.text, re.DOTALL).group(1).strip()

    def form_token(self):
        return re.search(r'name="token" value="([^"]+)"', self.text).group(1)


class Served:
    """Serves `archive` on a free port; `entry` is the path of the printed address."""

    def __init__(self, archive):
        self.said = ""
        self.program = subprocess.Popen([HABEAS, "serve", str(archive), "--port", "0"],
                                        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.program.stdout:
            self.said += line
            address = re.search(r"http://\S+", line)
            if address:
                break
        else:
            raise AssertionError("no address was printed: " + self.said)
        parts = urllib.parse.urlsplit(address.group(0))
        self.address, self.port, self.entry = address.group(0), parts.port, parts.path
        self.cookie = None

    def ask(self, path, method="GET", host=None, cookie=True, body=None, **headers):
        """One request; `headers` with _ for -. The cookie goes along unless told otherwise."""
        sent = {"Host": host or f"127.0.0.1:{self.port}"}
        sent.update({name.replace("_", "-"): value for name, value in headers.items()})
        if cookie and self.cookie:
            sent["Cookie"] = self.cookie
        if body is not None:
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
            body = urllib.parse.urlencode(body)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body=body, headers=sent)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def enter(self):
        answer = self.ask(self.entry)
        self.cookie = answer.header("set-cookie").split(";")[0]
        return answer

    def own(self):
        """Headers of a form that a page of this desk sends."""
        return {"Origin": f"http://127.0.0.1:{self.port}", "Sec_Fetch_Site": "same-origin"}

    def close(self):
        """Ends it as Ctrl-C does; -> (exit code, everything it ever printed)."""
        if self.program.poll() is None:
            self.program.send_signal(signal.SIGINT)
        rest, _ = self.program.communicate(timeout=30)
        self.said += rest
        return self.program.returncode, self.said
