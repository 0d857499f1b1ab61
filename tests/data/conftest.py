"""Fixtures: a small constructed data package in a temporary folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_package import Workshop

from greentwin.data.package import DataPackage


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path / "package")


@pytest.fixture
def package(workshop: Workshop) -> DataPackage:
    return workshop.package
