"""Sixty questions about the sections of this book, each with the beginnings of "chapter: title" that answer it.

They were written before any search had been tried on them, and none was changed afterwards.
"""

# Asked in the words that the book uses.
IN_ITS_WORDS: dict[str, tuple[str, ...]] = {
    "What does broadcasting do in a matrix product?": ("tools: Broadcasting",),
    "What does Adam add to gradient descent?": ("tools: What Adam adds",),
    "How is a gradient found by nudging?": ("tools: A gradient: by nudging",),
    "What are the three families of Transformers?": (
        "why-attention: Three families",
        "bert: Three families",
    ),
    "What is a table of embeddings with one row per token?": ("embeddings: A table with one row per token",),
    "Is king minus man plus woman really queen?": ("embeddings: Break it",),
    "What is a projection of one vector onto another?": ("dot-product: Projection",),
    "What does the temperature do to a softmax?": ("softmax: Temperature",),
    "What happens with exp(1000)?": ("softmax: Break it: exp(1000)",),
    "What is the Jacobian of softmax?": ("softmax: How shares react",),
    "How large is a dot product of random vectors?": ("scaling: How large is a dot product",),
    "What is the causal mask?": ("masking: Later words",),
    "Why minus infinity and not -1e9?": ("masking: −∞ or −1e9",),
    "What do several heads cost?": ("multi-head: What several heads cost",),
    "Is the map of a head an explanation?": ("multi-head: Is a head",),
    "Why is the base of the sinusoids 10 000?": ("position: Why 10 000",),
    "Why LayerNorm and not BatchNorm?": ("residual: Why not BatchNorm",),
    "What is the difference between pre-norm and post-norm?": ("residual: Before or after",),
    "How does a feed-forward block store facts?": ("feed-forward: A memory of facts",),
    "What does the word it mean in the sentence?": ("encoder: What does it mean",),
    "What is cross-attention, the middle block of the decoder, for?": (
        "decoder: What is the middle block for",
        "decoder: Attention, three times",
    ),
    "How does beam search work?": ("output: Beam search",),
    "What are tied embeddings?": ("output: Tied embeddings",),
    "What is label smoothing?": ("translation: Label smoothing",),
    "What is perplexity and when may it be compared?": ("gpt: Perplexity",),
    "What are induction heads?": ("gpt: How it copies",),
    "What does [CLS] stand for?": ("bert: [CLS]",),
    "What is LoRA, a small change of a large matrix?": ("bert: A small change",),
    "What is RMSNorm, a norm without a mean?": ("modern-block: Norm without a mean",),
    "How do grouped heads need fewer keys and values?": ("modern-block: Fewer keys and values",),
}

# Asked as somebody does who has not read the book.
IN_OTHER_WORDS: dict[str, tuple[str, ...]] = {
    "My training loop keeps adding up old slopes. What did I forget?": (
        "tools: Break it: the gradient that is not forgotten",
    ),
    "Who invented this mechanism, and was it there before 2017?": (
        'why-attention: Break it: "the Transformer introduced',
        "why-attention: How we got here",
        "why-attention: Run it",
    ),
    "Why did people give up networks that read one item after another?": (
        "why-attention: What holds the recurrent models back",
    ),
    "How do our eyes pick out what matters?": ("why-attention: Attention in everyday seeing",),
    "How can a machine learn what a term means from its neighbours alone?": (
        "embeddings: A word is known by its company",
    ),
    "How do I turn text into numbers that a computer can look up?": (
        "embeddings: From text to ids",
        "embeddings: A table with one row per token",
    ),
    "Do two arrows at a right angle mean that the things have nothing to do with each other?": (
        'dot-product: Break it: "90°',
        'dot-product: Break it: "a dot product of 0',
    ),
    "Is there an arrow that stands for more than one of something?": ("dot-product: A direction can carry a meaning",),
    "Why not simply divide each number by the total?": ("softmax: Why not something simpler",),
    "Adding the same amount to every input: does the result change?": ("softmax: Shift all you like",),
    "Why does learning stall when the numbers going in are too big?": ("scaling: What vanishes are the gradients",),
    "How can one term with several senses be told apart?": ("self-attention: One word, three meanings",),
    "Why do we need different matrices for asking and for answering?": ("single-head: Why three different matrices",),
    "What does looking for a title on a shelf have to do with this?": ("single-head: Ask, match, hand over",),
    "How do I stop the model from peeking at the future?": ("masking: Later words",),
    "Sentences in one batch are not equally long. What do I do with the filler?": ("masking: Pads",),
    "Do the parallel parts specialise, each on its own job?": ("multi-head: Do heads always divide the work",),
    "Can the model tell 'dog bites man' from 'man bites dog' by itself?": ("position: Blind to order",),
    "Why do very deep stacks get worse instead of better?": ("residual: Deeper can be worse",),
    "How can the signal get past many layers on the way back?": (
        "residual: How much gradient reaches the bottom",
        'residual: Break it: "the gradient passes',
        "residual: Keep what you have",
    ),
    "Can one single unit be understood by looking at what excites it?": ("feed-forward: Reading a neuron",),
    "Does the reading half care how long the input is?": ("encoder: Nothing in it has a length",),
    "How can writing be sped up by remembering earlier work?": ("decoder: Computed once",),
    "Picking the best option at each step is not the best overall. Why?": ("output: Greedy, and why",),
    "How can I make the answers more varied or more careful?": (
        "output: What each setting does",
        "output: Drawing words",
    ),
    "How do I measure the quality of the output against a reference?": ("translation: How good is it",),
    "Why does the step size first grow and then shrink?": ("translation: The learning rate",),
    "Why does the same message cost more in Chinese than in English?": ("tokens: What a language costs",),
    "How can a model that fills gaps also produce text?": ("bert: It can write, too",),
    "Will it still work on texts longer than those it practised on?": (
        "modern-block: Longer than in training",
        "translation: Longer than anything",
    ),
}
