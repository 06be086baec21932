"""Which part of one plan is which of another."""

from tests.plans.comparing.told import part, told, tree


def test_between_two_plans_the_same_words_are_the_same_part_under_any_ref():
    before = tree(part("objective", "1", "Listen"), part("objective", "2", "Ask"))
    after = tree(part("objective", "2", "Listen"), part("objective", "3", "Ask"), plan=2)
    assert told(before, after) == [
        "objective 2 Listen changed: Ref",
        "objective 3 Ask changed: Ref",
    ]


def test_else_the_ref_tells_where_it_is_the_only_one_on_both_sides():
    before = tree(part("objective", "Ob 1", "Listen to families"))
    after = tree(part("objective", "Ob 1", "Open a clinic in Weirside"), plan=2)
    assert told(before, after) == ["objective Ob 1 Open a clinic in Weirside changed: Text"]
    twice = tree(
        part("objective", "Ob 1", "Open a clinic in Weirside"),
        part("objective", "Ob 1", "Close the gap in attainment"),
        plan=2,
    )
    assert sorted(line.split()[-1] for line in told(before, twice)) == ["added", "added", "removed"]


def test_a_ref_counts_within_its_own_objective_first():
    def plan(number, *texts):
        objectives = [
            part("objective", f"Ob {place}", f"Aim {place}", part("action", "1", text))
            for place, text in enumerate(texts)
        ]
        return tree(*objectives, plan=number)

    before = plan(1, "Train all managers", "Write to every school")
    after = plan(2, "Appoint two officers", "Visit each nursery")
    assert told(before, after) == [
        "action 1 Appoint two officers changed: Text",
        "action 1 Visit each nursery changed: Text",
    ]


def test_else_words_much_alike_are_one_part_reworded():
    before = tree(part("kpi", "", "Children who wait for a plan more than 20 weeks"))
    after = tree(part("kpi", "", "Children who wait for their plan more than 20 weeks"), plan=2)
    assert told(before, after) == [f"kpi {after.parts[0].text} changed: Text"]


def test_the_most_alike_are_paired_and_each_part_once():
    old = part("kpi", "", "Teachers from ethnic minority groups in secondary schools")
    near = part("kpi", "", "Teachers from ethnic minority groups in primary schools")
    nearer = part("kpi", "", "All teachers from ethnic minority groups in secondary schools")
    assert told(tree(old), tree(near, nearer, plan=2)) == [
        f"kpi {near.text} added",
        f"kpi {nearer.text} changed: Text",
    ]


def test_the_same_sentence_twice_is_paired_in_turn():
    def twice():
        return [part("paragraph", "", "See above"), part("paragraph", "", "See above")]

    assert told(tree(*twice()), tree(*twice(), plan=2)) == []


def test_what_was_carried_from_a_part_is_that_part_whatever_it_says_now():
    old = part("action", "1.1", "Train all managers")
    other = part("action", "1.2", "Write to every school")
    new = part("action", "1.2", "Train the managers who are new", carried_from=old.key)
    assert told(tree(old, other), tree(new, plan=2)) == [
        "action 1.2 Train the managers who are new changed: Ref, Text",
        "action 1.2 Write to every school removed",
    ]
    assert told(tree(new, plan=2), tree(old, other)) == [
        "action 1.1 Train all managers changed: Ref, Text",
        "action 1.2 Write to every school added",
    ]


def test_where_plans_are_linked_a_ref_alone_pairs_nothing():
    old = part("objective", "1", "Listen", part("action", "1.1", "Ask families"))
    new = part(
        "objective", "1", "Listen", part("action", "1.1", "Build a ramp"), carried_from=old.key
    )
    assert told(tree(old), tree(new, plan=2)) == [
        "action 1.1 Ask families removed",
        "action 1.1 Build a ramp added",
    ]


def test_a_risk_carried_over_is_found_under_each_of_its_objectives():
    def plan(number, carried_from, *objectives):
        risk = {"origin": 7 + number, "carried_from": carried_from}
        return tree(
            *(
                part("objective", "", text, part("risk", "R", "Lost", **risk))
                for text in objectives
            ),
            plan=number,
        )

    before, after = plan(1, None, "Listen", "Ask"), plan(2, 8, "Ask", "Listen")
    assert told(before, after) == ["objective Ask moved to another place in the order"]


def test_between_states_of_one_plan_only_the_row_counts():
    before = tree(part("action", "1", "Train all managers"), part("action", "2", "Write"))
    kept = before.parts[1]
    after = tree(part("action", "1", "Train all managers again"), kept)
    assert told(before, after) == [
        "action 1 Train all managers removed",
        "action 1 Train all managers again added",
    ]


def test_a_draft_replaced_by_a_file_is_compared_by_its_words():
    before = tree(part("action", "1", "Train all managers"))
    after = tree(part("action", "1", "Train all managers"))
    assert told(before, after) == []
