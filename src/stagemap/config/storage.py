"""Static files with a hash in their names, compressed once, beforehand."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # whitenoise ships no types
    """Also rewrites the imports between our own ES modules, so that a module never meets an older sister.

    Libraries are left alone: some of django-htmx's extensions import names that are no files.
    """

    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = (
        "*/js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],  # noqa: SLF001 - no public name
    )
