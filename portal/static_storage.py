"""Where production takes static files from."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

# `import … from "./blocks.js";` in a script of our own: what is imported, and how to write its hashed name.
IMPORTS = (r"""(?P<matched>from\s*"(?P<url>\.[^"]+)"\s*;)""", 'from "%(url)s";')


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # WhiteNoise's types are Any
    """Style sheets and scripts lead to hashed names only, which browsers may keep for ever.

    Django leaves what a script imports under its plain name: a new release would then run new modules
    together with old ones. Its own switch for that stumbles over scripts of other packages.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("js/*.js", (IMPORTS,)))
