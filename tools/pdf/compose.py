# SPDX-License-Identifier: AGPL-3.0-or-later
"""Typesets pages with Pango and Cairo, and writes PDF objects by hand.

Needs the Debian packages python3-gi-cairo, gir1.2-pango-1.0, fonts-dejavu-core and
fonts-noto-core; run with /usr/bin/python3.
"""
import io

import cairo
import gi

gi.require_version('Pango', '1.0')
gi.require_version('PangoCairo', '1.0')
from gi.repository import Pango, PangoCairo  # noqa: E402

WIDTH, HEIGHT = 595, 842  # A4 in points
MARGIN = 60


class Paper:
    """A PDF made page by page, or pictures of the same pages."""

    def __init__(self, dots_per_inch=0):
        self.out = io.BytesIO()
        self.pictures = []
        self.dots = dots_per_inch
        if self.dots:
            self.surface = None
        else:
            self.surface = cairo.PDFSurface(self.out, WIDTH, HEIGHT)
            self.surface.set_metadata(cairo.PDF_METADATA_CREATE_DATE, '2019-05-03T10:00:00')
        self.new_page()

    def new_page(self):
        if self.dots:
            scale = self.dots / 72
            self.surface = cairo.ImageSurface(
                cairo.FORMAT_RGB24, int(WIDTH * scale), int(HEIGHT * scale)
            )
            self.pictures.append(self.surface)
            self.context = cairo.Context(self.surface)
            self.context.scale(scale, scale)
            self.context.set_source_rgb(1, 1, 1)
            self.context.paint()
            self.context.set_source_rgb(0, 0, 0)
        elif hasattr(self, 'context'):
            self.surface.show_page()
            self.context = cairo.Context(self.surface)
        else:
            self.context = cairo.Context(self.surface)

    def tell(self, title='', author=''):
        if title:
            self.surface.set_metadata(cairo.PDF_METADATA_TITLE, title)
        if author:
            self.surface.set_metadata(cairo.PDF_METADATA_AUTHOR, author)

    def layout(self, text, width, font, justify=False, markup=False):
        made = PangoCairo.create_layout(self.context)
        made.set_font_description(Pango.FontDescription(font))
        made.set_width(int(width * Pango.SCALE))
        made.set_wrap(Pango.WrapMode.WORD)
        made.set_justify(justify)
        if markup:
            made.set_markup(text, -1)
        else:
            made.set_text(text, -1)
        return made

    def put(self, text, x, y, width, font='DejaVu Serif 10', **how):
        """Sets `text` and tells the y below it."""
        made = self.layout(text, width, font, **how)
        self.context.move_to(x, y)
        PangoCairo.show_layout(self.context, made)
        return y + made.get_pixel_size()[1]

    def height(self, text, width, font='DejaVu Serif 10', **how):
        return self.layout(text, width, font, **how).get_pixel_size()[1]

    def rule(self, x1, x2, y):
        self.context.set_line_width(0.7)
        self.context.move_to(x1, y)
        self.context.line_to(x2, y)
        self.context.stroke()

    def finish(self):
        self.surface.finish()
        return self.out.getvalue()


def scanned(pictures):
    """A PDF that has nothing but the pictures, one a page, in black and white."""
    pages = []
    for picture in pictures:
        width, height, row = picture.get_width(), picture.get_height(), picture.get_stride()
        raw = bytes(picture.get_data())
        pages.append(
            (
                width,
                height,
                b''.join(bits(raw[y * row : y * row + width * 4 : 4]) for y in range(height)),
            )
        )
    objects = ['<< /Type /Catalog /Pages 2 0 R >>', None]
    kids = []
    for width, height, rows in pages:
        at = len(objects) + 1
        kids.append('%d 0 R' % at)
        objects.append(
            '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R '
            '/Resources << /XObject << /P %d 0 R >> >> >>' % (WIDTH, HEIGHT, at + 1, at + 2)
        )
        objects.append(stream('q %d 0 0 %d 0 0 cm /P Do Q' % (WIDTH, HEIGHT)))
        objects.append(
            stream(
                rows,
                '/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray '
                '/BitsPerComponent 1' % (width, height),
                True,
            )
        )
    objects[1] = '<< /Type /Pages /Count %d /Kids [%s] >>' % (len(kids), ' '.join(kids))
    return pdf(objects)


def bits(row):
    """A row of bytes as bits, white where they are bright."""
    row = row + b'\xff' * (-len(row) % 8)
    return bytes(
        sum(1 << (7 - j) for j in range(8) if row[i + j] > 140) for i in range(0, len(row), 8)
    )


def stream(body, fields='', packed=False):
    import zlib

    body = body.encode('latin-1') if isinstance(body, str) else body
    if packed:
        body = zlib.compress(body, 9)
        fields += ' /Filter /FlateDecode'
    head = '<< /Length %d %s >>\nstream\n' % (len(body), fields)
    return head.encode() + body + b'\nendstream'


def pdf(objects, trailer=''):
    """Numbers `objects` from 1 and writes the table behind them; the first is the catalog."""
    out = io.BytesIO()
    out.write(b'%PDF-1.4\n%\xe2\xe3\xcf\xd3\n')
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        body = body.encode('latin-1') if isinstance(body, str) else body
        out.write(b'%d 0 obj\n' % number + body + b'\nendobj\n')
    table = out.tell()
    out.write(b'xref\n0 %d\n0000000000 65535 f \n' % (len(objects) + 1))
    for place in places:
        out.write(b'%010d 00000 n \n' % place)
    out.write(
        b'trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n'
        % (len(objects) + 1, trailer.encode(), table)
    )
    return out.getvalue()


def plain(contents, extra='', resources='', more=(), box='0 0 595 842', catalog='', trailer=''):
    """One page in Helvetica (/F) with the program `contents`, and objects from 6 on in `more`."""
    return pdf(
        [
            '<< /Type /Catalog /Pages 2 0 R %s >>' % catalog,
            '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
            '<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents 4 0 R %s '
            '/Resources << /Font << /F 5 0 R >> %s >> >>' % (box, extra, resources),
            stream(contents),
            '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
            *more,
        ],
        trailer,
    )
