"""What training says to its reader, apart from the code: templates with named places, which pass through `say`."""

# Settings and options
WHOLE = "a whole number from {low:,} to {high:,}"
SHARE, ABOVE_ZERO, FINITE = "a share from 0 to below 1", "a number above 0", "a finite number above 0"
OUT_OF_LIMITS = "{name} is {value}; expected {expected}."
WRONG_HEADS = "{num_heads} is {heads} and {d_model} is {width}; expected a number of heads that divides the width."
WRONG_WIDTH = "{d_model} is {width}; expected an even number: the sines and cosines of the places are paired."
WRONG_HEAD_WIDTH = (
    "{num_heads} is {heads} and {d_model} is {width}, so that a head is {each} wide; expected an even number: rotary "
    "positions turn pairs."
)
TOO_LARGE_A_MODEL = (
    "This model would have {numbers:,} numbers in its layers; expected at most {most:,}: give a smaller {d_model}, "
    "{d_ff} or {num_layers}."
)
RESUME_FROM_WHERE = "--resume needs to know from which file; give --checkpoint FILE as well."
COLUMNS_OF_WHAT = "--columns belongs to a text of your own; give --text FILE as well."
ALREADY_THERE = "{path} is there already; add --resume to go on with it, or give another file."
NOTHING_TO_RESUME = "{path} is not there; leave out --resume to begin."

# The place of a checkpoint
NO_FOLDER = "There is no folder {folder} for the checkpoint {name}; make it, or give another."
NOT_A_FOLDER = "{folder} is no folder, so the checkpoint {name} cannot be kept there; give another place."
NOT_A_FILE = "{path} is a folder or a device; give the name of a file for the checkpoint."
CANNOT_WRITE = "{path} cannot be written ({reason}); give a place for the checkpoint where files can be made."
SECOND_RUN = "{path} is being written by another run; wait until it has ended, or give another file."
NOT_SAVED = "{path} could not be saved ({reason}); what stood there before is untouched. Make room there."

# Reading a checkpoint
CANNOT_READ = "{path} cannot be read ({reason}); expected a checkpoint: give another file, or train again."
NO_CHECKPOINT = "{path} is broken, or no checkpoint at all: give another file, or train again."
ANOTHER_FILE = (
    "{path} is no checkpoint of this course, but another safetensors file: give another file, or train again."
)
ANOTHER_KIND = (
    '{path} is a checkpoint of another kind: it was written in the format "{found}", and "{expected}" is expected; '
    "give another file."
)
ANOTHER_VERSION = (
    '{path} was written in the format "{found}", and this version of the course reads "{expected}": give another '
    "file, or train again."
)
CHANGED = "{path} is broken: its content has changed since it was written; give another file, or train again."
DAMAGED = "{path} is broken: what it holds does not fit together; give another file, or train again."
NO_WAY_ON = (
    "{path} holds a model, but not the state of its training, or a broken one: use the model as it is, or train again "
    "in another file."
)
ANOTHER_TRAINING = (
    "{path} is the checkpoint of another training, with {differences}; go on with the same settings, or give another "
    "file."
)
INSTEAD_OF = "{name} {saved} instead of {given}"
OTHERS = {
    "sentences": "other sentences",
    "source": "other source tokens",
    "target": "other target tokens",
    "text": "another text",
    "tokens": "other tokens",
}
OTHER_TOKENS = (
    "{path} holds a writer of other tokens than --tokens {tokens}; go on with the same options, or give another file."
)
MORE_STEPS_LATER = "A training gets more steps when it has ended: this one has taken {taken} of {steps}."

# Training
TEXT_TOO_SHORT = (
    "there are {tokens:,} tokens to learn from; expected at least {least:,}, as many as are read at once (context, or "
    "--context)."
)
NO_PAIRS = "there are no pairs of sentences to learn from; expected at least one."
ASTRAY = (
    "At step {step} the {quantity} is {value}: training has gone astray, and nothing of this step is saved. Begin "
    "again with a learning rate below {peak_rate} (peak_rate, or --peak-rate)."
)
LOSS, GRADIENT, LOSS_AFTERWARDS = "loss", "length of the gradient", "loss after it"
STEP, LOSS_SO_FAR = "step", "loss {loss:.3f}"  # of the progress bar

# Tokens
NOT_INSTALLED = (
    "Subwords need the library tokenizers, which is not installed; install it with: pip install 'tokenizers>=0.20'."
)
TOO_FEW_SUBWORDS = "vocab_size is {vocab_size}; expected at least {smallest}: the special tokens and one for each byte."
STRANGE_SUBWORDS = "these subwords are not numbered from the special tokens on; expected what to_json wrote."
UNKNOWN_CHARACTER = "character {place} is {character!r}, which does not occur in the text that was learned from."
NO_WORDS = "these are no different words; expected what to_json wrote."
UNKNOWN_TOKENIZER = "the kind of tokens is {kind}; expected one of: {kinds}."

# Translating
LINE = "line {number} cannot be translated: {problem}"
SENTENCE = "sentence {number} cannot be translated: {problem}"
TOO_LONG = "it has {tokens:,} tokens, its end included; expected at most {most:,}: cut it into shorter sentences."
NO_TEXT = "it is not UTF-8 text; save it as UTF-8."
CANNOT_READ_LINES = "{path} cannot be read ({reason}); give a text file with one sentence on each line."
FILE_OR_SENTENCES = "Both sentences and --file are given; expected one of them."
TYPE_SENTENCES = "Type a sentence and press Enter; end with Ctrl-D (on Windows, Ctrl-Z and Enter)."
NO_SCORES = "there are no translations to judge; expected at least one."
NO_TEXT_TO_JUDGE = "there is no text to judge by; expected at least one character."
UNEQUAL_LISTS = "there are {written} translations and {expected} expected ones; give one for each."

# The command
ERROR = "error: {problem}"
SAVED = "Saved: {path}. To translate with it: {command}"
SAVED_WRITER = "Saved: {path}. To write with it: {command}"
INTERRUPTED = "Interrupted; {path} holds what was learned."
GO_ON = "To go on: {command}"
NOTHING_SAVED = "Interrupted; nothing was saved. With --checkpoint FILE a training can go on later."
MORE_STEPS = "Going on after step {taken} of {steps}; the learning rate is that of a training of {steps} steps."
SCORES = "{name}: {right:.1%} exactly right, BLEU {bleu:.1f} (words between spaces)."
TEXT_READ = "{train:,} characters to learn from; the last {held_out:,} are held out."
NO_TEXT_IN_IT = "{path} has nothing in it but blanks; expected text."
TEXT_SCORES = "held out: perplexity {perplexity:.2f}, {bits:.3f} bits per byte"
NOTHING_HELD_OUT = "the text is too short to hold anything out"
SAMPLE = "After step {step} ({scores}):\n{sample}\n"
PROMPT = "prompt {number} cannot be continued: {problem}"
TRANSLATION = "{sentence} → {translation}"
OUT_OF_MEMORY = "The memory of this computer does not suffice; give a smaller --batch-size, --d-model or --d-ff."
CANNOT_PRINT = "What this command prints cannot be written ({reason})."
