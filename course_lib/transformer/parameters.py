"""How large a model is."""

from torch import nn


def number_of_parameters(model: nn.Module) -> int:
    """Count the numbers that training can change; those of a tensor in two places, such as tied tables, count once."""
    return sum(parameter.numel() for parameter in model.parameters())
