"""Makes a whole workbook: writes it, reads it back, compares."""

from collections.abc import Callable
from pathlib import Path

from reports.workbooks.about import title
from reports.workbooks.check import check
from reports.workbooks.contents import contents
from reports.workbooks.material import Material
from reports.workbooks.writer import Writer


def build(path: Path, material: Material, on_row: Callable[[], None]) -> None:
    """Write the workbook to `path`; raises `WorkbookDiffers` if it does not say what the database says."""
    writer = Writer(material.language, title(material), on_row)
    written = [writer.add(sheet) for sheet in contents(material)]
    writer.save(path)
    check(path, written, material)


def counted_rows(material: Material) -> int:
    """How often `build` will call `on_row`: each agency asked, twice more if its submission stands."""
    return material.submissions().count() + 2 * material.submitted().count()
