"""Signs awkward requests with botocore; the answers are what SigV4Signer must reproduce.

Run in this directory: python3 generate.py
Written with botocore 1.43.11 on 2026-11-23. Output: requests.json, sorted, no clock involved.
"""

import datetime
import itertools
import json
from unittest import mock
from urllib.parse import unquote, urlsplit

import botocore
from botocore import auth
from botocore.awsrequest import AWSRequest
from botocore.compat import HTTPHeaders
from botocore.credentials import Credentials

KEY = "AKIDEXAMPLE"
SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
TOKEN = "FwoGZXIvYXdzEXAMPLE//////////wEaDAfake+token=/" * 12

DATES = ["2015-08-30T12:36:00Z", "2026-02-28T23:59:59Z", "2000-02-29T00:00:00Z", "2038-01-19T03:14:08Z"]
REGIONS = ["us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1"]
JSON10 = [["Content-Type", "application/x-amz-json-1.0"]]
TARGET = [["X-Amz-Target", "GraniteServiceVersion20100801.GetMetricData"]]
ARN = "arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Amy-fn%3A%24LATEST"

# service, method, URL as handed to the signer, headers, body
REQUESTS = [
    ("monitoring", "POST", "https://monitoring.eu-west-1.amazonaws.com/", JSON10 + TARGET, '{"StartTime":1.7672256E9,"Name":"größe"}'),
    ("monitoring", "POST", "https://monitoring.eu-west-1.amazonaws.com", TARGET + JSON10, ""),
    ("monitoring", "POST", "http://127.0.0.1:5000/", JSON10 + TARGET, "{}"),
    ("monitoring", "POST", "http://127.0.0.1:80/", JSON10, "{}"),
    ("monitoring", "POST", "https://MONITORING.us-east-1.amazonaws.com:443/", JSON10, "{}"),
    ("monitoring", "POST", "https://[::1]:8443/", JSON10, "{}"),
    ("monitoring", "POST", "https://monitoring.us-east-1.amazonaws.com/service/GraniteServiceVersion20100801/operation/GetMetricData", JSON10, "\u0000\u0001"),
    ("sts", "POST", "https://sts.amazonaws.com/", [["Content-Type", "application/x-www-form-urlencoded; charset=utf-8"]], "Action=GetCallerIdentity&Version=2011-06-15"),
    ("sts", "GET", "https://sts.amazonaws.com/?Version=2011-06-15&Action=GetCallerIdentity", [], ""),
    ("lambda", "GET", "https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/?MaxItems=50&Marker=abc&FunctionVersion=ALL", [], ""),
    ("lambda", "GET", f"https://lambda.us-east-1.amazonaws.com/2017-03-31/tags/{ARN}", [], ""),
    ("lambda", "GET", "https://lambda.us-east-1.amazonaws.com/2017-03-31/tags/arn:aws:lambda:eu-west-1:123456789012:function:f", [], ""),
    ("lambda", "GET", "https://lambda.us-east-1.amazonaws.com/a/./b/../c//d/", [], ""),
    ("lambda", "GET", "https://lambda.us-east-1.amazonaws.com/../../x/..", [], ""),
    ("lambda", "GET", "https://lambda.us-east-1.amazonaws.com//", [], ""),
    ("lambda", "GET", "https://lambda.us-east-1.amazonaws.com/a%2Fb/%25/%7Euser/~user/%C3%A9/(x)!*'", [], ""),
    ("lambda", "GET", "https://lambda.us-east-1.amazonaws.com/p?b=2&a=2&a=1&a=10&A=0&aa=1&a-b=1", [], ""),
    ("lambda", "GET", "https://lambda.us-east-1.amazonaws.com/p?list&z=&=v&k==&q=a=b", [], ""),
    ("lambda", "GET", "https://lambda.us-east-1.amazonaws.com/p?a=%2f%2b%3d%20&b=/:+,;@!$'()*&c=%7Ex~&d=%25&%41=1", [], ""),
    ("lambda", "GET", "https://lambda.us-east-1.amazonaws.com/p?name=gr%C3%B6%C3%9Fe&%E6%97%A5%E6%9C%AC=%F0%9F%98%80", [], ""),
    ("lambda", "GET", "https://lambda.us-east-1.amazonaws.com/p?M=%FE%FF%ZZ%4", [], ""),
    ("lambda", "GET", "https://lambda.us-east-1.amazonaws.com/p?", [], ""),
    ("lambda", "DELETE", "https://lambda.us-east-1.amazonaws.com/p?a=1#fragment", [], ""),
    ("lambda", "POST", "https://lambda.us-east-1.amazonaws.com/p", [["X-Amz-Meta", "a"], ["X-Amz-Meta-B", "b"], ["X-Amz-Meta0", "c"]], "x"),
    ("lambda", "POST", "https://lambda.us-east-1.amazonaws.com/p", [["My-Header", "  a   b \t c  "], ["Empty", ""], ["my-header", "second"]], "x"),
    ("lambda", "POST", "https://lambda.us-east-1.amazonaws.com/p", [["User-Agent", "costctl/1"], ["Expect", ""], ["X-Amzn-Trace-Id", "Root=1"], ["Connection", "close"]], "x"),
    ("lambda", "POST", "https://lambda.us-east-1.amazonaws.com/p", [["Host", "other.example.com"]], "x"),
    ("lambda", "POST", "https://lambda.us-east-1.amazonaws.com/p", [["Authorization", "old"], ["x-amz-date", "old"], ["x-amz-security-token", "old"]], "x"),
    ("tagging", "POST", "https://tagging.us-east-1.amazonaws.com/", [["Content-Type", "application/x-amz-json-1.1"]], "a" * 2_000),
    ("s3", "GET", "https://bucket.s3.us-east-1.amazonaws.com/?list-type=2&prefix=streams%2F2026%2F&continuation-token=a%2Bb%3D%3D", [], ""),
    ("s3", "GET", "https://bucket.s3.us-east-1.amazonaws.com/a%20key//with/../dots/./and%2Bplus+~%7E%25", [], ""),
    ("s3", "GET", "https://s3.eu-central-1.amazonaws.com/bucket//", [], ""),
    ("s3", "GET", "https://s3.eu-central-1.amazonaws.com/bucket/k?versionId=null&acl", [["Range", "bytes=0-9"]], ""),
    ("s3", "HEAD", "https://s3.eu-central-1.amazonaws.com/bucket/gr%C3%B6%C3%9Fe.json.gz", [], ""),
    ("s3", "PUT", "http://localhost:9000/bucket/key", [["Content-Type", "text/plain"], ["x-amz-content-sha256", "old"]], "body"),
]


