import numpy as np

from sendlib.data.demo.local.here import Here, chosen, few, here


def test_a_council_has_random_numbers_of_its_own_the_same_each_time(place: Here) -> None:
    other = here("122")
    assert place.rng("roll").random() == place.rng("roll").random()
    assert place.rng("roll").random() != other.rng("roll").random()
    assert place.rng("roll", 1).random() != place.rng("roll").random()


def test_the_usual_council_has_size_one() -> None:
    assert round(here("101").size, 2) == 1.0
    assert few(60, 0.3) == 18
    assert few(2, 0.01) == 1


def test_words_are_drawn_by_their_weight() -> None:
    assert chosen(np.random.default_rng(1), {"a": 0.0, "b": 2.0}, 3) == ["b", "b", "b"]
