#!/usr/bin/python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes tests/read/pdf/<case>/input.pdf anew: python3 tools/pdf/make_fixtures.py [CASE...]

The pages are about invented people. compose.py says which Debian packages it needs; locked files
need qpdf, which draws their keys anew each time.
"""
import pathlib
import subprocess
import sys
import tempfile

from columns_and_letters import narrow_columns, wide_letters, wrapped_cells
from compose import HEIGHT, MARGIN, WIDTH, PangoCairo, Paper, pdf, plain, scanned, stream
from sentences import paragraphs

FOLDER = pathlib.Path(__file__).resolve().parents[2] / 'tests/read/pdf'
TEXT = WIDTH - 2 * MARGIN
SOFT = '\u00ad'


def running(paper, head, number):
    paper.put(head, MARGIN, 28, TEXT, 'DejaVu Sans 8')
    paper.put(str(number), WIDTH / 2, HEIGHT - 40, 40, 'DejaVu Sans 8')


def english_report():
    paper = Paper()
    paper.tell('Kazakhstan: Lawyer held for a third month', 'Example Observatory')
    head = 'Example Observatory for Lawyers'
    running(paper, head, 1)
    y = paper.put(
        'Kazakhstan: Lawyer held for a third month', MARGIN, 70, TEXT, 'DejaVu Sans Bold 18'
    )
    y = paper.put('Oslo, 3 May 2019', MARGIN, y + 10, TEXT)
    first, second, third = paragraphs('en', 3)
    first = (
        first.replace('colleagues', 'col' + SOFT + 'leagues')
        .replace('pre-trial', 'pre-trial')
        .replace('information', 'in' + SOFT + 'for' + SOFT + 'ma' + SOFT + 'tion')
        .replace('detention', 'de' + SOFT + 'ten' + SOFT + 'tion')
        .replace('spreading', 'spread' + SOFT + 'ing')
        .replace('district', 'dis' + SOFT + 'trict')
    )
    y = paper.put(
        first.replace('Monday morning', 'Monday morning<sup>1</sup>'),
        MARGIN,
        y + 14,
        TEXT,
        justify=True,
        markup=True,
    )
    y = paper.put('New information', MARGIN, y + 14, TEXT, 'DejaVu Serif Bold 10')
    y = paper.put(second, MARGIN, y + 6, TEXT, justify=True)
    y = paper.put('The Observatory asks the authorities to:', MARGIN, y + 12, TEXT)
    for entry in (
        'release Asel Testova immediately;',
        'let her see a lawyer of her own choice;',
        'answer the letter of forty organisations.',
    ):
        y = paper.put('•  ' + entry, MARGIN + 14, y + 4, TEXT)
    y = paper.put(third, MARGIN, y + 12, TEXT, justify=True)
    y = paper.put(
        'See also http://www.example.org/lawyers/asel-testova.html for her case.',
        MARGIN,
        y + 12,
        TEXT,
    )
    paper.rule(MARGIN, MARGIN + 140, HEIGHT - 110)
    paper.put(
        '<sup>1</sup> See the urgent appeal of 2 April 2019.',
        MARGIN,
        HEIGHT - 104,
        TEXT,
        'DejaVu Serif 8',
        markup=True,
    )
    for number in (2, 3):
        paper.new_page()
        running(paper, head, number)
        y = 70
        for paragraph in paragraphs('en', 4, number * 2):
            y = paper.put(paragraph, MARGIN, y + 12, TEXT, justify=True)
    return paper.finish()


def columns(language, title, day, head, count, font='DejaVu Serif 9'):
    """Two columns a page; paragraphs run over columns and pages."""
    paper = Paper()
    gap = 22
    width = (TEXT - gap) / 2
    number = 1
    running(paper, head, number)
    top = paper.put(title, MARGIN, 66, TEXT, 'DejaVu Sans Bold 16')
    top = paper.put(day, MARGIN, top + 6, TEXT, font) + 10
    column, y = 0, top
    for paragraph in paragraphs(language, count):
        layout = paper.layout(paragraph, width, font, justify=True)
        for line in range(layout.get_line_count()):
            words = layout.get_line_readonly(line)
            if y > HEIGHT - 80:
                column, y = column + 1, top
                if column == 2:
                    paper.new_page()
                    number += 1
                    running(paper, head, number)
                    column, y, top = 0, 70, 70
            paper.context.move_to(MARGIN + column * (width + gap), y + 10)
            PangoCairo.show_layout_line(paper.context, words)
            y += 13
        y += 8
    return paper.finish()


def russian_columns():
    return columns(
        'ru',
        'Казахстан: адвокат под стражей третий месяц',
        '3 мая 2019 года',
        'Бюллетень вымышленной обсерватории',
        14,
    )


def spanish_columns():
    return columns(
        'es',
        'Abogada detenida desde hace tres meses',
        '3 de mayo de 2019',
        'Boletín del observatorio inventado',
        12,
    )


def report(language, title, day):
    paper = Paper()
    y = paper.put(title, MARGIN, 66, TEXT, 'DejaVu Sans Bold 17')
    y = paper.put(day, MARGIN, y + 8, TEXT)
    for paragraph in paragraphs(language, 4):
        y = paper.put(paragraph, MARGIN, y + 12, TEXT, justify=True)
    return paper.finish()


def kazakh_report():
    return report('kk', 'Қазақстан: адвокат үшінші ай қамауда', '2019 жылғы 3 мамыр')


def french_report():
    return report('fr', "L'avocate Claire Lenoir-Testard en détention", 'Le 3 mai 2019')


def arabic_report():
    paper = Paper()
    y = paper.put(
        'اعتقال المحامية ليلى التجريبية في العاصمة', MARGIN, 66, TEXT, 'Noto Naskh Arabic Bold 17'
    )
    y = paper.put(
        'اعتقلت السلطات يوم 3 مايو 2019 المحامية ليلى التجريبية عند مدخل المحكمة، ولم يسمح '
        'لزملائها من Steppe Law Group بزيارتها حتى مساء اليوم التالي.',
        MARGIN,
        y + 10,
        TEXT,
        'Noto Naskh Arabic 12',
    )
    return paper.finish()


def scan(language, title, count=3, dots=200, font='DejaVu Serif 12'):
    paper = Paper(dots)
    y = paper.put(title, MARGIN, 66, TEXT, 'DejaVu Serif Bold 16')
    for paragraph in paragraphs(language, count):
        y = paper.put(paragraph, MARGIN, y + 14, TEXT, font)
    return scanned(paper.pictures)


def scanned_english():
    return scan('en', 'Lawyer held for a third month')


def scanned_russian():
    return scan('ru', 'Адвокат под стражей третий месяц')


def table():
    paper = Paper()
    y = (
        paper.put(
            'Lawyers under pressure in the first half of 2019',
            MARGIN,
            66,
            TEXT,
            'DejaVu Sans Bold 15',
        )
        + 14
    )
    rows = [
        ('Name', 'City', 'Held since', 'Charge'),
        ('Asel Testova', 'Taraz', '14 January 2019', 'false information'),
        ('Daniyar Probayev', 'Atyrau', '2 March 2019', 'contempt of court'),
        ('Nils Berg', 'Bergen', 'not held', 'none'),
        ('Madina Kosherbay', 'Kokshetau', '9 May 2019', 'unlawful assembly'),
    ]
    for row in rows:
        paper.rule(MARGIN, WIDTH - MARGIN, y)
        for i, cell in enumerate(row):
            paper.put(cell, MARGIN + 4 + i * 118, y + 4, 200, 'DejaVu Serif 9')
        y += 22
    paper.rule(MARGIN, WIDTH - MARGIN, y)
    paper.put(paragraphs('en', 1)[0], MARGIN, y + 20, TEXT)
    return paper.finish()


def hidden_words():
    return plain(
        'BT /F 12 Tf 60 760 Td (The lawyer Asel Testova was released on 3 May 2019.) Tj ET\n'
        'BT /F 12 Tf 3 Tr 60 730 Td (Unpainted: she confessed on Monday.) Tj 0 Tr ET\n'
        'BT 1 1 1 rg /F 12 Tf 60 700 Td (White on white: she confessed on Tuesday.) Tj 0 g ET\n'
        'BT /F 1 Tf 60 670 Td (Tiny: she confessed on Wednesday.) Tj ET\n'
        'BT /F 12 Tf 60 -200 Td (Off the page: she confessed on Thursday.) Tj ET\n'
        'BT /F 12 Tf 60 640 Td (Covered: she confessed on Friday.) Tj ET\n'
        '0 g 55 635 300 18 re f\n'
        '0.1 0.1 0.4 rg 55 595 300 24 re f\n'
        'BT 1 1 1 rg /F 12 Tf 60 602 Td (White on a dark box is seen.) Tj 0 g ET\n'
        'BT /F 12 Tf 60 560 Td (Her colleagues met her at the gate of the prison.) Tj ET\n'
    )


def links():
    return plain(
        'BT /F 12 Tf 60 760 Td (Case of Asel Testova) Tj ET\n'
        'BT /F 11 Tf 60 730 Td (Read the appeal of the Steppe Law Group, which was sent in '
        'May.) Tj ET\n'
        'BT /F 11 Tf 60 700 Td (It is at https://www.example.org/very-) Tj 0 -14 Td '
        '(long/path/appeal-17.html, and in print.) Tj ET\n',
        extra='/Annots [6 0 R 7 0 R 8 0 R]',
        more=(
            '<< /Type /Annot /Subtype /Link /Rect [84 726 150 742] /A << /S /URI '
            '/URI (https://example.org/appeal) >> >>',
            '<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /JavaScript '
            '/JS (app.alert\\(1\\)) >> >>',
            '<< /Type /Annot /Subtype /Text /Rect [400 700 420 720] /T (Nils Berg) '
            '/Contents (Ask her brother for the date.) >>',
        ),
    )


def hyphens():
    """Words parted at line ends, with a hyphen of their own and without."""
    lines = (
        'The observer of the Steppe Law Group spoke of arbitrary deten-',
        'tion and of pressure on well-known lawyers. She asked for an inde-',
        'pendent inquiry into the case of Asel Testova, whose well-',
        'known letter of 3 May 2019 was not answered by the admini-',
        'stration of the prison; a lawyer of Anne-',
        'Marie Probe saw her on Monday. The detention was prolonged twice.',
    )
    paint = 'BT /F 11 Tf 60 760 Td (Detention without reasons) Tj ET BT /F 11 Tf 60 730 Td 14 TL\n'
    return plain(paint + ''.join('(%s) Tj T*\n' % line for line in lines) + 'ET\n')


def form():
    return plain(
        'BT /F 12 Tf 60 760 Td (Complaint to the prosecutor of the region of Atyrau) Tj ET\n',
        extra='/Annots [6 0 R 7 0 R]',
        catalog='/AcroForm << /Fields [6 0 R 7 0 R] /NeedAppearances true /DA (/Helv 11 Tf 0 g) >>',
        more=(
            '<< /Type /Annot /Subtype /Widget /FT /Tx /T (Complainant) /V (Daniyar Probayev) '
            '/Rect [60 700 300 720] /DA (/Helv 11 Tf 0 g) >>',
            '<< /Type /Annot /Subtype /Widget /FT /Btn /T (Detained) /V /Yes '
            '/Rect [60 670 80 690] >>',
        ),
    )


def other_words():
    return plain(
        'BT /F 12 Tf 60 760 Td /Span << /ActualText (The lawyer was convicted of treason and '
        'nothing '
        'else is to be said of it at all, in this or any other place.) >> BDC '
        '(She was acquitted.) Tj EMC ET\n'
        'BT /F 12 Tf 60 730 Td /Span << /ActualText (of) >> BDC (0f) Tj EMC '
        '( all charges, on 3 May 2019.) Tj ET\n'
    )


def turned():
    return plain(
        'BT /F 12 Tf 60 700 Td (The lawyer Asel Testova was heard in court on 3 May 2019.) '
        'Tj 0 -15 Td '
        '(Nobody else was admitted to the room.) Tj ET\n'
        'BT /F 10 Tf 0 1 -1 0 30 300 Tm (Copy for the archive of the court) Tj ET\n',
        extra='/Rotate 90',
    )


def huge_picture():
    return plain(
        'q 595 0 0 842 0 0 cm /P Do Q',
        resources='/XObject << /P 6 0 R >>',
        more=(
            stream(
                b'\0' * 1000,
                '/Type /XObject /Subtype /Image /Width 100000 /Height 100000 '
                '/ColorSpace /DeviceGray /BitsPerComponent 8',
                True,
            ),
        ),
    )


def nested_forms():
    """A form that paints itself, and forms in forms."""
    return plain(
        '/X Do BT /F 12 Tf 60 760 Td (Words beside forms that paint themselves without end.) Tj ET',
        resources='/XObject << /X 6 0 R >>',
        more=(
            stream(
                '/Y Do /X Do',
                '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources '
                '<< /XObject << /X 6 0 R /Y 7 0 R >> >>',
            ),
            stream(
                '/X Do /Y Do',
                '/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources '
                '<< /XObject << /X 6 0 R /Y 7 0 R >> >>',
            ),
        ),
    )


def hostile_measures():
    """Sizes and places that no page has."""
    return plain(
        'BT /F 1e30 Tf 60 760 Td (Enormous) Tj ET BT /F 12 Tf 1e300 -1e300 Td (Far away) Tj ET\n'
        'BT /F -12 Tf 60 700 Td (Upside down) Tj ET BT /F 0 Tf 60 600 Td (Of no size) Tj ET\n'
        '1e-300 0 0 1e-300 0 0 cm BT /F 12 Tf 60 500 Td (Shrunk to nothing) Tj ET',
        box='-1e9 -1e9 1e9 1e9',
    )


def words_in_a_bad_font():
    """A font whose table says that its letters are none."""
    return pdf(
        [
            '<< /Type /Catalog /Pages 2 0 R >>',
            '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
            '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R '
            '/Resources << /Font << /F 5 0 R /G 7 0 R >> >> >>',
            stream(
                'BT /F 12 Tf 60 760 Td (abc) Tj ET BT /G 12 Tf 60 730 Td '
                '(The hearing of Asel Testova was put off to 9 May 2019.) Tj ET'
            ),
            '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>',
            stream(
                'begincmap 1 begincodespacerange <00> <ff> endcodespacerange '
                '1 beginbfrange <61> <7a> <E061> endbfrange endcmap'
            ),
            '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
        ]
    )


def locked():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder)
        (path / 'open.pdf').write_bytes(french_report())
        subprocess.run(
            [
                'qpdf',
                '--static-id',
                '--static-aes-iv',
                '--encrypt',
                'steppe',
                'owner',
                '256',
                '--',
                path / 'open.pdf',
                path / 'locked.pdf',
            ],
            check=True,
        )
        return (path / 'locked.pdf').read_bytes()


def broken_table():
    return links().replace(b'startxref\n', b'startxref\n9')


def cut_off():
    whole = report('en', 'Lawyer held for a third month in Taraz', '3 May 2019')
    return whole[: len(whole) * 2 // 3]


def cut_off_pages():
    """The pages stand before the words: what the cut leaves is read."""
    lines = (
        'The lawyer Asel Testova was heard on Monday.',
        'The court rose at noon.',
        'Nobody was admitted on Tuesday.',
        'She was released on 3 May 2019.',
    )
    objects = [
        '<< /Type /Catalog /Pages 2 0 R >>',
        '<< /Type /Pages /Count 4 /Kids [4 0 R 5 0 R 6 0 R 7 0 R] >>',
        '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ]
    for number in range(4):
        objects.append(
            '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R '
            '/Resources << /Font << /F 3 0 R >> >> >>' % (number + 8)
        )
    for line in lines:
        objects.append(stream('BT /F 12 Tf 60 700 Td (%s) Tj ET' % line))
    whole = pdf(objects)
    return whole[: whole.index(b'Tuesday')]


def no_page():
    return pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 0 /Kids [] >>'])


CASES = [
    english_report,
    russian_columns,
    spanish_columns,
    narrow_columns,
    wide_letters,
    wrapped_cells,
    kazakh_report,
    french_report,
    arabic_report,
    scanned_english,
    scanned_russian,
    table,
    hyphens,
    hidden_words,
    links,
    form,
    other_words,
    turned,
    huge_picture,
    nested_forms,
    hostile_measures,
    words_in_a_bad_font,
    locked,
    broken_table,
    cut_off,
    cut_off_pages,
    no_page,
]

if __name__ == '__main__':
    for case in CASES:
        if sys.argv[1:] and case.__name__ not in sys.argv[1:]:
            continue
        (FOLDER / case.__name__).mkdir(parents=True, exist_ok=True)
        (FOLDER / case.__name__ / 'input.pdf').write_bytes(case())
