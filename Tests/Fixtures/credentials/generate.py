"""Writes what botocore makes of awkward profiles, environments and files, as JSON beside this script.

Run it with Python 3.11 and botocore 1.43.11 installed: python3 generate.py
"""

import json
import os
import shlex
import tempfile
from pathlib import Path
from unittest import mock

import botocore
import botocore.configloader
import botocore.configprovider
import botocore.session
import botocore.utils

HERE = Path(__file__).parent

CONFIGS = {
    "plain": "[default]\nregion = eu-west-1\n[profile a]\nregion=us-east-2\n",
    "spacing": "[default]\n  region   =   eu-west-1  \nOUTPUT\t:\tjson\n",
    "quoted names": '[profile "two words"]\na = 1\n[profile \'x\']\nb = 2\n[profile "open]\nc = 3\n',
    "not profiles": "[plugins]\nx = 1\n[a]\nregion = r\n[profile]\nq = 1\n[profile a b]\nq = 2\n",
    "full-line comments": "# one\n[default]\n; two\n   # three\nregion = r\n  ; four\noutput = o\n",
    "no inline comments": "[default]\na = x # y\nb = x ; y\nc = x#y\n",
    "comment after a header": "[default] # why\na = 1\n[profile b] ; why ]\nc = 2\n",
    "quotes stay": "[default]\na = \"x y\"\nb = 'z'\n",
    "both delimiters": "[default]\na = x:y=z\nb : x=y:z\nc=\nd:\n",
    "nested": "[default]\ns3 =\n  Max_Conc = 10\n  addressing_style=path\nregion = r\n",
    "nested with gaps": "[default]\ns3 =\n\n  a = 1\n\n  # no\n  b = 2 # yes\n\nregion = r\n",
    "nested without equals": "[default]\ns3 =\n  oops\n",
    "continued": "[default]\na = one\n  two = 2\n\tthree\nb = x\n",
    "continued over a blank line": "[default]\na = one\n\n  two\n\nb = x\n",
    "indented section": "[default]\nregion = r\n [profile a]\n",
    "indented first key": "[default]\n   a = 1\n   b = 2\n  c = 3\n",
    "repeated section": "[default]\na = 1\n[default]\nb = 2\n",
    "repeated key": "[default]\na = 1\nA = 2\n",
    "before any section": "a = 1\n[default]\n",
    "not a key": "[default]\njust words\n",
    "no name": "[default]\n= 1\n",
    "empty header": "[]\na = 1\n",
    "inherited": "[DEFAULT]\nregion = lent\nx = 1\n[default]\nx = 2\n[profile a]\n",
    "default twice": "[default]\na = 1\n[profile default]\na = 2\nb = 2\n",
    "default twice, other order": "[profile default]\na = 2\nb = 2\n[default]\na = 1\n",
    "windows lines": "[default]\r\na = 1\r\ns3 =\r\n  b = 2\r\n",
    "old mac lines": "[default]\ra = 1\rb = 2\r",
    "sessions and services": "[sso-session s]\nsso_region = r\n[services v]\nsts =\n  endpoint_url = http://x\n",
    "odd prefixes": "[profiles x]\na = 1\n[sso-sessions y]\nb = 2\n[profilex]\nc = 3\n",
    "unicode": "[profile größe]\nname = größe \u00a0\u2003\n",
    "no last newline": "[default]\na = 1",
    "empty": "",
    "only a comment": "# nothing",
    "percent and dollar": "[default]\na = %(b)s $HOME ${x}\n",
    "last bracket": "[profile a]b]\nx = 1\n",
}

CREDENTIALS = {
    "none": None,
    "overlap": "[default]\nregion = other\naws_access_key_id = K\n[profile a]\nz = 1\n[a]\ny = 1\n",
}

COMMAND_LINES = [
    "a b  c", "a 'b c' d", 'a "b c" d', "a\\ b c", 'a "b\\"c\\\\d\\e"', "a 'b\\'", "a ''", "",
    "   ", "a;b $(c) `d` | e & f > g", "a # b", "a'b'\"c\"d", "open 'quote", 'open "quote',
    "end\\", "tab\there\nnewline", "größe 'ü ö'", '"a\\$b"', "*.txt ~ $HOME",
]


