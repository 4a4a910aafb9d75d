"""The tree from the vision to the actions, and its loose ends."""

from __future__ import annotations

from django.test import Client

from secap.desk.actions.models import Direction, Goal, PriorityArea
from tests.cast import Cast
from tests.desk.targets.conftest import STRATEGY, action, text_of, tree

HIERARCHY = f"{STRATEGY}directions-and-areas/"


def test_an_empty_tree_says_where_to_begin(cast: Cast, ada: Client) -> None:
    text = text_of(ada, HIERARCHY)
    assert "Nothing below the vision yet" in text and "Add a direction" in text


def test_everything_hangs_where_it_belongs(cast: Cast, ada: Client) -> None:
    direction, area = tree(cast)
    goal = cast.keep(cast.ada, Goal(title="Mazāk siltuma", direction=direction))
    action(cast, 12.0, number="1", title="Skolas siltināšana", priority_area=area, goal=goal)
    answer = ada.get(HIERARCHY)
    node = answer.context["tree"].directions[0]
    assert [one.goal.title for one in node.goals] == ["Mazāk siltuma"]
    assert [[done.title for done, _t in one.actions] for one in node.areas] == [["Skolas siltināšana"]]
    assert answer.context["findings"] == []
    text = text_of(ada, HIERARCHY)
    assert "12 t a year" in text and "1 action serves it" in text and "Hangs loose" not in text


def test_what_is_added_below_a_direction_belongs_to_it(cast: Cast, ada: Client) -> None:
    direction, area = tree(cast)
    text = text_of(ada, HIERARCHY)
    link = f"{STRATEGY}priority-areas/new/?direction={direction.pk}"
    assert f'href="{link}"' in text
    assert f'goals/new/?direction={direction.pk}"' in text
    assert f'href="/upesciems/actions/new/?priority_area={area.pk}"' in text
    assert f'<option value="{direction.pk}" selected' in ada.get(link).content.decode()


def test_loose_ends_are_marked_and_told(cast: Cast, ada: Client) -> None:
    cast.keep(cast.ada, Direction(title="Transports"))
    cast.keep(cast.ada, PriorityArea(title="Velo"))
    cast.keep(cast.ada, Goal(title="Ēna"))
    action(cast, None, title="Kampaņa")
    text = text_of(ada, HIERARCHY)
    assert "Hangs loose" in text
    for told in (
        "no goal", "no priority area", "no action", "Actions without a priority area", "Kampaņa",
        "The direction has no goal.", "The priority area belongs to no direction.",
        "No action serves the goal.",
    ):  # fmt: skip
        assert told in text
