"""A template that ends as soon as it begins."""

raise SystemExit(1)
