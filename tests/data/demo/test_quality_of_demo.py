from sendlib.data.inventory import Inventory
from sendlib.data.quality.codes import code_findings, schema_findings
from sendlib.data.quality.findings import find_faults
from sendlib.data.tables import Tables


def test_the_checks_find_nothing_in_the_demo(
    demo_tables: Tables, demo_inventory: Inventory
) -> None:
    assert find_faults(demo_tables.all_facts()).to_dict("records") == []
    assert code_findings(demo_tables.names()).to_dict("records") == []
    assert schema_findings(demo_inventory.tables).to_dict("records") == []
