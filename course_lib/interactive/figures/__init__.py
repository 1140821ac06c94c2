"""The interactive figures: each a Python file that makes it, and a script that moves it."""
