"""Fixtures of the tests with the vendor's tools."""

import pytest
from boards import Cloud


@pytest.fixture(scope="module")
def cloud(tmp_path_factory):
    cloud = Cloud(tmp_path_factory.mktemp("aws"))
    yield cloud
    cloud.stop()
