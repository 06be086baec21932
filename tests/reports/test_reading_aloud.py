"""A listener hears each kind of document from its first word to its last, each once.

Tables over several pages, repeated heads, running titles and watermarks are where words would
be heard twice; floats and positioned boxes where they would be heard in another order. Kinds whose
subjects need more than one row to be made are read aloud in the tests of their own.
"""

import pytest

from reports.documents.plan import KIND as PLAN
from reports.documents.thresholds import KIND as THRESHOLDS
from tests.reading_aloud import assert_read_once, assert_same
from tests.reports.test_plan_document import full_plan
from tests.reports.test_thresholds_document import whole_framework

pytestmark = pytest.mark.django_db


def test_a_plan_is_heard_from_its_first_word_to_its_last():
    assert_read_once(PLAN.write(full_plan(), "committee"))


def test_the_booklet_is_heard_from_its_first_word_to_its_last():
    assert_read_once(THRESHOLDS.write(whole_framework(), "public"))


def test_a_word_that_is_heard_twice_or_not_at_all_is_found():
    with pytest.raises(AssertionError, match="onetwotwothree"):
        assert_same("onetwothree", "onetwotwothree")
    with pytest.raises(AssertionError, match="one hears …onethree…"):
        assert_same("onetwothree", "onethree")
