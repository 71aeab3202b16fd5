"""lead.yml and offers.yml: their own problems, and what they mean for all flows together."""

from __future__ import annotations

from bot.flowfile import check_sources, compile_bundle

HEAD = "format: 1\nkind: chat\ntitle: A chat\nlanguage: en\nsteps:\n"
NEED = (
    "  - ask: need\n    type: choice\n    text: What?\n    axis: need\n"
    "    options: [{value: a, points: 25}, {value: b, points: 5}]\n"
)
BUDGET = (
    "  - ask: budget\n    type: number\n    text: How much?\n    axis: budget\n"
    "    points: [{if: budget > 5, give: 25}]\n"
)
MAIL = "  - {ask: email, type: email, text: Mail?}\n"
AXES = "axes:\n  need: {cap: 25}\n  budget: {cap: 25}\nstages:\n"


def told(flow: str, **files: str) -> list[str]:
    sources = {f"{name}.yml": text.encode() for name, text in files.items()}
    if flow:
        sources["flow.yml"] = (HEAD + flow).encode()
    return [f"{p.severity} {p}" for p in check_sources(sources).problems]


def test_what_is_wrong_in_lead_yml_is_told() -> None:
    lead = (
        "axes:\n  need: {cap: 0}\n  budget: {cap: 25, half_life: 3}\n"
        "fit:\n  - {if: first_name, give: 5}\n"
        "stages:\n  MQL: {scor: 5, needs: [email_confirmd], known: [bugdet]}\n"
    )
    assert told("", lead=lead) == [
        "error lead.yml:2:15: axes > need > cap: must be a number above 0",
        (
            "error lead.yml:3:21: axes > budget: unknown key 'half_life'. "
            "Did you mean 'half_life_days'?"
        ),
        "error lead.yml:4:1: fit: the rules give points on the axis 'fit', which `axes` lacks",
        (
            "error lead.yml:5:10: fit > rule 1 > if: 'first_name' is text, not a condition; "
            "compare it, like budget > 100, or ask KNOWN(budget)"
        ),
        "error lead.yml:7:9: stages > MQL: unknown key 'scor'. Did you mean 'score'?",
        (
            "error lead.yml:7:26: stages > MQL > needs > 1: no contact fact 'email_confirmd'. "
            "Did you mean 'email_confirmed'?"
        ),
        "error lead.yml:7:51: stages > MQL > known > 1: no axis 'bugdet'. Did you mean 'budget'?",
    ]


def test_what_is_wrong_in_offers_yml_is_told() -> None:
    offers = (
        "a: {type: ebook, title: A, url: nowhere}\n"
        "b: {type: coupon, title: B, expires: soon}\n"
        "c: {title: C}\n"
    )
    assert told("", offers=offers) == [
        "error offers.yml:1:11: a > type: 'ebook' is not known here. Did you mean 'e-book'?",
        "error offers.yml:2:1: b: a coupon needs its code",
        "error offers.yml:2:38: b > expires: must be a date like 2027-03-01, not 'soon'",
        "error offers.yml:3:1: c: the key 'type' is missing",
    ]


def test_a_broken_lead_yml_does_not_make_the_flows_look_broken() -> None:
    assert told(NEED + MAIL, lead="axes: [\n") == [
        "error lead.yml:2:1: a value or a closing bracket is missing before this"
    ]


def test_without_lead_yml_the_six_axes_are_known_with_their_caps() -> None:
    ends = "outcomes:\n  - {id: hot, title: Hot, if: points.need >= 5}\n  - {id: end, title: End}\n"
    body = NEED + MAIL + ends
    assert told(body) == []
    checked = check_sources({"flow.yml": (HEAD + body).encode()})
    assert checked.flows["flow"].lead.axes["need"].cap == 25
    assert compile_bundle(checked.bundles["flow"]) == checked.flows["flow"]


def test_without_lead_yml_an_axis_that_is_none_of_the_six_is_told() -> None:
    (message,) = told(NEED.replace("axis: need", "axis: neeed") + MAIL)
    assert "no axis or category 'neeed'. Did you mean 'need'?" in message


def test_a_stage_that_no_flow_can_reach_is_told() -> None:
    lead = AXES + "  SQL: {score: 40, needs: [email]}\n"
    assert told(NEED + MAIL, lead=lead) == [
        (
            "warning lead.yml:5:3: stages > SQL: no flow can bring a lead here: "
            "the score comes to 25 at most, 40 are needed"
        )
    ]


def test_points_over_a_cap_do_not_help() -> None:
    lead = AXES.replace("25", "10", 1) + "  SQL: {score: 20, needs: [email], known: [budget]}\n"
    flow = NEED + BUDGET.replace("25", "5") + MAIL
    assert [line for line in told(flow, lead=lead) if "no flow" in line] == [
        (
            "warning lead.yml:5:3: stages > SQL: no flow can bring a lead here: "
            "the score comes to 15 at most, 20 are needed"
        )
    ]


def test_a_stage_whose_contact_nobody_asks_for_is_told() -> None:
    lead = AXES + "  IQL: {needs: [phone]}\n"
    assert told(NEED + MAIL, lead=lead) == [
        "warning lead.yml:5:3: stages > IQL: no flow can bring a lead here: none asks for 'phone'"
    ]


def test_a_last_stage_reached_without_a_big_question_is_told() -> None:
    lead = AXES + "  SQL: {score: 25, needs: [email], known: [need]}\n"
    assert told(NEED + MAIL, lead=lead) == [
        (
            "warning lead.yml:5:3: stages > SQL: can be reached without ever asking 'budget', "
            "as in 'flow'; add it to `known`"
        )
    ]
    assert told(NEED + MAIL + BUDGET, lead=AXES + "  SQL: {score: 50, needs: [email]}\n") == []


def test_a_fit_rule_over_what_nobody_asks_is_told() -> None:
    lead = "axes:\n  need: {cap: 25}\n  fit: {cap: 5}\nfit:\n  - {if: company_sze > 5, give: 5}\n"
    assert told(NEED + MAIL, lead=lead) == [
        "warning lead.yml:5:10: fit > rule 1 > if: never holds: no flow asks for 'company_sze'"
    ]
