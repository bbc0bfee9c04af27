"""Which content coding a reader gets (RFC 9110, 12.5.3)."""

from functools import lru_cache

# The best first.
CODINGS = ("br", "gzip", "identity")
LONGEST = 300


@lru_cache(maxsize=512)
def chosen_coding(accepted):
    """The coding for this Accept-Encoding: the one that is wanted most, of equals the smallest.
    Where none of ours will do, the page goes out as it is."""
    weights = weights_of(accepted[:LONGEST])
    others = weights.get("*", 0)
    weight = {name: weights.get(name, others) for name in CODINGS}
    # What is not forbidden can always be sent as it is, if all else fails.
    weight["identity"] = weights.get("identity", others if "*" in weights else 0.001)
    best = max(CODINGS, key=lambda name: weight[name])  # the first of equals
    return best if weight[best] > 0 else "identity"


def weights_of(accepted):
    """The weight of each coding that the header names; one that can't be read is not wanted."""
    weights = {}
    for part in accepted.lower().split(","):
        name, *parameters = (each.strip() for each in part.split(";"))
        name = {"x-gzip": "gzip"}.get(name, name)
        if name:
            weights[name] = weight_in(parameters)
    return weights


def weight_in(parameters):
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                weight = float(value)
            except ValueError:
                return 0
            return weight if 0 <= weight <= 1 else 0
    return 1