def pairs(query):
    """A plain reading of the query: what the service sees once the wire encoding is gone."""
    for part in query.split("&"):
        key, _, value = part.partition("=")
        yield unquote(key), unquote(value)


def sign(service, method, url, headers, body, region, date, token):
    fields = HTTPHeaders()
    for name, value in headers:
        if name.lower() in ("authorization", "x-amz-date", "x-amz-security-token") and value == "old":
            continue
        fields.add_header(name, value)
    request = AWSRequest(method=method, url=url, headers=fields, data=body.encode())
    query = urlsplit(url).query
    if query:
        request.params = list(pairs(query))
    signer = auth.S3SigV4Auth if service == "s3" else auth.SigV4Auth
    instant = datetime.datetime.strptime(date, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.timezone.utc)
    with mock.patch.object(auth, "get_current_datetime", lambda: instant):
        signer(Credentials(KEY, SECRET, TOKEN if token else None), service, region).add_auth(request)
    return request.headers["Authorization"]


def main():
    combinations = itertools.cycle(itertools.product(DATES, REGIONS))
    cases = []
    for request in REQUESTS:
        for token in (False, True):
            date, region = next(combinations)
            service, method, url, headers, body = request
            cases.append({
                "service": service, "method": method, "url": url, "headers": headers, "body": body,
                "region": region, "date": date, "token": token,
                "authorization": sign(*request, region, date, token),
            })
    document = {
        "botocore": botocore.__version__, "accessKeyID": KEY, "secretAccessKey": SECRET,
        "sessionToken": TOKEN, "cases": cases,
    }
    with open("requests.json", "w", encoding="utf-8") as file:
        json.dump(document, file, indent=1, ensure_ascii=True)
        file.write("\n")


if __name__ == "__main__":
    main()
