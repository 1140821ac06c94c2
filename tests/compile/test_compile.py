"""`torch.compile` promises one graph, without a break, that computes the same; so it is in training, with dropout."""

import pytest
import torch

from tests.compile.parts import every_part, make_part


def compiled(part, backend="eager"):
    """Compile as one graph; what the graph says is then run as it is, without a compiler of machine code."""
    torch.compiler.reset()
    return torch.compile(part, fullgraph=True, backend=backend)


@every_part
def test_every_part_is_one_graph_that_computes_the_same(library, name):
    part, tensors = make_part(library, name)
    torch.testing.assert_close(compiled(part)(*tensors), part(*tensors))


@pytest.mark.parametrize("name", ["transformer", "language model"])
@pytest.mark.parametrize("dropout", [0.0, 0.3])
def test_training_is_one_graph_with_the_same_gradients(library, name, dropout):
    model, tensors = make_part(library, name, dropout=dropout)
    gradients = []
    for run in (model.train(), compiled(model)):
        torch.manual_seed(3)
        logits = run(*tensors)
        gradients.append(torch.autograd.grad(logits.sin().sum(), list(model.parameters())))
    torch.testing.assert_close(*gradients)


def test_one_graph_serves_another_mask_of_the_same_shape(library):
    part, (*inputs, mask) = make_part(library, "attention, mask, weights")
    graphs = []
    run = compiled(part, lambda graph, inputs: graphs.append(graph) or graph.forward)
    for given in (mask, ~mask, torch.ones_like(mask), torch.zeros_like(mask)):
        torch.testing.assert_close(run(*inputs, given), part(*inputs, given))
    assert len(graphs) == 1
