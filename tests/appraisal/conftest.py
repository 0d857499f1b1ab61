import matplotlib as mpl
import pytest


@pytest.fixture(autouse=True)
def _settings_of_matplotlib_restored():
    with mpl.rc_context():
        yield
