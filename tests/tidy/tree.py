# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files a check looks at: those of the repository, or a few planted ones."""
import pathlib
import subprocess

FOLDERS_OF_CODE = ("src", "web", "tests", "tools", "fuzz", "bench", "cmake", ".ci")
BINARY_ENDINGS = (".png", ".jpg", ".ico", ".woff2", ".gz", ".zst", ".pdf", ".bin", ".pbf")


class Tree:
    """Text files by their path from the root. Files that are not UTF-8 count as fixtures."""

    def __init__(self, files, others=()):
        self.files = dict(sorted(files.items()))
        self.paths = sorted({*files, *others})

    def lines(self, path):
        return self.files[path].split("\n")

    def below(self, folder, *endings):
        prefix = folder + "/"
        return [path for path in self.files
                if path.startswith(prefix) and (not endings or path.endswith(endings))]

    def sources(self, *endings):
        """Our own source files: no fixtures, no tables, no documents."""
        return [path for path in self.files if is_source(path)
                and (not endings or path.endswith(endings))]


def is_fixture(path):
    """Files that a test reads: below tests/<stage>/, and examples."""
    parts = path.split("/")
    if parts[0] == "examples":
        return True
    if parts[0] == "fuzz":
        return len(parts) > 2
    return (parts[0] == "tests" and len(parts) > 2
            and parts[1] not in ("tidy", "end_to_end", "browser"))


def is_source(path):
    if is_fixture(path):
        return False
    parts = path.split("/")
    if len(parts) == 1:
        return path in ("dev", "CMakeLists.txt")
    return parts[0] in FOLDERS_OF_CODE and path.rpartition(".")[2] not in ("md", "tsv", "json")


def load_repository(root):
    """Everything that is committed or would be: tracked, and not ignored."""
    listing = subprocess.run(["git", "ls-files", "-z", "--cached", "--others",
                              "--exclude-standard"], cwd=root, check=True, capture_output=True)
    files, others = {}, []
    for name in listing.stdout.decode("utf-8", "surrogateescape").split("\0"):
        path = pathlib.Path(root) / name
        if not name or path.is_symlink() or not path.is_file():
            continue
        try:
            if name.endswith(BINARY_ENDINGS):
                raise UnicodeError
            files[name] = path.read_bytes().decode("utf-8")
        except UnicodeError:
            others.append(name)
    return Tree(files, others)
