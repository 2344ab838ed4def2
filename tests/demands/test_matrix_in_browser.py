"""The matrix of demands: a table where there is room, groups on a phone, without a script."""

import pytest

PHONE, DESKTOP = 360, 1280


@pytest.fixture
def demands_at(page_for, seeded_server):
    def open_at(width):
        page = page_for(seeded_server.base_url, width=width)
        page.goto("/en/demands")
        return page

    return open_at


def test_where_there_is_room_it_is_a_table(demands_at):
    page = demands_at(DESKTOP)
    matrix = page.get_by_role("table").first
    assert matrix.get_by_role("columnheader").first.inner_text() == "Demand"
    row = matrix.get_by_role("row").nth(1)
    heading, first = row.get_by_role("rowheader"), row.get_by_role("cell").first
    assert heading.bounding_box()["y"] == first.bounding_box()["y"]
    assert matrix.locator(".on-phone").first.is_hidden()


def test_on_a_phone_each_demand_is_a_group(demands_at):
    page = demands_at(PHONE)
    matrix = page.get_by_role("table").first
    assert matrix.get_by_role("columnheader").first.is_hidden()
    assert matrix.locator(".is-empty").first.is_hidden()
    named = matrix.locator("tr", has=page.locator(".on-phone")).first
    heading, organisation = named.locator("th"), named.locator(".on-phone").first
    words = named.locator(".support p").first
    tops = [part.bounding_box()["y"] for part in (heading, organisation, words)]
    assert tops == sorted(tops)
    assert len(set(tops)) == 3
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE


def test_on_a_desk_nothing_of_the_table_is_cut_off(demands_at):
    page = demands_at(DESKTOP)
    frames = page.locator(".wide")
    assert frames.evaluate_all("all => all.filter(one => one.scrollWidth > one.clientWidth)") == []
