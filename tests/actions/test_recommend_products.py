from __future__ import annotations

from flask import Flask

from tests.actions.conftest import play


def test_products_that_share_tags_with_the_answers_are_said_best_first(site: Flask) -> None:
    reply = play("shop", "espresso")
    said = reply.view.messages[-1].markdown.splitlines()
    assert said[0].startswith("- [Pavoni](https://shop.example/pavoni), €890")
    assert "Moka" in said[1]
    assert "Dripper" in said[2]
    assert reply.view.values["recommended_products"] == ["pavoni", "moka", "dripper"]


def test_another_answer_recommends_another_product(site: Flask) -> None:
    reply = play("shop", "filter")
    assert reply.view.values["recommended_products"][0] == "dripper"
