"""What a browser may do with each kind of page: the content security policies, all of them.

Every one begins with nothing being allowed, and no script or style may stand in the text of a page that is served.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
"""Of the pages of a play, which a host sends: as the header `Content-Security-Policy`, for no page can say
`frame-ancestors` of itself.
"""


def policy_of_one_file(script: str | None = None) -> str:
    """Of a page that is one file: it loads nothing, and runs no script but this one, known by its hash."""
    own = f"script-src '{script_hash(script)}'; " if script is not None else ""
    return f"default-src 'none'; style-src 'unsafe-inline'; {own}base-uri 'none'"


def policy_without_a_server(runtime: str | None) -> str:
    """Of a page that plays without a server. `runtime` is the address of the runtime if it is not beside the page.

    A server that sends headers should send it as one, for the worker, too.
    """
    elsewhere, modules = (f" {runtime}", " blob:") if runtime is not None else ("", "")
    return (
        f"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{modules}; worker-src 'self'; style-src 'self'; "
        f"img-src 'self' data:; connect-src 'self'{elsewhere}; form-action 'self'; base-uri 'none'"
    )


def script_hash(script: str) -> str:
    """The source expression that allows this script, and no other, in a content policy."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"
