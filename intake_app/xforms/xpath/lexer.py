"""Expressions cut into tokens (XPath 1.0, section 3.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from intake_app.domain.message import M
from intake_app.xforms.xpath.errors import ExpressionError

MAX_LENGTH = 32_768


class TokenKind(Enum):
    """The kinds of token, after the rules that tell names from operators."""

    NUMBER = "number"
    STRING = "string"
    NAME = "name"
    OPERATOR = "operator"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its text (strings without quotes) and its place."""

    kind: TokenKind
    text: str
    at: int


_NAME = r"[^\W\d][\w.\-\u00b7]*"
_TOKEN = re.compile(
    rf"""
    (?P<space>\s+)
  | (?P<number>\d+(?:\.\d*)?|\.\d+)
  | (?P<string>"[^"]*"|'[^']*')
  | (?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
  | (?P<sign>::|\.\.|//|!=|<=|>=|[()\[\].@,/|+\-=<>*$])
    """,
    re.VERBOSE,
)
_WORD_OPERATORS = frozenset({"and", "or", "div", "mod"})
_SIGN_OPERATORS = frozenset({"|", "+", "-", "=", "!=", "<", "<=", ">", ">=", "*"})
_BEFORE_OPERAND = frozenset({"@", "::", "(", "[", ",", "/", "//"})


def tokenize(source: str) -> list[Token]:
    """Return the tokens of `source`, ending with an END token.

    Raises:
        ExpressionError: A character belongs to no token, or a quote is left open.
    """
    if len(source) > MAX_LENGTH:
        raise ExpressionError(M("This formula is too long."), kind="depth")
    tokens: list[Token] = []
    at = 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None:
            raise _unexpected(source, at)
        kind = match.lastgroup
        text = match.group()
        at = match.end() if kind == "space" else _append(tokens, str(kind), text, at)
    tokens.append(Token(TokenKind.END, "", at))
    return tokens


def _append(tokens: list[Token], kind: str, text: str, at: int) -> int:
    """Append the token that `text` is in this place and return where the next begins."""
    expects_operator = bool(tokens) and not (
        tokens[-1].kind is TokenKind.OPERATOR
        or (tokens[-1].kind is TokenKind.SIGN and tokens[-1].text in _BEFORE_OPERAND)
    )
    if kind == "number":
        tokens.append(Token(TokenKind.NUMBER, text, at))
    elif kind == "string":
        tokens.append(Token(TokenKind.STRING, text[1:-1], at))
    elif kind == "name":
        if expects_operator:
            text = next((w for w in ("and", "or", "div", "mod") if _starts(text, w)), text)
        operator = expects_operator and text in _WORD_OPERATORS
        tokens.append(Token(TokenKind.OPERATOR if operator else TokenKind.NAME, text, at))
    elif text in _SIGN_OPERATORS and (text != "*" or expects_operator):
        tokens.append(Token(TokenKind.OPERATOR, text, at))
    else:
        tokens.append(Token(TokenKind.SIGN, text, at))
    return at + len(text)


def _starts(text: str, word: str) -> bool:
    """Return whether `text` is `word`, or `word` run together with a number (``div1``)."""
    rest = text[len(word) :]
    return text.startswith(word) and (not rest or rest[0].isdigit() or rest[0] == "-")


def _unexpected(source: str, at: int) -> ExpressionError:
    """Return the error for the character at `at`."""
    if source[at] in "'\"":
        return ExpressionError(
            M("A quotation mark is not closed."),
            hint=M("Put the same quotation mark at the end of the text."),
            at=at,
        )
    return ExpressionError(
        M("The character {character} cannot stand in a formula.", character=source[at]), at=at
    )
