"""A small file that stands for evidence."""

from django.core.files.uploadedfile import SimpleUploadedFile

_PAGE = b"BT /F1 18 Tf 72 720 Td (Demonstration evidence, not a real document) Tj ET"
_OBJECTS = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
    b"<< /Length %d >>\nstream\n%b\nendstream" % (len(_PAGE), _PAGE),
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    b"<< /Font << /F1 5 0 R >> >>",
)


def demonstration_file() -> SimpleUploadedFile:
    """A one-page PDF that says what it is."""
    return SimpleUploadedFile("หลักฐานตัวอย่าง.pdf", _pdf(), content_type="application/pdf")


def _pdf() -> bytes:
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(_OBJECTS, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(_OBJECTS) + 1
    return body + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(body))
    )
