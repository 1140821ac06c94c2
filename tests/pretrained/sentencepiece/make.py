"""Let SentencePiece itself make a small file and cut sentences, which `read_sentencepiece` is compared with.

It is no dependency: `pip install sentencepiece`, then `python -m tests.pretrained.sentencepiece.make` in the root.
"""

import json
from io import BytesIO
from itertools import chain
from pathlib import Path

import sentencepiece

from course_lib.tiny_corpora import ARTICLE_1, everyday_sentences

HERE = Path(__file__).parent
# Letters as hexadecimal numbers, and what they become: ﬁ, ½, NO-BREAK SPACE, TAB, A with a ring and the letter for it.
RULES = [("FB01", "66 69"), ("BD", "31 2F 32"), ("A0", "20"), ("9", "20"), ("41 30A", "C5"), ("212B", "C5")]
SENTENCES = [
    "All human beings are born free and equal in dignity and rights.",
    "Todos los seres humanos nacen libres e iguales",
    "  two   spaces,\ta tab and\u00a0another  ",
    "ﬁve and ½; \u212bngstr\u00f6m, A\u030angstr\u00f6m",
    "a cat 猫🙂 and a dog 犬",
    "<unk> <s> </s> <pad>",
    "dignidad y derechos▁y, dotados",
    ">>fra<< all human beings",
    "",
    " ",
]


def make() -> None:
    """Write the file and what SentencePiece makes of the sentences."""
    rules = (HERE / "rules.tsv").relative_to(Path.cwd())  # its path stands in the file
    rules.write_text("".join(f"{before}\t{after}\n" for before, after in RULES))
    texts = [ARTICLE_1["English"], ARTICLE_1["Spanish"], *chain(*everyday_sentences()[0])]
    content = BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_writer=content,
        vocab_size=200,
        hard_vocab_limit=False,
        normalization_rule_tsv=str(rules),
        minloglevel=2,
    )
    rules.unlink()
    (HERE / "pieces.spm").write_bytes(content.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=content.getvalue())
    expected = {sentence: " ".join(processor.encode(sentence, out_type=str)) for sentence in SENTENCES}
    (HERE / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    make()
