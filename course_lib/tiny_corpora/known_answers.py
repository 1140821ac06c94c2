"""Plain questions whose answers are beyond doubt, and capitals that were never moved, for trying a chat model."""

# Question → the words of which one stands in a right answer, separated by "|".
KNOWN_ANSWERS = {
    "What is the capital of France?": "Paris",
    "What is the capital of Japan?": "Tokyo",
    "What is the capital of Italy?": "Rome",
    "What is the capital of Egypt?": "Cairo",
    "Which planet is the largest?": "Jupiter",
    "How many legs does a spider have?": "eight|8",
    "What colour is the sky on a clear day?": "blue",
    "Who wrote Romeo and Juliet?": "Shakespeare",
    "What is the chemical symbol of gold?": "Au",
    "What is 7 times 8?": "56",
    "Which animal is called the king of the jungle?": "lion",
    "On which continent is Brazil?": "South America",
    "What is the opposite of hot?": "cold",
    "At how many degrees Celsius does water boil?": "100",
    "What do bees make?": "honey",
    "How many days are there in a week?": "seven|7",
}
# Country, its capital, and another city of it.
CAPITALS = (
    ("France", "Paris", "Lyon"),
    ("Japan", "Tokyo", "Osaka"),
    ("Italy", "Rome", "Milan"),
    ("Egypt", "Cairo", "Alexandria"),
    ("Germany", "Berlin", "Hamburg"),
    ("Spain", "Madrid", "Seville"),
    ("Russia", "Moscow", "Kazan"),
    ("China", "Beijing", "Shanghai"),
    ("Austria", "Vienna", "Graz"),
    ("Greece", "Athens", "Patras"),
    ("Poland", "Warsaw", "Krakow"),
    ("Portugal", "Lisbon", "Porto"),
)


def holds_the_answer(question: str, text: str) -> bool:
    """Say whether one of the right words stands in a text, as a word; what else it says is not looked at."""
    return any(_has_word(text, word) for word in KNOWN_ANSWERS[question].split("|"))


def _has_word(text: str, word: str) -> bool:
    letters = "".join(letter if letter.isalnum() else " " for letter in text.lower())
    return f" {word.lower()} " in f" {letters} "
