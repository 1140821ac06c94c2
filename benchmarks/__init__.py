"""How fast the course's code is beside others: ratios measured in one run, after both sides gave the same result."""