def profiles():
    cases = []
    for name, config in CONFIGS.items():
        for other, credentials in CREDENTIALS.items():
            with tempfile.TemporaryDirectory() as folder:
                environment = files(folder, config, credentials)
                with mock.patch.dict(os.environ, environment, clear=True):
                    try:
                        full = botocore.session.Session().full_config
                        expected = {k: full[k] for k in ("profiles", "sso_sessions", "services")}
                    except botocore.exceptions.ConfigParseError:
                        expected = None
            cases.append({"name": f"{name}, credentials {other}", "config": config,
                          "credentials": credentials, "expected": expected})
    return cases


def files(folder, config, credentials):
    environment = {"HOME": folder, "AWS_EC2_METADATA_DISABLED": "false"}
    for variable, name, text in (
        ("AWS_CONFIG_FILE", "config", config),
        ("AWS_SHARED_CREDENTIALS_FILE", "credentials", credentials),
    ):
        environment[variable] = str(Path(folder) / name)
        if text is not None:
            (Path(folder) / name).write_bytes(text.encode())
    return environment


def command_lines():
    cases = []
    for line in COMMAND_LINES:
        try:
            cases.append({"line": line, "words": shlex.split(line)})
        except ValueError:
            cases.append({"line": line, "words": None})
    return cases


