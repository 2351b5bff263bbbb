"""Crossref's REST API: /works with cursor, offset, filters and select, /works/{DOI}; JATS abstracts; pools by mailto.

next-cursor is always given, on the empty page after the last too.  message is an object, a list or a string, as recorded.
"""
import base64
import html
import json
import re
import urllib.parse

from query import QueryError, all_words, day, number
from reply import Reply

FILTERS = {'from-index-date', 'until-index-date', 'from-update-date', 'until-update-date', 'from-deposit-date', 'until-deposit-date',
           'from-pub-date', 'until-pub-date', 'has-abstract', 'type', 'doi', 'update-type', 'is-update'}
PARAMETERS = {'query', 'query.bibliographic', 'query.title', 'filter', 'rows', 'cursor', 'offset', 'select', 'mailto', 'sort', 'order'}


class Crossref:
    prefix = '/crossref/'
    name = 'crossref'

    def __init__(self, lists=3):
        self.lists = lists  # lists a second for those who give an address

    def limit(self, request):
        return (self.lists, 'polite') if is_polite(request) else (1, '')

    def old_cursor(self, cursor):
        return Reply(404, 'application/json', json.dumps({
            'status': 'failed', 'message-type': 'resource-failure',
            'message': [{'type': 'cursor-invalid', 'value': cursor, 'message': 'Cursor specified but it is invalid'}]}))

    def too_fast(self, params, count, limit):
        return Reply(429, 'text/html', '<html><body><h1>429 Too Many Requests</h1></body></html>', {'Retry-After': '1'})

    def transient(self):
        return Reply(500, 'application/json', json.dumps({
            'status': 'error', 'message-type': 'exception', 'message-version': '1.0.0',
            'message': {'name': 'class clojure.lang.ExceptionInfo', 'description': 'Response Exception', 'message': 'Response Exception',
                        'stack': []}}))

    def answer(self, request, view):
        params = dict(request.params)
        polite = is_polite(request)
        made = self.route(request.call, params, view)
        made.headers.update({'x-api-pool': 'polite' if polite else 'public', 'x-rate-limit-interval': '1s',
                             'x-rate-limit-limit': str(self.lists if polite else 1), 'x-concurrency-limit': '3' if polite else '1'})
        return made

    def route(self, call, params, view):
        if call == 'works':
            return self.works(params, view)
        if call.startswith('works/'):
            study = view.by_doi.get(call[len('works/'):].lower())
            if study is None:
                return Reply(404, 'text/plain', 'Resource not found.')
            return wrapped('work', item(study))
        return Reply(404, 'text/plain', 'Resource not found.')

    def works(self, params, view):
        for name in params:
            if name not in PARAMETERS:
                return invalid('parameter-not-allowed', name, 'This route does not support ' + name)
        for name, most in (('rows', 1000), ('offset', 10000)):
            value = params.get(name, '0')
            if not value.isdigit() or int(value) > most:
                return invalid('integer-not-valid', value,
                               f'Integer specified as {value} but must be a positive integer less than or equal to {most}. ')
        rows = number(params, 'rows', 20)
        match = all_words(' '.join(params.get(name, '') for name in ('query', 'query.bibliographic', 'query.title')))
        kept, problem = filters(params.get('filter', ''))
        if problem:
            return problem
        try:
            hits = [s for s in view.of(self.name) if match(s) and kept(s)]
        except QueryError as wrong:
            return invalid('date-not-valid', params['filter'], f'Filter with a date that is none: {wrong}')
        message = {'facets': {}}
        start = number(params, 'offset', 0)
        if 'cursor' in params:
            start = read_cursor(params['cursor'])
            if start is None:
                return self.old_cursor(params['cursor'])
        page = hits[start:start + rows]
        if 'cursor' in params:
            message['next-cursor'] = cursor_at(start + len(page))
        items = [item(s) for s in page]
        if params.get('select'):
            wanted = params['select'].split(',')
            items = [{name: one[name] for name in wanted if name in one} for one in items]
        message.update({'total-results': len(hits), 'items': items, 'items-per-page': rows,
                        'query': {'start-index': start, 'search-terms': params.get('query.bibliographic') or params.get('query')}})
        return wrapped('work-list', message)


def is_polite(request):
    return bool(request.params.get('mailto')) or 'mailto:' in request.headers.get('User-Agent', '')


def wrapped(kind, message):
    return Reply(200, 'application/json', json.dumps({'status': 'ok', 'message-type': kind, 'message-version': '1.0.0', 'message': message},
                                                     separators=(',', ':')).replace('/', '\\/'))


