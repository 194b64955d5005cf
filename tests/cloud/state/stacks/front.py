"""Clients with which CloudFormation makes requests in somebody's name: to the https front, like everybody else."""

import threading

import boto3
from botocore.config import Config

_front = {}
_session = boto3.session.Session()
_lock = threading.Lock()  # a session is not safe for threads, the clients that it makes are
# The front's log of requests leaves out what this application sends.
_config = Config(user_agent_appid="cloudformation", retries={"total_max_attempts": 1}, connect_timeout=10, read_timeout=60)


def set_front(url, ca_file):
    """The front tells its address before the first stack is created."""
    _front.update(endpoint_url=url, verify=ca_file)


def clients_of(access_key_id, secret, session_token, region):
    """A function from a service's name to a client with these credentials."""
    made = {}

    def client(service):
        if service not in made:
            credentials = {
                "aws_access_key_id": access_key_id,
                "aws_secret_access_key": secret,
                "aws_session_token": session_token,
            }
            with _lock:
                made[service] = _session.client(service, region_name=region, config=_config, **_front, **credentials)
        return made[service]

    return client
