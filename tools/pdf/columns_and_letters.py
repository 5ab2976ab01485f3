# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cases of make_fixtures.py: narrow columns, letters set wide, cells that run over lines."""
from compose import MARGIN, WIDTH, PangoCairo, Paper, plain
from sentences import paragraphs

TEXT = WIDTH - 2 * MARGIN


def narrow_columns():
    """Three columns of few words a line: Russian with ragged lines, then French filled to the edge,
    where the letters of a single word are set apart."""
    paper = Paper()
    gap = 22
    width = (TEXT - gap * 2) / 3
    for language, font, justify in (('ru', 'DejaVu Serif 11', False), ('fr', 'DejaVu Serif 10', 1)):
        lines = []
        for text in paragraphs(language, 8):
            layout = paper.layout(text, width, font, justify=bool(justify))
            lines += [layout.get_line_readonly(i) for i in range(layout.get_line_count())]
        high = -(-len(lines) // 3)
        for i, line in enumerate(lines):
            paper.context.move_to(MARGIN + i // high * (width + gap), 80 + i % high * 15)
            PangoCairo.show_layout_line(paper.context, line)
        if language == 'ru':
            paper.new_page()
    return paper.finish()


def wide(words, step, space):
    """A TJ array that moves each letter `step` thousandths of an em away from the one before."""
    shown = ' '.join('(%s) %d' % (c, -step) for c in words if c != ' ')
    if ' ' in words:
        shown = (' %d ' % -(space + step)).join(wide(word, step, 0) for word in words.split())
    return shown


def wide_letters():
    """Letters moved apart, or with spaces typed between them; and lists of letters that stay."""
    return plain(
        'BT /F 16 Tf 60 770 Td [%s] TJ ET\n' % wide('PRESS RELEASE', 300, 500)
        + 'BT /F 12 Tf 60 740 Td (O P E N   L E T T E R   T O   T H E   C O U R T) Tj ET\n'
        + 'BT /F 11 Tf 60 700 Td (The lawyer Asel Testova was ) Tj [%s] TJ '
        % wide('released', 200, 0)
        + '0 -14 Td (on 3 May 2019 in Taraz. Witness X, a man, saw it; so did J. B. K. Berg.) Tj '
        'ET\n'
        + 'BT /F 11 Tf 60 650 Td (a b c d e) Tj 0 -14 Td (V V V V) Tj '
        '0 -14 Td (2 0 1 9) Tj 0 -14 Td (I a m) Tj ET\n'
    )


def wrapped_cells():
    """A table without rules whose cells run over lines: read row by row."""
    paper = Paper()
    y = 66
    for row in (
        ('Name', 'What was reported', 'Answer'),
        ('Asel Testova', 'Arrested at the court of Taraz', 'none until now'),
        ('Daniyar Probayev', 'Searched at the gate', 'letter of 3 May'),
        ('Nils Berg', 'Refused a visit', 'none'),
        ('Madina Kosherbay', 'Fined for a speech', 'appeal is pending'),
        ('Claire Lenoir', 'Followed by a car', 'none'),
        ('Aru Exemplova', 'Summoned as witness', 'refused'),
    ):
        bottom = y
        for i, cell in enumerate(row):
            bottom = max(bottom, paper.put(cell, MARGIN + i * 160, y, 90, 'DejaVu Serif 9'))
        y = bottom + 12
    return paper.finish()
