from hypothesis import settings

# The first call of a library can take longer than the time hypothesis allows an example
settings.register_profile("measures", deadline=None, max_examples=60)
settings.load_profile("measures")
