"""Social care: children in need and looked after who have SEN."""

from sendlib.measures.indicators import published

TOPIC = "social_care"

IN_NEED_PLAN = published(
    "lait", ("CINStatement",),
    measure="children_in_need_plan_percent",
    title="Children in need with an EHC plan",
    subject="the share of school-age children in need with an EHC plan",
    topic=TOPIC,
)  # fmt: skip
IN_NEED_SUPPORT = published(
    "lait", ("CINSEN_SUP",),
    measure="children_in_need_sen_support_percent",
    title="Children in need on SEN support",
    subject="the share of school-age children in need on SEN support",
    topic=TOPIC,
)  # fmt: skip
LOOKED_AFTER_PLAN = published(
    "lait", ("LAC_SEN_Statement",),
    measure="looked_after_plan_percent",
    title="Looked-after children with an EHC plan",
    subject="the share of looked-after children with an EHC plan",
    topic=TOPIC,
)  # fmt: skip
LOOKED_AFTER_SUPPORT = published(
    "lait", ("LAC_SEN",),
    measure="looked_after_sen_support_percent",
    title="Looked-after children with SEN and no plan",
    subject="the share of looked-after children with SEN but no EHC plan",
    topic=TOPIC,
)  # fmt: skip
INDICATORS = (IN_NEED_PLAN, IN_NEED_SUPPORT, LOOKED_AFTER_PLAN, LOOKED_AFTER_SUPPORT)