KEYS = {"AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "s"}
STATIC = "aws_access_key_id = {0}\naws_secret_access_key = s\n"
ROLE = "role_arn = arn:aws:iam::1:role/r\n"
SSO = "sso_account_id = 1\nsso_role_name = r\nsso_region = us-east-1\nsso_start_url = https://x\n"
PROCESS = "credential_process = /bin/echo '{\"Version\":1,\"AccessKeyId\":\"PROC\",\"SecretAccessKey\":\"s\"}'\n"
WEB = {"AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/w"}
CONTAINER = {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"}
SHARED = "[default]\n" + STATIC.format("SHARED") + "[p]\n" + STATIC.format("SHARED-P")
CONFIG = "[default]\n" + STATIC.format("CONFIG") + "[profile p]\n" + STATIC.format("CONFIG-P")


def case(name, config=None, credentials=None, profile=None, **variables):
    return {"name": name, "config": config, "credentials": credentials, "profile": profile,
            "variables": variables}


CHAINS = [
    case("nothing but the instance"),
    case("environment before all", CONFIG, SHARED, **KEYS, **WEB, **CONTAINER),
    case("AWS_PROFILE does not set the environment aside", CONFIG, SHARED, AWS_PROFILE="p", **KEYS),
    case("--profile sets the environment aside", CONFIG, SHARED, profile="p", **KEYS),
    case("--profile default sets it aside too", CONFIG, SHARED, profile="default", **KEYS),
    case("key without secret", CONFIG, SHARED, AWS_ACCESS_KEY_ID="ENV"),
    case("secret without key", CONFIG, SHARED, AWS_SECRET_ACCESS_KEY="s"),
    case("empty key", CONFIG, SHARED, AWS_ACCESS_KEY_ID="", AWS_SECRET_ACCESS_KEY="s"),
    case("shared file before config file", CONFIG, SHARED),
    case("config file alone", CONFIG),
    case("role before shared keys", "[default]\n" + ROLE + "source_profile = default\n", SHARED),
    case("role in the credentials file", None, SHARED + "[r]\n" + ROLE + "source_profile = p\n", AWS_PROFILE="r"),
    case("role without source", "[default]\n" + ROLE, SHARED),
    case("role with two sources", "[default]\n" + ROLE + "source_profile = p\ncredential_source = Environment\n", SHARED),
    case("role with unknown source", "[default]\n" + ROLE + "source_profile = q\n", SHARED),
    case("role with unknown place", "[default]\n" + ROLE + "credential_source = environment\n", SHARED),
    case("role naming itself without keys", "[default]\n" + ROLE + "source_profile = default\n"),
    case("loop of three", "[default]\n" + ROLE + "source_profile = a\n[profile a]\n" + ROLE + "source_profile = b\n[profile b]\n" + ROLE + "source_profile = a\n"),
    case("chain of two roles", "[default]\n" + ROLE + "source_profile = a\n[profile a]\n" + ROLE + "source_profile = p\n", SHARED),
    case("source without credentials", "[default]\n" + ROLE + "source_profile = a\n[profile a]\nregion = r\n"),
    case("source ignores the environment's token", "[default]\n" + ROLE + "source_profile = p\n", SHARED, **WEB),
    case("role from the environment", "[default]\n" + ROLE + "credential_source = Environment\n", profile="default", **KEYS),
    case("role from an empty environment", "[default]\n" + ROLE + "credential_source = Environment\n"),
    case("role from the container", "[default]\n" + ROLE + "credential_source = EcsContainer\n", **CONTAINER),
    case("role from the instance", "[default]\n" + ROLE + "credential_source = Ec2InstanceMetadata\n"),
    case("web identity before SSO and keys", "[default]\n" + SSO, SHARED, **WEB),
    case("web identity variables yield to --profile", CONFIG, SHARED, profile="p", **WEB),
    case("web identity of the profile", "[default]\n" + ROLE + "web_identity_token_file = /token\nsource_profile = p\n", SHARED),
    case("web identity without role", CONFIG, SHARED, AWS_WEB_IDENTITY_TOKEN_FILE="/token"),
    case("SSO before shared keys", "[default]\n" + SSO, SHARED),
    case("SSO that lacks a region", "[default]\nsso_account_id = 1\nsso_role_name = r\n", SHARED),
    case("SSO over a session", "[default]\nsso_session = s\nsso_account_id = 1\nsso_role_name = r\n[sso-session s]\nsso_region = us-east-1\nsso_start_url = https://x\n", SHARED),
    case("SSO over an unknown session", "[default]\nsso_session = t\nsso_account_id = 1\nsso_role_name = r\n", SHARED),
    case("SSO that contradicts its session", "[default]\n" + SSO + "sso_session = s\n[sso-session s]\nsso_region = eu-west-1\nsso_start_url = https://x\n", SHARED),
    case("sso_session alone is no SSO", "[default]\nsso_session = s\n", SHARED),
    case("shared keys before a process", "[default]\n" + PROCESS, SHARED),
    case("process before config keys", CONFIG.replace("[profile p]", PROCESS + "[profile p]")),
    case("shared keys cut in half", None, "[default]\naws_access_key_id = K\n"),
    case("config keys cut in half", "[default]\naws_access_key_id = K\n"),
    case("login session", "[default]\nlogin_session = arn:aws:iam::1:user/u\n"),
    case("config keys before the container", CONFIG, **CONTAINER),
    case("container before the instance", **CONTAINER),
    case("no metadata", AWS_EC2_METADATA_DISABLED="TRUE"),
    case("unknown profile", CONFIG, SHARED, profile="nope"),
]

INSTANCE = {"role_name": "r", "access_key": "IMDS", "secret_key": "s", "token": "t",
            "expiry_time": "2040-01-01T00:00:00Z"}
TASK = {"AccessKeyId": "TASK", "SecretAccessKey": "s", "Token": "t", "Expiration": "2040-01-01T00:00:00Z"}


def chains():
    results = []
    for chain in CHAINS:
        with tempfile.TemporaryDirectory() as folder:
            environment = files(folder, chain["config"], chain["credentials"])
            environment.update(chain["variables"])
            disabled = environment["AWS_EC2_METADATA_DISABLED"].lower() == "true"
            with (
                mock.patch.dict(os.environ, environment, clear=True),
                mock.patch.object(botocore.utils.InstanceMetadataFetcher, "retrieve_iam_role_credentials",
                                  lambda self: {} if disabled else INSTANCE),
                mock.patch.object(botocore.utils.ContainerMetadataFetcher, "retrieve_full_uri",
                                  lambda self, url, headers=None: TASK),
            ):
                results.append(chain | {"expected": resolve(chain["profile"])})
    return results


def resolve(profile):
    try:
        session = botocore.session.Session(profile=profile)
        session.get_config_variable("region")
        found = session.get_credentials()
    except Exception as error:  # the kind of error is botocore's own
        return {"error": type(error).__name__}
    if found is None:
        return {"method": None}
    # Roles and SSO are deferred: asking them for a key would call AWS.
    deferred = isinstance(found, botocore.credentials.DeferredRefreshableCredentials)
    return {"method": found.method, "key": None if deferred else found.access_key}


SETTINGS = [
    case("nothing"),
    case("region of the profile", "[default]\nregion = a\n[profile p]\nregion = b\n", AWS_PROFILE="p"),
    case("region of the default profile", "[default]\nregion = a\n"),
    case("region of the credentials file", "[default]\nregion = a\n", "[default]\nregion = b\n"),
    case("variable before profile", "[default]\nregion = a\n", AWS_DEFAULT_REGION="c"),
    case("older profile variable", "[profile p]\nregion = b\n", AWS_DEFAULT_PROFILE="p"),
    case("attempts", "[default]\nmax_attempts = 7\n"),
    case("attempts by variable", "[default]\nmax_attempts = 7\n", AWS_MAX_ATTEMPTS="9"),
    case("bundle", "[default]\nca_bundle = /a.pem\n"),
    case("bundle by variable", "[default]\nca_bundle = /a.pem\n", AWS_CA_BUNDLE="/b.pem"),
    case("endpoint of the profile", "[default]\nendpoint_url = http://a\n"),
    case("endpoint of a service", "[default]\nservices = s\nendpoint_url = http://a\n[services s]\ncloudwatch =\n  endpoint_url = http://b\n"),
    case("global variable before the service's section", "[default]\nservices = s\n[services s]\ncloudwatch =\n  endpoint_url = http://b\n", AWS_ENDPOINT_URL="http://c"),
    case("service variable before the global one", AWS_ENDPOINT_URL="http://c", AWS_ENDPOINT_URL_CLOUDWATCH="http://d"),
    case("another service's variable", AWS_ENDPOINT_URL_LAMBDA="http://d"),
    case("another service's section", "[default]\nservices = s\nendpoint_url = http://a\n[services s]\nlambda =\n  endpoint_url = http://b\n"),
    case("missing section", "[default]\nservices = s\n"),
    case("ignored by variable", "[default]\nendpoint_url = http://a\n", AWS_ENDPOINT_URL="http://c", AWS_IGNORE_CONFIGURED_ENDPOINT_URLS="True"),
    case("ignored by profile", "[default]\nendpoint_url = http://a\nignore_configured_endpoint_urls = true\n"),
    case("unknown profile by variable", "[profile p]\nregion = b\n", AWS_PROFILE="q"),
    case("profile of the credentials file alone", None, "[p]\nregion = b\n", AWS_PROFILE="p"),
    case("metadata endpoint", AWS_EC2_METADATA_SERVICE_ENDPOINT="http://127.0.0.1:1338"),
    case("metadata over IPv6", AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE="IPv6"),
    case("metadata over IPv6 by profile", "[default]\nec2_metadata_service_endpoint_mode = ipv6\n"),
    case("metadata over IPv6, older variable", AWS_IMDS_USE_IPV6="true"),
    case("metadata mode unknown", AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE="v5"),
    case("metadata patience", "[default]\nmetadata_service_timeout = 3\n", AWS_METADATA_SERVICE_NUM_ATTEMPTS="2"),
]


def settings():
    results = []
    for setting in SETTINGS:
        with tempfile.TemporaryDirectory() as folder:
            environment = files(folder, setting["config"], setting["credentials"])
            environment.update(setting["variables"])
            with mock.patch.dict(os.environ, environment, clear=True):
                results.append(setting | {"expected": effective()})
    return results


def effective():
    try:
        session = botocore.session.Session()
        value = session.get_config_variable
        ignoring = value("ignore_configured_endpoint_urls")
        provider = botocore.configprovider.ConfiguredEndpointProvider(
            session.full_config, session.get_scoped_config(), "cloudwatch")
        fetcher = botocore.utils.InstanceMetadataFetcher(config={
            "ec2_metadata_service_endpoint": value("ec2_metadata_service_endpoint"),
            "ec2_metadata_service_endpoint_mode": botocore.utils.resolve_imds_endpoint_mode(session)})
        return {"profile": value("profile") or "default", "region": value("region"),
                "max_attempts": value("max_attempts"), "ca_bundle": value("ca_bundle"),
                "endpoint": None if ignoring else provider.provide(),
                "metadata_endpoint": fetcher.get_base_url().rstrip("/"),
                "metadata_timeout": value("metadata_service_timeout"),
                "metadata_attempts": value("metadata_service_num_attempts")}
    except Exception as error:  # the kind of error is botocore's own
        return {"error": type(error).__name__}


def main():
    for name, make in (("profiles", profiles), ("command-lines", command_lines),
                       ("chains", chains), ("settings", settings)):
        document = {"origin": f"generate.py, botocore {botocore.__version__}", "cases": make()}
        text = json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True)
        (HERE / f"{name}.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