def invalid(kind, value, text):
    return Reply(400, 'application/json;charset=utf-8', json.dumps({'status': 'failed', 'message-type': 'validation-failure',
                                                                    'message': [{'type': kind, 'value': value, 'message': text}]}))


def cursor_at(at):
    """About 2 KB, with characters that must be encoded."""
    return base64.b64encode(b'\xfb\xef\xbe' * 480 + f':{at}'.encode()).decode()


def read_cursor(cursor):
    if cursor == '*':
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).rpartition(b':')[2])
    except ValueError:
        return None


def filters(text):
    """(the test of a study, None), or (None, the reply that says what is wrong); the same filter twice is either of the two"""
    wanted = {}
    for part in filter(None, text.split(',')):
        name, _, value = part.partition(':')
        if name not in FILTERS:
            return None, invalid('filter-not-available', name, f'Filter {name} specified but there is no such filter for this route.')
        wanted.setdefault(name, []).append(value)
    return lambda s: all(any(holds(s, name, value) for value in values) for name, values in wanted.items()), None


def holds(s, name, value):
    if name in ('update-type', 'is-update'):
        return False  # notices have no records of their own here
    if name == 'has-abstract':
        return bool(s.sections()) == (value in ('true', '1', 't'))
    if name == 'type':
        return value == ('posted-content' if s.preprint else 'journal-article')
    if name == 'doi':
        return s.doi == value.lower()
    end, kind = name.split('-')[0], name.split('-')[1]
    when = s.entered if kind == 'pub' else s.changed
    return when >= day(value, False) if end == 'from' else when <= day(value, True)


def jats(s):
    """The forms that were recorded: sections with titles, paragraphs with titles, one paragraph, HTML, and escaped tags."""
    def marked(text):
        text = re.sub(r'\^\{([^}]*)\}', r'<jats:sup>\1</jats:sup>', html.escape(text, False))
        return re.sub(r'_\{([^}]*)\}', r'<jats:sub>\1</jats:sub>', text)

    sections = [(label.capitalize(), marked(text)) for label, text in s.sections()]
    if len(sections) == 1:
        form = s.i % 4
        text = sections[0][1]
        return [f'<jats:p>{text}</jats:p>', f'<jats:title>Abstract</jats:title><jats:p>{text}</jats:p>',
                '<p>' + text.replace('jats:', '') + '</p>', f'<jats:p>\n   {html.escape("<b>Summary.</b>")} {text}\n</jats:p>'][form]
    if s.i % 2:
        return '<jats:title>Abstract</jats:title>' + ''.join(
            f'<jats:sec><jats:title>{label}</jats:title><jats:p>{text}</jats:p></jats:sec>' for label, text in sections)
    return ''.join(f'<jats:title>{label}</jats:title>\n   <jats:p>{text}</jats:p>' for label, text in sections)


def dated(when):
    return {'date-parts': [[when.year, when.month, when.day]], 'date-time': f'{when.isoformat()}T00:00:00Z'}


def item(s):
    parts = [[None], [s.entered.year], [s.entered.year, s.entered.month], [s.entered.year, s.entered.month, s.entered.day]]
    out = {'indexed': dated(s.changed), 'publisher': 'Invented Press', 'DOI': s.doi, 'type': 'posted-content' if s.preprint else 'journal-article',
           'created': dated(s.entered), 'deposited': dated(s.changed), 'source': 'Crossref', 'is-referenced-by-count': s.i % 17,
           'title': [] if s.i % 97 == 5 else [('RETRACTED: ' if s.retracted else '') + s.title().rstrip('.')], 'subtitle': [],
           'prefix': '10.5555', 'volume': str(s.i % 90 + 1), 'issue': str(s.i % 12 + 1), 'page': f'{s.i % 900 + 1}-{s.i % 900 + 9}',
           'author': [{'given': given, 'family': family, 'sequence': 'additional' if at else 'first', 'affiliation': []}
                      for at, (family, given) in enumerate(s.authors)],
           'issued': {'date-parts': [parts[0 if s.i % 61 == 7 else s.i % 3 + 1]]}, 'language': 'en', 'relation': {}, 'ISSN': [s.journal[2]],
           'URL': f'https://doi.org/{urllib.parse.quote(s.doi)}', 'score': 1.0}
    if not s.preprint:
        out.update({'container-title': [s.journal[0]], 'short-container-title': [s.journal[1]]})
    if s.sections() and s.i % 9 != 2:  # many publishers deposit none
        out['abstract'] = jats(s)
    if s.retracted:
        out['updated-by'] = [{'DOI': f'10.5555/retraction.{s.i}', 'type': 'retraction', 'label': 'Retraction', 'source': 'retraction-watch',
                              'updated': dated(s.changed), 'record-id': str(s.i)}]
    return out
