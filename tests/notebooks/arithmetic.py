"""Fingerprints of what this process computes, to tell whether a setting changes any number at all.

    python -m tests.notebooks.arithmetic

The inputs have the same bits on every processor; the results differ in their last bits where other code computes.
"""

import hashlib
import json

import torch


def fingerprints() -> dict[str, str]:
    """Compute by each kind of code that the chapters train with.  → kind: digest of the results' bits"""
    generator = torch.Generator().manual_seed(0)
    wide, square, stack = (  # uniform numbers are made from whole ones, without code that depends on the processor
        torch.rand(*shape, generator=generator) - 0.5 for shape in ((100, 1000), (3, 256, 256), (50, 16, 16))
    )
    results = {
        "products of large matrices": square @ square.mT,
        "products of small matrices": stack @ stack[:, :, :4],
        "softmax": wide.softmax(dim=-1),
        "exponentials": wide.exp(),
        "sums": wide.sum(dim=0),
        "tanh and sigmoid": wide.tanh() * wide.sigmoid(),
        "normal numbers": torch.randn(1000, generator=generator),
        "singular values": torch.linalg.svdvals(square),
    }
    return {kind: hashlib.sha256(result.contiguous().numpy().tobytes()).hexdigest() for kind, result in results.items()}


if __name__ == "__main__":
    print(json.dumps(fingerprints()))
