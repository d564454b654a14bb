import numpy as np

from sendlib.data.demo.local.schooling import PHASES, phase_codes, plain


def test_a_unit_is_part_of_its_school() -> None:
    assert plain("mainstream_academy_senunit") == "mainstream_academy"
    assert plain("mainstream_la_maintained_resourced_provision") == "mainstream_la_maintained"
    assert plain("special_independent") == "special_independent"


def test_phases_begin_at_five_eleven_and_sixteen() -> None:
    codes = phase_codes(np.array([4, 5, 10, 11, 15, 16]))
    names = [PHASES[code] for code in codes]
    assert names == ["early_years", "primary", "primary", "secondary", "secondary", "post_16"]
