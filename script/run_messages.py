"""Extracts the texts of code and templates, merges them into the Thai catalogues and compiles those."""

import argparse
import sys

from script.catalogues import (
    as_text,
    compile_catalogue,
    complaints,
    disagreements,
    entries,
    fault,
    merged,
    read,
    write_if_changed,
)
from script.texts import APPS, Domain, domains


def main() -> int:
    parser = argparse.ArgumentParser(prog="script/messages", description=__doc__)
    parser.add_argument(
        "--app", choices=("portal", *APPS), help="only this catalogue (portal is the top one)"
    )
    parser.add_argument(
        "--prune", action="store_true", help="forget the Thai of texts that are no longer used"
    )
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--compile", action="store_true", help="only make the .mo files")
    mode.add_argument("--check", action="store_true", help="change nothing; fail if a text lacks its Thai")
    options = parser.parse_args()

    chosen = [domain for domain in domains() if options.app in {None, domain.name}]
    if options.check:
        return check(chosen)
    if not options.compile:
        update(chosen, prune=options.prune)
    for domain in chosen:
        compile_catalogue(domain.po)
    return 0


def check(chosen: list[Domain]) -> int:
    found = [complaint for domain in chosen for complaint in complaints(domain)]
    found += disagreements(read(domain.po) for domain in domains())
    print("\n".join(found) or "Every text has its Thai.")
    return 1 if found else 0


def update(chosen: list[Domain], *, prune: bool) -> None:
    for domain in chosen:
        write_if_changed(domain.po, as_text(merged(domain), prune=prune).encode())
        missing = sum(fault(message) is not None for message in entries(read(domain.po)))
        print(f"{domain.relative(domain.po)}: {missing or 'nothing'} to translate")


if __name__ == "__main__":
    sys.exit(main())
