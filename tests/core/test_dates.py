"""Dates and years as plans print them: what is a date, what are words."""

from datetime import date

import pytest

from core.dates import (
    Span,
    in_words,
    month_in_words,
    month_number,
    quarter_of,
    read_date,
    read_year,
    recent_years,
    year_before,
    year_label,
)


def day(year, month, number):
    return Span(date(year, month, number), date(year, month, number))


def month(year, number, last):
    return Span(date(year, number, 1), date(year, number, last))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Apr 2012", month(2012, 4, 30)),
        ("April 2012", month(2012, 4, 30)),
        ("APRIL 2012", month(2012, 4, 30)),
        ("apr. 2012", month(2012, 4, 30)),
        ("Apr-12", month(2012, 4, 30)),
        ("Apr/2012", month(2012, 4, 30)),
        ("April\n2012", month(2012, 4, 30)),
        ("Mar 2013", month(2013, 3, 31)),
        ("Feb 2012", month(2012, 2, 29)),
        ("Feb 2013", month(2013, 2, 28)),
        ("Dec 2012", month(2012, 12, 31)),
        ("Sept 07", month(2007, 9, 30)),
        ("Sep 2007", month(2007, 9, 30)),
        ("May 2026", month(2026, 5, 31)),
        ("2012-04", month(2012, 4, 30)),
        ("2012-04-01", day(2012, 4, 1)),
        ("31/03/2013", day(2013, 3, 31)),
        ("1/4/2012", day(2012, 4, 1)),
        ("31 July 2013", day(2013, 7, 31)),
        ("31st July, 2013", day(2013, 7, 31)),
        ("2 Sept 2013", day(2013, 9, 2)),
    ],
)
def test_a_month_or_a_day_is_read(text, meant):
    assert read_date(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ongoing",
        "Sept 07 – ongoing",
        "April 2012/March 2013",
        "November 2010 (event), March 2011 (report)",
        "update due 31 July",
        "April",
        "2012",
        "2012/13",
        "Spring 2012",
        "Mayor 2012",
        "Junk 2012",
        "Q1 2012",
        "end Mar 2013",
    ],
)
def test_words_are_no_date(text):
    assert read_date(text) is None


@pytest.mark.parametrize("text", ["30 February 2012", "2012-13-01", "2012-02-30", "31/04/2012"])
def test_a_day_that_does_not_exist_stays_words(text):
    assert read_date(text) is None


@pytest.mark.parametrize("text", ["2011-12", "2009-10", "2000-01"])
def test_a_financial_year_is_not_taken_for_a_month(text):
    assert read_date(text) is None


@pytest.mark.parametrize("text", ["Apr 0000", "0000-01", "Dec 9999", "Apr ２０１２", "٣/٤/٢٠١٢"])
def test_years_that_no_calendar_has_stay_words(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("word", "number"),
    [("January", 1), ("jan", 1), ("Sept", 9), ("September", 9), ("DEC", 12), ("May", 5)],
)
def test_a_month_is_known_by_its_name_or_three_letters(word, number):
    assert month_number(word) == number


@pytest.mark.parametrize("word", ["", "Janu", "Septem", "Marchh", "Mo"])
def test_any_other_word_is_no_month(word):
    assert month_number(word) is None


def test_dates_in_words_are_british():
    assert in_words(date(2011, 9, 5)) == "5 September 2011"
    assert month_in_words(date(2026, 4, 1)) == "April 2026"


@pytest.mark.parametrize(
    ("start", "finish", "label"),
    [
        (date(2012, 4, 1), date(2013, 3, 31), "2012/13"),
        (date(1999, 4, 1), date(2000, 3, 31), "1999/00"),
        (date(2012, 1, 1), date(2012, 12, 31), "2012"),
        (date(2007, 4, 1), date(2010, 3, 31), "2007/10"),
    ],
)
def test_the_year_of_a_plan_is_written_as_councils_write_it(start, finish, label):
    assert year_label(start, finish) == label


@pytest.mark.parametrize(
    ("label", "start"),
    [("2012/13", 2012), ("1999/00", 1999), ("2012", 2012), (" 2012/13 ", 2012)],
)
def test_a_year_begins_in_its_first_calendar_year(label, start):
    assert read_year(label) == start


@pytest.mark.parametrize(
    "label",
    ["", "2012/14", "2012/12", "2012-13", "2012/2013", "12/13", "20123", "next", "２０１２"],
)
def test_what_is_no_year_is_not_read_as_one(label):
    assert read_year(label) is None


@pytest.mark.parametrize(
    ("months", "first", "last"),
    [
        ((4, 5, 6), date(2026, 4, 1), date(2026, 6, 30)),
        ((7, 8, 9), date(2026, 7, 1), date(2026, 9, 30)),
        ((10, 11, 12), date(2026, 10, 1), date(2026, 12, 31)),
        ((1, 2, 3), date(2026, 1, 1), date(2026, 3, 31)),
    ],
)
def test_the_quarters_of_the_council_s_year_begin_in_april(months, first, last):
    for month in months:
        assert quarter_of(date(2026, month, 15)) == Span(first, last)


@pytest.mark.parametrize(
    ("label", "before"),
    [("2026/27", "2025/26"), ("2026", "2025"), ("2000/01", "1999/00"), ("2100/01", "2099/00")],
)
def test_the_year_before_is_written_in_the_same_way(label, before):
    assert year_before(label) == before


@pytest.mark.parametrize(
    ("day", "latest"),
    [(date(2026, 3, 31), "2025/26"), (date(2026, 4, 1), "2026/27")],
)
def test_the_recent_years_begin_with_the_financial_year_of_the_day(day, latest):
    years = recent_years(day, 3)
    assert years == [latest, year_before(latest), year_before(year_before(latest))]
