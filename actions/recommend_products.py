"""`action_recommend_products`: say which of the flow's products fit the answers so far."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.workplace import language_of, workplace
from bot.effects import ProductCard
from bot.engine import recommend

#: Products named when the flow has no `recommend_count` of its own.
COUNT = 3
#: And at the most.
MOST = 10


class RecommendProducts(Action):
    """Reads `recommend_count`; sets `recommended_products`, a list of ids, best first."""

    def name(self) -> str:
        """The name flows call it by."""
        return "action_recommend_products"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """One message with the products, and their ids for the flow to go on with."""
        with workplace(tracker) as place:
            flow = place.flow
        cards: tuple[ProductCard, ...] = ()
        if flow is not None:
            cards = recommend(
                flow,
                tracker.slots,
                language=language_of(tracker),
                today=datetime.now(UTC).date().isoformat(),
                count=_count(tracker.slots.get("recommend_count")),
            )
        if cards:
            dispatcher.utter_message(text="\n".join(_line(card) for card in cards))
        return [SlotSet("recommended_products", [card.id for card in cards])]


def _count(wanted: object) -> int:
    if isinstance(wanted, int | float) and 1 <= wanted <= MOST:
        return int(wanted)
    return COUNT


def _line(card: ProductCard) -> str:
    title = f"[{card.title}]({card.url})" if card.url else f"**{card.title}**"
    return f"- {title}" + (f", {card.price}" if card.price else "")
