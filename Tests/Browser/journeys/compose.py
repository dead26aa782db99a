"""The shape of docker-compose.yml."""
import pathlib
import re

import yaml

from registry import journey

ROOT = pathlib.Path(__file__).resolve().parents[3]


WITNESSES = {"council", "press", "university", "neighbour"}


@journey("The compose file joins platform, database, proxy, mail and four witnesses without a default password")
def compose(town):
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    whole = yaml.safe_load(text)
    services = whole["services"]
    assert set(services) == {"proxy", "platform", "database", "mail", "trust", *WITNESSES}

    platform = services["platform"]
    recipe = platform["build"]["dockerfile_inline"]
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", recipe, re.M):
        for name in line.split():
            assert (ROOT / name).exists(), f"{name} is copied into the image and is not there"
    assert re.search(r"^USER (?!root)", recipe, re.M), "the platform runs as root"
    assert platform["network_mode"] == "service:proxy", "the program listens on 127.0.0.1 only"
    assert platform["depends_on"]["database"]["condition"] == "service_healthy" and services["database"]["healthcheck"]
    assert "ports" not in platform and "ports" not in services["database"], "only the proxy is reached from outside"
    assert all(port.startswith("127.0.0.1:") for port in services["mail"]["ports"])
    assert int(re.fullmatch(r"postgres:(\d+)", services["database"]["image"]).group(1)) >= 15

    passwords = re.findall(r"PASSWORD\S*", text.split("services:")[1])
    assert passwords and "PASSWORD:-" not in text, "a password has a default"
    settings = (ROOT / "Sources/Mitstimme/Settings.swift").read_text(encoding="utf-8")
    cases = settings.split("enum Setting")[1].split(" var ")[0]
    known = re.search(r"\bcase ([\w,\s]+?)\n\n", cases).group(1).replace(",", " ").split()
    names = {"MITSTIMME_" + re.sub(r"([A-Z])", r"_\1", each).upper() for each in known}
    assert set(platform["environment"]) <= names, set(platform["environment"]) - names

    port = platform["environment"]["MITSTIMME_PORT"]
    assert f"reverse_proxy 127.0.0.1:{port}" in whole["configs"]["caddyfile"]["content"]
    assert services["proxy"]["configs"][0]["source"] in whole["configs"]
    mounted = [each.split(":")[0] for service in services.values() for each in service.get("volumes", [])]
    assert set(mounted) == set(whole["volumes"]), "a volume is not declared or not used"
    witnesses(services, port)


def witnesses(services, platform_port):
    """Four witnesses of the platform's log on ports of their own, and a policy that asks for three of them."""
    script = services["trust"]["command"][0]
    ports = set()
    for name in WITNESSES:
        service = services[name]
        assert service["entrypoint"] == ["witness"] and service["network_mode"] == "service:proxy" and "ports" not in service
        words = service["command"].split()
        flags = dict(zip(words[1::2], words[2::2]))
        assert words[0] == "serve" and flags["--log"] == f"http://127.0.0.1:{platform_port}/log/policy"
        assert service["volumes"] == [f"{name}:{flags['--folder']}"], "each keeps its own state"
        assert f"{name}:{flags['--port']}" in script, "the policy names another port"
        ports.add(flags["--port"])
    assert len(ports) == 4 and platform_port not in ports
    group = re.search(r"group observers (\d) ([a-z ]+)'", script)
    assert group.group(1) == "3" and set(group.group(2).split()) == WITNESSES
    start = services["platform"]["command"][0]
    assert "policy:/srv/policy:ro" in services["platform"]["volumes"] and "policy:/srv/policy" in services["trust"]["volumes"]
    assert "if [ -f /srv/policy/policy ]" in start and "--log-policy /srv/policy/policy" in start and "exec mitstimme serve" in start
    assert "quorum observers" in script and services["trust"]["restart"] == "on-failure"
