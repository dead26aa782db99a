"""The shape of docker-compose.yml."""
import pathlib
import re

import yaml

from registry import journey

ROOT = pathlib.Path(__file__).resolve().parents[3]


@journey("The compose file joins platform, database, proxy and mail without a default password")
def compose(town):
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    whole = yaml.safe_load(text)
    services = whole["services"]
    assert set(services) == {"proxy", "platform", "database", "mail"}

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
    assert sorted(mounted) == sorted(whole["volumes"]), "a volume is not declared or not used"
