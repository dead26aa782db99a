"""The list of journeys."""

JOURNEYS = []


class Skip(Exception):
    """Raised by a journey that cannot be made here, with the reason."""


def journey(name, tier="quick"):
    """Adds a function to the list. `name` is a sentence; `tier` is the first tier that makes the journey."""

    def add(function):
        JOURNEYS.append((name, tier, function))
        return function

    return add
