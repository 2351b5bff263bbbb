"""Boolean searches: what PubMed and Europe PMC have in common.

    parse(text, atom) -> Node;  node.match(study) -> bool

Words and quoted phrases, AND OR NOT from left to right, brackets; neighbouring terms are joined by AND.  Each API gives `atom`, which
turns one term (with its field) into a Node.  A search that cannot be read is a QueryError with a sentence.  What all APIs read alike, numbers
and dates, stands here too.
"""
import datetime
import re


class QueryError(Exception):
    pass


class Node:
    """One part of a search: `match` says whether a study is in it, `shown` is how the API writes it back."""

    def __init__(self, match, shown):
        self.match, self.shown = match, shown


# Quoted phrases and [ranges] are one token each, with the field that stands before (Europe PMC) or behind (PubMed); a field behind
# belongs to all the words before it.
TOKEN = re.compile(r'''\s*(?:(?P<open>\()|(?P<close>\)(?:\s*\[[^\]]*\])?)|
    (?P<term>(?:(?!(?:AND|OR|NOT)\s)[^\s()"\[\]:]+\s+)+(?!(?:AND|OR|NOT)\s)[^\s()"\[\]:]+\s*\[[^\]]*\]|(?:[A-Za-z_]+:(?=["\[\w*]))?(?:"[^"]*"|\[[^\]]*\]|[^\s()"\[\]]+)(?:\s*\[[^\]]*\])?))''', re.X)


def tokens(text):
    at, out = 0, []
    text = text.strip()
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found:
            raise QueryError(f'cannot read the query at character {at + 1}')
        out.append((found.lastgroup, found.group().strip()))
        at = found.end()
    return out


def parse(text, atom):
    queue = tokens(text)
    node = expression(queue, atom)
    if queue:
        raise QueryError('unbalanced parenthesis')
    return node


def expression(queue, atom):
    """Operators have no precedence: PubMed works from left to right."""
    left = None
    while queue and queue[0][0] != 'close':
        operator = 'AND'
        while queue and queue[0][0] == 'term' and queue[0][1] in ('AND', 'OR', 'NOT'):
            operator = queue.pop(0)[1]
        if not queue or queue[0][0] == 'close':
            break
        right = operand(queue, atom)
        if right is not None:
            left = right if left is None else join(left, operator, right)
    return left


def operand(queue, atom):
    kind, text = queue.pop(0)
    if kind == 'term':
        return atom(text)
    node = expression(queue, atom)
    if not queue:
        raise QueryError('unbalanced parenthesis')
    queue.pop(0)  # a tag behind a closing bracket, as in (a OR b)[tiab], is dropped without a word
    return node and Node(node.match, f'({node.shown})')


def join(left, operator, right):
    a, b = left.match, right.match
    match = {'AND': lambda s: a(s) and b(s), 'OR': lambda s: a(s) or b(s), 'NOT': lambda s: a(s) and not b(s)}[operator]
    return Node(match, f'{left.shown} {operator} {right.shown}')


def all_words(text):
    """True for studies whose words hold each of these; a trailing * is truncation."""
    parts = [f' {w[:-1]}' if w.endswith('*') else f' {w} ' for w in re.findall(r"[\w-]+\*?", text.lower())]
    return lambda s: all(part in s.words for part in parts)


def phrase(text):
    part = ' ' + ' '.join(text.lower().split()) + ' '
    return lambda s: part in s.words


def number(params, name, default):
    return as_integer(params.get(name, ''), default)


def as_integer(text, default):
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() else default


def day(text, end):
    """YYYY, YYYY/MM or YYYY/MM/DD as a date; the last day of it when `end`."""
    parts = [int(p) for p in re.findall(r'\d+', text)][:3]
    if not parts or parts[0] > 2999:
        return datetime.date.max if end else datetime.date.min
    year, month, date = (parts + ([12, 31] if end else [1, 1])[len(parts) - 1:])[:3]
    while True:
        try:
            return datetime.date(max(year, 1), month, date)
        except ValueError:  # 31 February
            date -= 1
            if date < 1:
                raise QueryError('no such date') from None


def between(text, attribute):
    low, colon, high = text.partition(':')
    first, last = day(low, False), day(high if colon else low, True)
    return lambda s: first <= getattr(s, attribute) <= last
