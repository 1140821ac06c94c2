"""Train a Transformer to translate, or a language model to write.

Tokens, batches, loss, schedule, the loop, checkpoints, and how well it does.
"""

from course_lib.training.alignment import NO_WORD, alignment_error, alignment_errors
from course_lib.training.batches import Batch, batches_from_step, batches_of_epoch, pad_rows
from course_lib.training.character_tokenizer import CharacterTokenizer
from course_lib.training.checkpoint import load_translator, load_writer
from course_lib.training.hidden_words import NOT_ASKED, hide_words
from course_lib.training.history import History
from course_lib.training.loop import train
from course_lib.training.loss import translation_loss
from course_lib.training.schedule import paper_rate, rise_stay_fall, warm_up_then_decay
from course_lib.training.scores import bleu, exact_match
from course_lib.training.settings import TrainingSettings
from course_lib.training.special_tokens import BOS_ID, EOS_ID, PAD_ID, SPECIAL_TOKENS
from course_lib.training.subword_tokenizer import SubwordTokenizer
from course_lib.training.text_scores import TextScores, judge_text
from course_lib.training.tokenizer import Tokenizer
from course_lib.training.translator import ModelSettings, Translator
from course_lib.training.windows import Windows, windows_at, windows_from_step
from course_lib.training.word_tokenizer import WordTokenizer
from course_lib.training.writer import Writer, WriterSettings

__all__ = [
    "BOS_ID",
    "EOS_ID",
    "NOT_ASKED",
    "NO_WORD",
    "PAD_ID",
    "SPECIAL_TOKENS",
    "Batch",
    "CharacterTokenizer",
    "History",
    "ModelSettings",
    "SubwordTokenizer",
    "TextScores",
    "Tokenizer",
    "TrainingSettings",
    "Translator",
    "Windows",
    "WordTokenizer",
    "Writer",
    "WriterSettings",
    "alignment_error",
    "alignment_errors",
    "batches_from_step",
    "batches_of_epoch",
    "bleu",
    "exact_match",
    "hide_words",
    "judge_text",
    "load_translator",
    "load_writer",
    "pad_rows",
    "paper_rate",
    "rise_stay_fall",
    "train",
    "translation_loss",
    "warm_up_then_decay",
    "windows_at",
    "windows_from_step",
]
