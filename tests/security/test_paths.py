"""Names in addresses never lead out of their folder, and no template is made of them."""

from __future__ import annotations

import pytest

from tests.security.conftest import KEY, Site

_WAYS_UP = (
    "../lead.yml",
    "..%2flead.yml",
    "%2e%2e/lead.yml",
    "%2e%2e%2flead.yml",
    "..%5clead.yml",
    "....//lead.yml",
    "ours.svg/../../lead.yml",
    "%252e%252e%252flead.yml",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "//etc/passwd",
    "ours.svg%00.png",
    ".",
    "..",
    "%00",
)


@pytest.mark.parametrize("way", _WAYS_UP)
@pytest.mark.parametrize("folder", ["/media/", "/static/"])
def test_no_file_outside_the_folder_is_handed_out(site: Site, folder: str, way: str) -> None:
    answer = site.stranger().get(folder + way, follow_redirects=True)
    assert answer.status_code in (400, 404), way
    assert "axes" not in answer.text
    assert "root:" not in answer.text


def test_a_picture_of_the_flows_is_handed_out_without_rights(site: Site) -> None:
    answer = site.stranger().get("/media/ours.svg")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "name",
    [
        "lead",
        "offers",
        "..%2fflows%2fform",
        "%2e%2e%2fform",
        "form.yml",
        "FORM",
        "form%00",
        "form%0a",
        "{{7*7}}",
        "${7*7}",
        "%3Cscript%3Ecanary()%3C%2Fscript%3E",
        "x" * 5000,
    ],
)
def test_only_published_names_are_flows(site: Site, name: str) -> None:
    client = site.stranger()
    for path in (f"/f/{name}", f"/f/{name}/frame", f"/studio/flows/{name}"):
        page = (site.person() if "studio" in path else client).get(path)
        assert page.status_code == 404, path
        assert "<script>canary" not in page.text
        assert ">49<" not in page.text
    api = client.post(f"/api/v1/flows/{name}/conversations", json={})
    assert (api.status_code, api.mimetype) == (404, "application/problem+json")


@pytest.mark.parametrize("number", ["0", "9" * 18, "9" * 19, "9" * 30, "-1", "1.5"])
@pytest.mark.parametrize(
    "path",
    [
        "/studio/leads/{}",
        "/studio/leads/{}/export.json",
        "/studio/leads/{}/export.html",
        "/studio/leads/{}/files/x",
        "/api/v1/leads/{}",
    ],
)
def test_numbers_that_no_row_has_are_not_found(site: Site, path: str, number: str) -> None:
    headers = {"Authorization": f"Bearer {KEY}"}
    assert site.person().get(path.format(number), headers=headers).status_code == 404
