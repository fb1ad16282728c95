"""Static files with a hash in their names, compressed once, beforehand."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # whitenoise ships no types
    """Also rewrites the imports between ES modules, so that a module never meets an older sister."""

    support_js_module_import_aggregation = True
