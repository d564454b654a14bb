from sendlib.data.layouts import layouts
from sendlib.data.quality.catalogue import LOOSE, SAME, SHARES, SUMS

# datasets whose fields are names in the file, not columns
LONG = {"lait", "absence", "destinations_1618", "tribunals_latest"}


def test_every_field_of_the_catalogue_is_one_of_its_layout():
    known: dict[str, set[str]] = {}
    for layout in layouts():
        known.setdefault(layout.dataset, set()).update(layout.fields)
    named = [
        (dataset, name)
        for dataset, rules in SUMS.items()
        for rule in rules
        for name in (rule.whole, *rule.parts, *(part for group in rule.optional for part in group))
    ]
    named += [
        (dataset, name)
        for dataset, shares in SHARES.items()
        for share in shares
        for name in (share.percent, share.count, *share.denominator)
    ]
    named += [end for pair in SAME
              for end in ((pair.dataset, pair.field), (pair.other, pair.other_field))]  # fmt: skip
    named += [(pair.other, pair.other_field) for pair in LOOSE]
    unknown = {(dataset, name) for dataset, name in named
               if dataset not in LONG and name not in known.get(dataset, set())}  # fmt: skip
    assert unknown == set()
