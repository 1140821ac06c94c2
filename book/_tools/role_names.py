"""Give the names of the four roles a class of their own in code, so that they have their colour there too."""

from collections.abc import Iterator
from types import MappingProxyType

from pygments.lexers.python import PythonLexer
from pygments.token import Name, _TokenType

ROLE_NAMES = MappingProxyType(
    {
        name: Name.__getattr__(role)
        for role, names in {
            "Query": ("Q", "W_Q", "w_q", "query", "queries"),
            "Key": ("K", "W_K", "w_k", "key", "keys"),
            "Value": ("V", "W_V", "w_v", "value", "values"),
            "Output": ("Z",),
        }.items()
        for name in names
    }
)


class CourseLexer(PythonLexer):
    """Python, whose names of queries, keys and values are told apart; an attribute, as `.keys()`, is no role."""

    def get_tokens_unprocessed(  # type: ignore[override]
        self, text: str, stack: tuple[str, ...] = ("root",)
    ) -> Iterator[tuple[int, _TokenType, str]]:
        """Yield Pygments' tokens, those of roles changed."""
        before = ""
        for index, token, value in super().get_tokens_unprocessed(text, stack):
            is_role = token is Name and before != "." and value in ROLE_NAMES
            yield index, ROLE_NAMES[value] if is_role else token, value
            before = value
