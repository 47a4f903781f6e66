"""Serves chosen files of npm packages: settings.NODE_FILES maps a package to what pages may ask for.

Whole packages would be thousands of files, so anything that is not listed does not exist. A file's static
path is `vendor/<package>/<path in the package>`.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage


class NodeFilesFinder(BaseFinder):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=settings.NODE_MODULES)
        self.storage.prefix = "vendor"  # type: ignore[attr-defined]
        self.files = {f"{package}/{path}" for package, paths in settings.NODE_FILES.items() for path in paths}

    def find(self, path: str, find_all: bool = False) -> list[str] | str | None:  # type: ignore[override]
        listed = path.removeprefix("vendor/")
        found = str(Path(settings.NODE_MODULES, listed)) if listed != path and listed in self.files else None
        if find_all:
            return [found] if found else []
        return found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[tuple[str, Storage]]:
        return [(path, self.storage) for path in sorted(self.files)]
