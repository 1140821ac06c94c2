"""Translators and trainings that are as small as they can be."""

import torch

from course_lib.training import ModelSettings, TrainingSettings, Translator, WordTokenizer

SIZES = ModelSettings(d_model=16, num_heads=2, d_ff=16, dropout=0.1)
SETTINGS = TrainingSettings(steps=12, batch_size=50, peak_rate=1e-2)  # 8 batches of 400 sentences are an epoch


def small_translator(pairs, settings=SIZES, make=WordTokenizer.of_sentences):
    """Make an untrained translator for these sentences."""
    sources, targets = zip(*pairs, strict=True)
    return Translator(make(sources), make(targets), settings)


def weights_of(translator):
    """Return all weights, as one vector."""
    return torch.cat([weight.detach().flatten() for weight in translator.model.parameters()])
