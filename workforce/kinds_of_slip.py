"""What each kind of warning means, in plain words."""

from workforce.checks import Kind

EXPLAINED: dict[Kind, tuple[str, str]] = {
    Kind.FEMALE_AND_MALE: (
        "Female and male are not 100 together",
        "Everybody is counted as one or the other, so the two come to 100, but for rounding.",
    ),
    Kind.OUTSIDE_PARTS: (
        "A total lies outside its parts",
        "The percentage of a total lies between the least and the greatest of the groups that "
        "make it up.",
    ),
    Kind.NO_COMMON_WEIGHTS: (
        "The columns of a total do not fit one another",
        "The same people make up a total in every column. Where one column needs more of one "
        "group than another column allows, one of the figures is wrong.",
    ),
    Kind.REPEATED_ROW: (
        "A row repeats another row",
        "Two groups, or two years, with the same figures in every column are often the mark of a "
        "row that was copied.",
    ),
    Kind.JUMP: (
        "A large change in one year",
        "A percentage changed by more than 5 points since the year before. That can be right: "
        "say why in the answer.",
    ),
    Kind.MIXED_DECIMALS: (
        "Percentages with different numbers of decimals",
        "All percentages of a table are usually rounded alike.",
    ),
    Kind.HEADCOUNT_SUM: (
        "A headcount is not the sum of its parts",
        "The headcount of a total is that of its groups together.",
    ),
    Kind.DIRECTORATE_ABOVE_COUNCIL: (
        "More staff than the whole council",
        "A directorate has no more staff of a group than the council on the same day.",
    ),
    Kind.NO_SUCH_COUNT: (
        "A percentage that the headcount cannot give",
        "In a small group only some percentages are possible: of 4 people 25, 50, 75 and so on.",
    ),
}
"""Heading and explanation of each kind, in the order in which they are shown."""
