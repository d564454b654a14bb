"""Measures of a council's services, money, staff and plans: pure functions on its open files."""
