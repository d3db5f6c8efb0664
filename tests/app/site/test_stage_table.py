"""What stands in the rows of a route's page adds up to what stands below and above them."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from app.site.stage_table import differences, shown_stages, shown_total
from tests.builders import a_route_sheet

CELL = re.compile(r'<td class="amount[^"]*">([^<]*)</td>')
HEAD = re.compile(r"<dd>(?:<svg.*?</svg>)?([^<]*)</dd>")


@given(st.lists(st.floats(0, 1e6)))
def test_differences_of_rounded_figures_add_up_and_stay_near_the_true_ones(
    parts: list[float],
) -> None:
    cumulative = [sum(parts[: index + 1]) for index in range(len(parts))]
    rows = differences(cumulative)
    assert sum(rows) == (round(cumulative[-1]) if parts else 0)
    assert all(abs(row - part) <= 1.01 for row, part in zip(rows, parts, strict=True))


def test_unknown_heights_give_no_climb() -> None:
    sheet = a_route_sheet()
    unknown = replace(
        sheet,
        ascent_m=None,
        descent_m=None,
        stages=tuple(replace(stage, ascent_m=None, descent_m=None) for stage in sheet.stages),
    )
    assert {row.ascent_m for row in shown_stages(unknown)} <= {None}
    assert shown_total(unknown).descent_m is None
    assert shown_total(replace(unknown, stages=())).ascent_m is None


def test_a_route_without_stages_shows_its_own_figures() -> None:
    sheet = replace(a_route_sheet(), stages=())
    total = shown_total(sheet)
    assert total.length_hm == round(sheet.length_m / 100)
    assert total.duration_min == sheet.duration_min


def amount(shown: str) -> int:
    """A figure of the page as a whole number of its smallest unit: hm, m, or minutes."""
    if " h" in shown.replace("\u00a0", " ") or "min" in shown:
        hours, _, minutes = shown.replace("min", "").rpartition("h")
        return int(hours or 0) * 60 + int(minutes.strip() or 0)
    return int(re.sub(r"\D", "", shown))


@pytest.mark.parametrize("language", ["fr", "en", "es"])
def test_on_every_page_the_rows_add_up_to_the_foot_and_the_foot_is_the_head(
    demo_client: FlaskClient, language: str
) -> None:
    home = demo_client.get(f"/{language}/").text
    addresses = re.findall(rf'href="(/{language}/itineraires/[^"]+)"', home)
    assert len(addresses) == 11
    for address in addresses:
        html = demo_client.get(address).text
        head = HEAD.findall(html[html.index('<dl class="figures">') : html.index("</dl>")])
        body, _, foot = html[html.index("<tbody>") : html.index("</table>")].partition("</tbody>")
        rows = [CELL.findall(row) for row in body.split("</tr>")[:-1]]
        total = CELL.findall(foot)
        assert total == head, address
        for column, shown in enumerate(total):
            assert sum(amount(row[column]) for row in rows) == amount(shown), (address, shown)
