"""Signing in and out."""

PASSWORD = "made for tests: cold tea"


def test_a_page_of_the_workspace_leads_to_the_sign_in_and_back(browser_of, organiser):
    client = browser_of()
    asked = client.get("/organise")
    assert (asked.status_code, asked.headers["location"]) == (303, "/organise/sign-in?next=home")
    answer = client.post(
        asked.headers["location"], data={"handle": "Organiser", "password": PASSWORD}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/organise")
    assert client.get("/organise").status_code == 200
    assert client.post("/organise/sign-out").headers["location"] == (
        "/organise/sign-in?notice=signed_out"
    )
    assert client.get("/organise").status_code == 303


def test_a_wrong_password_keeps_the_handle_and_nothing_else(client, organiser):
    answer = client.post(
        "/organise/sign-in", data={"handle": "organiser", "password": "not that one"}
    )
    assert answer.status_code == 422
    assert 'value="organiser"' in answer.text
    assert "not that one" not in answer.text
    assert "set-cookie" not in answer.headers


def test_somebody_signed_in_by_the_fixture_reads_the_workspace(organiser):
    assert organiser.client.get("/organise").status_code == 200
