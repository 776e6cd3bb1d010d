"""Official addresses moved to a mirror, for machines that reach only one of their own."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit, urlunsplit

import msgspec

from tidegate.model.sources import SourceDescriptor


def mirrored(
    descriptors: Mapping[str, SourceDescriptor], mirror: str | None
) -> dict[str, SourceDescriptor]:
    """The descriptors with scheme and host of every address replaced by a mirror's.

    A mirror keeps the official paths, with the official host in front of them:
    `https://mirror.example/www.ecfr.gov/api/…`.
    """
    if not mirror:
        return dict(descriptors)

    def moved(url: str) -> str:
        parts = urlsplit(url)
        base = urlsplit(mirror)
        path = f"{base.path.rstrip('/')}/{parts.netloc}{parts.path}"
        return urlunsplit((base.scheme, base.netloc, path, parts.query, ""))

    result = {}
    for key, source in descriptors.items():
        forms = {
            name: msgspec.structs.replace(
                form,
                members={
                    member: msgspec.structs.replace(item, url=moved(item.url))
                    for member, item in form.members.items()
                },
            )
            for name, form in source.forms.items()
        }
        result[key] = msgspec.structs.replace(
            source,
            forms=forms,
            newest=source.newest and moved(source.newest),
            changes=source.changes and moved(source.changes),
        )
    return result
