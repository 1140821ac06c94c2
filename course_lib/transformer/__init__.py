"""The Transformer, from its blocks to the whole."""

from course_lib.transformer.ablation import without_heads
from course_lib.transformer.bert_weights import masked_language_model_from_bert, reader_from_bert
from course_lib.transformer.cache import DecoderCache, LayerCache
from course_lib.transformer.classifier import TextClassifier, first_word, mean_of_words
from course_lib.transformer.decoder import Decoder, DecoderLayer
from course_lib.transformer.embed import EmbedWithPositions
from course_lib.transformer.encoder import Encoder, EncoderLayer
from course_lib.transformer.feed_forward import FeedForward, NoFeedForward
from course_lib.transformer.gated_feed_forward import GatedFeedForward
from course_lib.transformer.gpt2_weights import language_model_from_gpt2, language_model_to_gpt2
from course_lib.transformer.language_model import LanguageModel
from course_lib.transformer.llama_weights import language_model_from_llama
from course_lib.transformer.low_rank import LowRankUpdate, add_low_rank_updates, low_rank_updates
from course_lib.transformer.maps import attention_maps
from course_lib.transformer.marian_weights import transformer_from_marian
from course_lib.transformer.masked_language_model import GuessWords, MaskedLanguageModel
from course_lib.transformer.next_word import NextTargetWord, NextWord
from course_lib.transformer.packed_next_word import PackedNextWord
from course_lib.transformer.parameters import number_of_parameters
from course_lib.transformer.residual import PostNorm, PreNorm, Residual, WithoutBlock, WithoutResidual
from course_lib.transformer.scores_of_heads import (
    Head,
    HeadScores,
    best_heads,
    head_scores,
    induction_score,
    previous_token_score,
    random_heads,
)
from course_lib.transformer.shapes import tensor_shapes
from course_lib.transformer.torch_weights import layer_from_torch, layer_to_torch, stack_from_torch, stack_to_torch
from course_lib.transformer.transformer import Transformer

__all__ = [
    "Decoder",
    "DecoderCache",
    "DecoderLayer",
    "EmbedWithPositions",
    "Encoder",
    "EncoderLayer",
    "FeedForward",
    "GatedFeedForward",
    "GuessWords",
    "Head",
    "HeadScores",
    "LanguageModel",
    "LayerCache",
    "LowRankUpdate",
    "MaskedLanguageModel",
    "NextTargetWord",
    "NextWord",
    "NoFeedForward",
    "PackedNextWord",
    "PostNorm",
    "PreNorm",
    "Residual",
    "TextClassifier",
    "Transformer",
    "WithoutBlock",
    "WithoutResidual",
    "add_low_rank_updates",
    "attention_maps",
    "best_heads",
    "first_word",
    "head_scores",
    "induction_score",
    "language_model_from_gpt2",
    "language_model_from_llama",
    "language_model_to_gpt2",
    "layer_from_torch",
    "layer_to_torch",
    "low_rank_updates",
    "masked_language_model_from_bert",
    "mean_of_words",
    "number_of_parameters",
    "previous_token_score",
    "random_heads",
    "reader_from_bert",
    "stack_from_torch",
    "stack_to_torch",
    "tensor_shapes",
    "transformer_from_marian",
    "without_heads",
]
