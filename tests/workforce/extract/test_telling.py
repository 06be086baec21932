"""How far a reading is, told while it goes on in a thread of its own."""

import threading

import pytest

from core.faults import Fault, FaultyFile
from workforce.extract.telling import told_while
from workforce.models import PendingExtract


def test_each_step_is_told_and_at_the_end_what_was_read():
    extract = PendingExtract(name="extract.csv")

    def read(progress):
        progress(10, 1_000)
        progress(20, 2_000)
        return extract

    reading = told_while(read)
    assert [next(reading), next(reading)] == [(10, 1_000), (20, 2_000)]
    with pytest.raises(StopIteration) as end:
        next(reading)
    assert end.value.value is extract


def test_steps_are_told_while_it_is_read():
    went_on = threading.Event()

    def read(progress):
        progress(10, 1_000)
        assert went_on.wait(timeout=20)
        return PendingExtract()

    reading = told_while(read)
    assert next(reading) == (10, 1_000)
    went_on.set()
    assert list(reading) == []


def test_what_is_wrong_with_the_file_is_told_at_the_end():
    def read(progress):
        progress(10, 1_000)
        raise FaultyFile([Fault("", "the file is torn")])

    reading = told_while(read)
    next(reading)
    with pytest.raises(FaultyFile, match="the file is torn"):
        next(reading)


def test_when_nobody_listens_any_longer_the_reading_ends():
    before = threading.active_count()

    def read(progress):
        while True:
            progress(10, 1_000)

    reading = told_while(read)
    next(reading)
    reading.close()
    assert threading.active_count() == before
