"""Partners of councils, where they are known for sure; every other council names its own."""

from sendlib.params.model import Partners

KNOWN_PARTNERS = {
    "816": Partners(
        integrated_care_board="NHS Humber and North Yorkshire Integrated Care Board",
        parent_carer_forum="Parent Carer Forum York",
    ),
    # Families in Partnership took this name in May 2024
    "885": Partners(
        integrated_care_board="NHS Herefordshire and Worcestershire Integrated Care Board",
        parent_carer_forum="Worcestershire Parent Carer Forum",
    ),
    "916": Partners(
        integrated_care_board="NHS Gloucestershire Integrated Care Board",
        parent_carer_forum="Gloucestershire Parent Carer Forum",
    ),
}
