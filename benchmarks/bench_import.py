"""Does ``import greentwin`` stay light? Its parts are imported when they are first used."""

from harness import Case, Code

_PEER = Code("import pandas", "import pandas")

CASES = (
    Case("import of the package", Code("import greentwin", "import greentwin"), _PEER),
    Case("import of the data floor", Code("import greentwin.data", "import greentwin.data"), _PEER),
)
