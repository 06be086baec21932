"""What looks as if it could identify somebody, by a table of cases."""

import pytest
from django.core.exceptions import ValidationError

from incidents.identifying import refuse_what_identifies

REFUSED = {
    "an email address": [
        "Write to ruth.ackroyd@school.example",
        "a@b.co",
        "<head@tanyard.sch.uk>",
    ],
    "a unique pupil number": [
        "A123456789012",
        "pupil b12345678901c",
        "UPN: Z 12345678901 2",
        "H8012-0000-1001",
    ],
    "a date of birth": [
        "12/03/2015",
        "12.3.15",
        "12-03-2015",
        "12 / 3 / 2015",
        "2015-03-12",
        "2015/03/12",
        "12 March 2015",
        "12th March, 2015",
        "12th of March 2015",
        "12 Mar 15",
        "12-Mar-2015",
        "1 Sept. 2014",
        "March 12, 2015",
        "March 12th 2015",
        "DOB in the file",
        "d.o.b. known",
        "date of birth known",
        "born 2015",
        "born in March 2015",
        "Born on the 12th",
    ],
    "a telephone number": [
        "0113 496 0123",
        "01134960123",
        "07700 900123",
        "(0113) 496-0123",
        "0113/496 0123",
        "+44 113 496 0123",
        "+44 (0)113 496 0123",
        "+447700900123",
        "0044 113 496 0123",
        "Ring 0161.496.0123 today",
        "016977 3555",
    ],
}
TAKEN = [
    "",
    "11 of 12 pupils",
    "11/12 pupils",
    "in 2026",
    "in 2025/26",
    "Year 8",
    "Years 7, 8 and 9",
    "Years 7-8-9 were there",
    "ages 8-10/11-14",
    "in the week of 12 March",
    "on Monday the 12th",
    "may be 20 pupils saw it",
    "2 marched 30 metres",
    "8 decided 20 minutes later",
    "3 juniors 11 years old",
    "between 10.30 and 11.15",
    "10.10-11.15 in the yard",
    "told to go back though born here",
    "a newborn",
    "£1,000,000",
    "1000000000 times",
    "5 to 10 minutes, 20 to 30 pupils, 100 saw the post",
    "@school on a wall",
    "Room 0123",
    "Form 10B12",
    "page 3 of 12, line 14",
    "Graffiti: 88 and 18 on 4 doors",
]


@pytest.mark.parametrize(("what", "text"), [(w, t) for w, texts in REFUSED.items() for t in texts])
def test_it_is_refused_and_said_what_it_looks_like(what, text):
    with pytest.raises(ValidationError) as refused:
        refuse_what_identifies(f"Seen there: {text}")
    assert refused.value.messages == [
        f"This looks like {what}. Nothing that could identify somebody is kept here"
    ]


@pytest.mark.parametrize("text", TAKEN)
def test_other_words_and_numbers_are_taken(text):
    refuse_what_identifies(text)
