"""Real models, loaded into the code of this course: their files, tokenizers and weights."""

from course_lib.pretrained.byte_level_tokenizer import ByteLevelTokenizer
from course_lib.pretrained.chat import chat_text
from course_lib.pretrained.gguf_file import GgufFile, StoredTensor, read_gguf
from course_lib.pretrained.glove import read_glove
from course_lib.pretrained.minilm import MiniLM, load_minilm
from course_lib.pretrained.smollm2 import SmolLM2, load_smollm2
from course_lib.pretrained.unavailable import WeightsUnavailableError

__all__ = [
    "ByteLevelTokenizer",
    "GgufFile",
    "MiniLM",
    "SmolLM2",
    "StoredTensor",
    "WeightsUnavailableError",
    "chat_text",
    "load_minilm",
    "load_smollm2",
    "read_gguf",
    "read_glove",
]
