"""Fixtures: an account, and the registration function loaded anew, so that its client belongs to that account."""

import importlib.util

import pytest
from account import JITR, REGION, Account
from moto import mock_aws


@pytest.fixture
def account(monkeypatch):
    monkeypatch.setenv("AWS_DEFAULT_REGION", REGION)
    with mock_aws():
        yield Account()


@pytest.fixture
def function(account):
    specification = importlib.util.spec_from_file_location("index", JITR / "registration_function.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module
