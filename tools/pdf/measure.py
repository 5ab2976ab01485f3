#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads pages of known words with `habeas read` and with pdftotext, and tells how many words come
out right and in order, and how many pages a second.

Usage: HABEAS=build/release/habeas tools/pdf/measure.py. Needs what compose.py needs, and pdftotext.
"""
import difflib
import json
import os
import pathlib
import re
import subprocess
import tempfile
import time

from compose import HEIGHT, MARGIN, WIDTH, Paper, PangoCairo, scanned
from sentences import SENTENCES, paragraphs

HABEAS = os.environ.get('HABEAS', 'build/dev/habeas')
TEXT = WIDTH - 2 * MARGIN
WORD = re.compile(r'\w+')


def set_pages(paper, texts, columns):
    """Sets paragraphs in one column or more, line by line, with a running head on each page."""
    gap = 22
    width = (TEXT - gap * (columns - 1)) / columns
    number, column, y = 1, 0, 70
    head = lambda: paper.put('Bulletin %d' % number, MARGIN, 28, TEXT, 'DejaVu Sans 8')
    head()
    for text in texts:
        layout = paper.layout(text, width, 'DejaVu Serif 10', justify=True)
        for line in range(layout.get_line_count()):
            if y > HEIGHT - 70:
                column, y = column + 1, 70
            if column == columns:
                paper.new_page()
                number, column = number + 1, 0
                head()
            paper.context.move_to(MARGIN + column * (width + gap), y + 10)
            PangoCairo.show_layout_line(paper.context, layout.get_line_readonly(line))
            y += 14
        y += 8
    return number


def words_of_habeas(path):
    out = subprocess.run([HABEAS, 'read', '--json', path], capture_output=True, check=True).stdout
    words = []
    for line in out.decode().splitlines():
        document = json.loads(line)
        text = document.get('text', '').encode()
        for passage in document.get('passages', []):
            if passage['kind'] != 'metadata':
                part = text[passage.get('begin', 0) : passage['end']].decode()
                words += WORD.findall(re.sub(r'(?<=\w)-\n(?=\w)', '', part))
    return words


def words_of_pdftotext(path):
    out = subprocess.run(['pdftotext', path, '-'], capture_output=True, check=True).stdout.decode()
    out = re.sub(r'Bulletin \d+', '', out)
    return WORD.findall(re.sub(r'(?<=\w)-\n(?=\w)', '', out))


def scores(truth, found):
    """Words right as F1 over bags, and the share of the truth that comes in order."""
    left = {}
    for word in truth:
        left[word] = left.get(word, 0) + 1
    right = 0
    for word in found:
        if left.get(word, 0) > 0:
            left[word] -= 1
            right += 1
    blocks = difflib.SequenceMatcher(None, truth, found, autojunk=False).get_matching_blocks()
    in_order = sum(block.size for block in blocks)
    return 2 * right / max(1, len(truth) + len(found)), in_order / max(1, len(truth))


def measure_words(folder):
    print('language columns  habeas: words order   pdftotext: words order')
    for language in SENTENCES:
        for columns in (1, 2, 3):
            paper = Paper()
            texts = paragraphs(language, 16)
            set_pages(paper, texts, columns)
            path = folder / ('%s%d.pdf' % (language, columns))
            path.write_bytes(paper.finish())
            truth = WORD.findall(' '.join(texts))
            ours = scores(truth, words_of_habeas(path))
            theirs = scores(truth, words_of_pdftotext(path))
            print('%-8s %7d  %13.4f %.4f  %16.4f %.4f' % (language, columns, *ours, *theirs))


def measure_recognition(folder):
    print('language dots  recognised words, F1   order')
    for language in SENTENCES:
        for dots in (150, 200, 300):
            paper = Paper(dots)
            texts = paragraphs(language, 5)
            y = 50
            for text in texts:
                y = paper.put(text, MARGIN, y + 10, TEXT, 'DejaVu Serif 11')
            path = folder / ('%s%d.pdf' % (language, dots))
            path.write_bytes(scanned(paper.pictures))
            found = scores(WORD.findall(' '.join(texts)), words_of_habeas(path))
            print('%-8s %4d %18.4f %14.4f' % (language, dots, *found))


def measure_speed(folder):
    paper = Paper()
    pages = set_pages(paper, paragraphs('en', 900), 2)
    path = folder / 'long.pdf'
    path.write_bytes(paper.finish())
    for name, command in (
        ('habeas read', [HABEAS, 'read', '--json', path]),
        ('pdftotext', ['pdftotext', path, '-']),
    ):
        best = 1e9
        for _ in range(3):
            before = os.times()
            begun = time.monotonic()
            subprocess.run(command, capture_output=True, check=True)
            wall = time.monotonic() - begun
            after = os.times()
            best = min(
                best,
                after.children_user
                + after.children_system
                - before.children_user
                - before.children_system,
            )
        print(
            '%-12s %d pages: %.0f pages a second of CPU (%.2f s wall)'
            % (name, pages, pages / best, wall)
        )


if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as name:
        measure_words(pathlib.Path(name))
        measure_recognition(pathlib.Path(name))
        measure_speed(pathlib.Path(name))
