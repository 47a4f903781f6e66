"""Names of files that strangers chose."""


def one_line_name(name: str, longest: int) -> str:
    """The name that people know a file by: one line, no path, its ending kept when it is cut."""
    printable = "".join(
        character for character in name.replace("\\", "/").split("/")[-1] if character.isprintable()
    )
    stem, dot, ending = printable.rpartition(".")
    return f"{stem[: longest - len(ending) - 1]}{dot}{ending}"[:longest]
