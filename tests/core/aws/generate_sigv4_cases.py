#!/usr/bin/env python3
"""Signs random requests with botocore, and writes each request with every stage of its signature as one line of JSON. The same seed
gives the same cases. The requests contain only what botocore and HTTP can express.

botocore has no signer for AWS IoT's MQTT gateway, which wants the session token appended after signing. So these URLs are presigned by
botocore's ordinary presigner without a token, and this script appends the token.
"""

import datetime
import json
import random
import sys
from unittest import mock
from urllib.parse import quote, urlsplit

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

SEED = 20150830
HEADER_CASES, PRESIGNED_CASES, MQTT_CASES = 520, 120, 60
REGIONS = ["us-east-1", "us-west-2", "eu-central-1", "ap-northeast-2", "cn-north-1"]
SERVICES = ["iot", "sts", "iam", "cloudformation", "lambda", "service"]
METHODS = ["GET", "PUT", "POST", "DELETE", "HEAD", "PATCH", "OPTIONS"]
WORDS = ["", "a", "A", "0", "-._~", "zt_policy", "thing name", "größe", "漢字", "🦊", "a=b&c", "100%", "%2F", "+", "a/b", "?", "#x",
         "arn:aws:iot:us-east-1:123456789012:cert/00ff", "\t", "a\nb", "'\"<>", "!*()", "[]{}|\\^`", "$aws", "café", ".", ".."]
SEGMENTS = ["", ".", "..", "a", "things", "~x", "%2F", "%2f", "%20", "a b", "a+b", "é", "%C3%A9", "名", "$aws", "a:b;c=d,e@f", "!'()*",
            "%", "...", "a..b", "x%25y", "|^`\"<>{}"]
BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def some(rng, alphabet, least, most):
    return "".join(rng.choice(alphabet) for _ in range(rng.randint(least, most)))


def credentials(rng):
    token = some(rng, BASE64, 40, 400) + "==" if rng.random() < 0.4 else ""
    key = ("ASIA" if token else "AKIA") + some(rng, BASE64[:26], 16, 16)
    return key, some(rng, BASE64, 40, 40), token


def moment(rng):
    return datetime.datetime(2001, 1, 1) + datetime.timedelta(seconds=rng.randrange(60 * 365 * 86400))


def path(rng):
    if rng.random() < 0.15:
        return "/"
    return "/" + "/".join(rng.choice(SEGMENTS) for _ in range(rng.randint(1, 6)))


def query(rng):
    pairs = [[rng.choice(WORDS), rng.choice(WORDS)] for _ in range(rng.choice([0, 0, 1, 2, 3, 8]))]
    if pairs and rng.random() < 0.4:
        pairs.append([pairs[0][0], rng.choice(WORDS)])
    if pairs and rng.random() < 0.2:
        pairs.append(list(pairs[-1]))
    return pairs


def headers(rng):
    names = ["Content-Type", "X-Amz-Meta-A", "x-amzn-principal", "My-Header1", "MY-HEADER2", "Accept", "zebra", "X-A_b.c"]
    spaces = ["", " ", "   ", "\t", " \t "]
    values = ["", "a", "a b", "a  b   c", '"a   b"', "value,with,commas", "ünïcode", "a\t\tb", "application/json; charset=utf-8"]
    chosen = [[rng.choice(names), rng.choice(spaces) + rng.choice(values) + rng.choice(spaces)] for _ in range(rng.choice([0, 1, 2, 5]))]
    if chosen and rng.random() < 0.3:
        chosen.append([chosen[0][0].swapcase(), rng.choice(values)])
    return chosen


def body(rng):
    return rng.choice([b"", b"", b"{}", b"Action=ListUsers&Version=2010-05-08", rng.randbytes(rng.randint(1, 300)), b"\0", "größe".encode()])


def host(rng):
    return rng.choice(["iot.us-east-1.amazonaws.com", "example.com", "sts.cn-north-1.amazonaws.com.cn", "localhost:4566", "127.0.0.1:8443"])


def signing_stages(signer, request, time):
    """Lets botocore sign the request. Returns the results of the stages, by name."""
    stages = {}

    def watch(name):
        stage = getattr(signer, name)

        def call(*arguments):
            stages[name] = stage(*arguments)
            return stages[name]

        setattr(signer, name, call)

    for name in ["canonical_request", "string_to_sign", "signature"]:
        watch(name)
    with mock.patch.object(botocore.auth, "get_current_datetime", return_value=time):
        signer.add_auth(request)
    return stages


def common(rng, kind):
    key, secret, token = credentials(rng)
    time = moment(rng)
    case = {"kind": kind, "key": key, "secret": secret, "token": token, "time": time.strftime("%Y%m%dT%H%M%SZ"),
            "region": rng.choice(REGIONS), "service": rng.choice(SERVICES), "host": host(rng), "path": path(rng)}
    return case, time


def header_case(rng):
    case, time = common(rng, "header")
    case |= {"method": rng.choice(METHODS), "query": query(rng), "headers": headers(rng)}
    content = body(rng)
    case["body"] = content.hex()
    url = f"https://{case['host']}{case['path']}"
    # Half of the requests have their query as parameters, half in the URL.
    parameters = [tuple(pair) for pair in case["query"]]
    if rng.random() < 0.5 and parameters:
        url += "?" + "&".join(f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in parameters)
        parameters = []
    request = AWSRequest(method=case["method"], url=url, data=content, params=parameters)
    for name, value in case["headers"]:
        request.headers[name] = value  # appends
    signer = botocore.auth.SigV4Auth(Credentials(case["key"], case["secret"], case["token"] or None), case["service"], case["region"])
    case |= signing_stages(signer, request, time)
    case["authorization"] = request.headers["Authorization"]
    return case


def presigned_case(rng, kind):
    case, time = common(rng, kind)
    case |= {"method": rng.choice(["GET", "PUT"]), "headers": [], "body": ""}
    # The presigner keeps only one value for each name.
    case["query"] = [[name, value] for name, value in dict(map(tuple, query(rng))).items() if name]
    if kind == "mqtt":
        case |= {"method": "GET", "service": "iotdevicegateway", "path": "/mqtt", "query": []}
        case["host"] = f"{some(rng, 'abcdefghij0123456789', 14, 14)}-ats.iot.{case['region']}.amazonaws.com"
    expires = rng.choice([1, 60, 300, 3600, 86400])
    case["expires"] = expires
    request = AWSRequest(method=case["method"], url=f"https://{case['host']}{case['path']}", params=dict(map(tuple, case["query"])))
    token = case["token"] if kind == "presigned" else ""
    signer = botocore.auth.SigV4QueryAuth(Credentials(case["key"], case["secret"], token or None), case["service"], case["region"], expires)
    case |= signing_stages(signer, request, time)
    case["signed_query"] = urlsplit(request.url).query
    if kind == "mqtt" and case["token"]:
        case["signed_query"] += "&X-Amz-Security-Token=" + quote(case["token"], safe="-_.~")
    return case


def main():
    rng = random.Random(SEED)
    cases = [header_case(rng) for _ in range(HEADER_CASES)]
    cases += [presigned_case(rng, "presigned") for _ in range(PRESIGNED_CASES)]
    cases += [presigned_case(rng, "mqtt") for _ in range(MQTT_CASES)]
    with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as file:
        for case in cases:
            file.write(json.dumps(case) + "\n")


if __name__ == "__main__":
    main()
