"""Expressions parsed by recursive descent (XPath 1.0, sections 2 and 3)."""

from __future__ import annotations

from functools import lru_cache

from intake_app.domain.message import M
from intake_app.xforms.xpath.errors import ExpressionError
from intake_app.xforms.xpath.lexer import Token, TokenKind, tokenize
from intake_app.xforms.xpath.tree import (
    Axis,
    Call,
    Chain,
    Expression,
    Literal,
    Negation,
    NodeTest,
    Number,
    Path,
    Step,
)

MAX_DEPTH = 60
_LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!="}),
    frozenset({"<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)
_NODE_TYPES = frozenset({"node", "text", "comment", "processing-instruction"})
_ANY_NODE = NodeTest("node")
_ANYWHERE = Step(Axis.DESCENDANT_OR_SELF, _ANY_NODE)


@lru_cache(maxsize=8192)
def parse(source: str) -> Expression:
    """Return the parsed form of an expression.

    Raises:
        ExpressionError: It is no XPath 1.0 expression, or nested too deeply.
    """
    parser = _Parser(tokenize(source))
    expression = parser.expression()
    parser.finish()
    return expression


class _Parser:
    """Walks the tokens once, from left to right."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def expression(self) -> Expression:
        """Parse a whole expression, as in parentheses, predicates and arguments."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ExpressionError(
                M("This formula is nested too deeply."),
                hint=M("Split it into several calculations."),
                kind="depth",
                at=self._token.at,
            )
        result = self._level(0)
        self._depth -= 1
        return result

    def finish(self) -> None:
        """Check that nothing is left over."""
        if self._token.kind is not TokenKind.END:
            raise self._unexpected()

    @property
    def _token(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _is(self, kind: TokenKind, *texts: str) -> bool:
        token = self._token
        return token.kind is kind and token.text in texts

    def _sign(self, *texts: str) -> bool:
        return self._is(TokenKind.SIGN, *texts)

    def _expect(self, text: str) -> None:
        if not self._sign(text):
            raise self._unexpected(text)
        self._at += 1

    def _unexpected(self, wanted: str = "") -> ExpressionError:
        token = self._token
        if token.kind is TokenKind.END:
            if wanted in {")", "]"}:
                return ExpressionError(
                    M("A bracket is not closed: {bracket} is missing.", bracket=wanted),
                    at=token.at,
                )
            return ExpressionError(M("The formula breaks off."), at=token.at)
        return ExpressionError(
            M("{text} is not expected here.", text=token.text or "''"), at=token.at
        )

    def _level(self, level: int) -> Expression:
        """Parse the operators of one precedence; the last level holds the operands."""
        if level == len(_LEVELS):
            return self._unary()
        first = self._level(level + 1)
        rest: list[tuple[str, Expression]] = []
        while self._token.kind is TokenKind.OPERATOR and self._token.text in _LEVELS[level]:
            operator = self._next().text
            rest.append((operator, self._level(level + 1)))
        return Chain(first, tuple(rest)) if rest else first

    def _unary(self) -> Expression:
        minus = 0
        while self._is(TokenKind.OPERATOR, "-"):
            self._at += 1
            minus += 1
        operand = self._union()
        # Two signs cancel out only for numbers: "- -'a'" is NaN either way.
        for _ in range(min(minus, 2 - minus % 2)):
            operand = Negation(operand)
        return operand

    def _union(self) -> Expression:
        first = self._path()
        rest: list[tuple[str, Expression]] = []
        while self._is(TokenKind.OPERATOR, "|"):
            self._at += 1
            rest.append(("|", self._path()))
        return Chain(first, tuple(rest)) if rest else first

    def _path(self) -> Expression:
        if not self._starts_primary():
            return self._location()
        base = self._primary()
        filters = self._predicates()
        steps: list[Step] = []
        if self._sign("/", "//"):
            if self._next().text == "//":
                steps.append(_ANYWHERE)
            self._relative(steps)
        if not filters and not steps:
            return base
        return Path(absolute=False, steps=tuple(steps), base=base, filters=filters)

    def _starts_primary(self) -> bool:
        token = self._token
        if token.kind in {TokenKind.NUMBER, TokenKind.STRING} or self._sign("(", "$"):
            return True
        following = self._tokens[min(self._at + 1, len(self._tokens) - 1)]
        return (
            token.kind is TokenKind.NAME
            and token.text not in _NODE_TYPES
            and following.kind is TokenKind.SIGN
            and following.text == "("
        )

    def _primary(self) -> Expression:
        token = self._next()
        if token.kind is TokenKind.NUMBER:
            return Number(float(token.text))
        if token.kind is TokenKind.STRING:
            return Literal(token.text)
        if token.text == "$":
            raise ExpressionError(
                M("A dollar sign must be followed by a question's name in curly brackets."),
                at=token.at,
            )
        if token.text == "(":
            inner = self.expression()
            self._expect(")")
            return inner
        return self._call(token)

    def _call(self, name: Token) -> Call:
        self._expect("(")
        arguments: list[Expression] = []
        if not self._sign(")"):
            arguments.append(self.expression())
            while self._sign(","):
                self._at += 1
                arguments.append(self.expression())
        self._expect(")")
        return Call(name.text, tuple(arguments), name.at)

    def _predicates(self) -> tuple[Expression, ...]:
        predicates: list[Expression] = []
        while self._sign("["):
            self._at += 1
            predicates.append(self.expression())
            self._expect("]")
        return tuple(predicates)

    def _location(self) -> Path:
        steps: list[Step] = []
        absolute = self._sign("/", "//")
        if absolute:
            anywhere = self._next().text == "//"
            if anywhere:
                steps.append(_ANYWHERE)
            elif not self._starts_step():
                return Path(absolute=True, steps=())
        self._relative(steps)
        return Path(absolute=absolute, steps=tuple(steps))

    def _starts_step(self) -> bool:
        return self._token.kind is TokenKind.NAME or self._sign(".", "..", "@", "*")

    def _relative(self, steps: list[Step]) -> None:
        steps.append(self._step())
        while self._sign("/", "//"):
            if self._next().text == "//":
                steps.append(_ANYWHERE)
            steps.append(self._step())

    def _step(self) -> Step:
        if self._sign("."):
            self._at += 1
            return Step(Axis.SELF, _ANY_NODE, self._predicates())
        if self._sign(".."):
            self._at += 1
            return Step(Axis.PARENT, _ANY_NODE, self._predicates())
        axis = Axis.CHILD
        if self._sign("@"):
            self._at += 1
            axis = Axis.ATTRIBUTE
        elif self._token.kind is TokenKind.NAME and self._follows("::"):
            axis = self._axis()
        return Step(axis, self._test(), self._predicates())

    def _follows(self, sign: str) -> bool:
        following = self._tokens[self._at + 1]
        return following.kind is TokenKind.SIGN and following.text == sign

    def _axis(self) -> Axis:
        token = self._next()
        self._at += 1
        try:
            return Axis(token.text)
        except ValueError:
            raise ExpressionError(
                M("{text} is not a direction that a path can take.", text=token.text), at=token.at
            ) from None

    def _test(self) -> NodeTest:
        if self._sign("*"):
            self._at += 1
            return NodeTest("name", "*")
        token = self._token
        if token.kind is not TokenKind.NAME:
            raise self._unexpected()
        self._at += 1
        if token.text in _NODE_TYPES and self._sign("("):
            self._at += 1
            target = self._next().text if self._token.kind is TokenKind.STRING else ""
            self._expect(")")
            return NodeTest(token.text, target)
        return NodeTest("name", token.text)
