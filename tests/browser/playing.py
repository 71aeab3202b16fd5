"""Plays any flow in a browser as a visitor would: whatever is asked is answered by its control."""

from __future__ import annotations

from playwright.sync_api import FrameLocator, Locator, Page, expect

#: What to type, by the slot's name or else by the field's kind.
WORDS = {
    "email": "ada@northwind.example",
    "phone": "+48 601 234 567",
    "first_name": "Ada",
    "last_name": "Yılmaz",
    "company": "Northwind",
    "website": "https://northwind.example",
    "decimal": "3000",
    "numeric": "3",
    "tel": "+48 601 234 567",
    "url": "https://northwind.example",
    "text": "Żółta łódź",
}

#: What a question is answered by; while the bot still writes there is none of it.
ANSWERABLE = "button[value=start], button.option, .steps button, #typed, button.primary:visible"

Place = Page | FrameLocator


def flow_of(place: Place) -> Locator:
    """The flow's main element."""
    return place.locator("#flow")


def is_over(place: Place) -> bool:
    """Whether an outcome is shown."""
    return flow_of(place).get_attribute("data-outcome") is not None


def answer(place: Place) -> None:
    """Answer what is asked now and wait for what follows."""
    flow = flow_of(place)
    place.locator(ANSWERABLE).first.wait_for()
    turn = flow.get_attribute("data-turn")
    start = place.locator("button[value=start]")
    if start.count():
        start.click()
        expect(start).to_have_count(0)
        return
    tap = place.locator("button.option, .steps button")
    if tap.count():
        tap.first.click()
    elif place.locator("#typed").count() and not place.locator("form.small").count():
        typed = place.locator("#typed")
        typed.fill(_words(flow.get_attribute("data-slot") or "", typed))
        place.locator("button.send").click()
    else:
        for question in place.locator(".question:visible").all():
            _fill(question)
        place.locator("button.primary:visible").first.click()
    expect(flow_of(place)).not_to_have_attribute("data-turn", turn or "", timeout=15_000)


def play(place: Place, most: int = 40) -> str:
    """Play to the end; the outcome's id."""
    for _ in range(most):
        if is_over(place):
            return flow_of(place).get_attribute("data-outcome") or ""
        answer(place)
    raise AssertionError(f"no outcome after {most} answers")


def _words(slot: str, field: Locator) -> str:
    kind = field.get_attribute("inputmode") or field.get_attribute("type") or "text"
    return WORDS.get(slot) or WORDS.get(kind) or WORDS["text"]


def _fill(question: Locator) -> None:
    slot = question.get_attribute("data-slot") or ""
    boxes = question.locator("input[type=radio], input[type=checkbox]")
    if question.locator("table, .rows").count() or question.locator("[type=radio]").count():
        names = {box.get_attribute("name") for box in boxes.all()}
        for name in sorted(str(name) for name in names):
            box = question.locator(f'input[name="{name}"]').first
            question.locator(f'label:has(input[name="{name}"])').first.click() if question.locator(
                f'label:has(input[name="{name}"])'
            ).count() else box.check(force=True)
        return
    if boxes.count():
        question.locator("label:has(input)").first.click()
        return
    # A ranking's script may hide its selects in this very moment; they go on telling the places.
    for place, chooser in enumerate(question.locator("select:visible").element_handles(), start=1):
        chooser.select_option(index=place, force=True)
    for field in question.locator(
        "input:not([type=range]):not([type=hidden]):not([type=file]), textarea"
    ).all():
        if not field.is_visible() or field.input_value():
            continue
        day = field.get_attribute("type") == "date"
        field.fill("2027-03-01" if day else _words(slot, field))
