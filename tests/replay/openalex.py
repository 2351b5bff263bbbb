"""OpenAlex: /works with filter, search, cursor or page, /works/{id}; inverted index; credits and rate headers.

429 has three meanings: too many in a second, the day's budget spent (--credits), and a filter that needs a plan.  mailto is ignored.
"""
import base64
import json
import re
import time

from query import all_words, number
from reply import Reply

COST = {'one': 0, 'list': 1, 'search': 10}
PLAN = ('from_updated_date', 'to_updated_date', 'from_created_date', 'to_created_date')
FILTERS = {'title_and_abstract.search', 'default.search', 'title.search', 'type', 'is_retracted', 'doi', 'pmid', 'openalex', 'ids.openalex',
           'from_publication_date', 'to_publication_date', 'publication_year', 'has_abstract', 'language'}


class OpenAlex:
    prefix = '/openalex/'
    name = 'openalex'

    def __init__(self, keys, credits):
        self.keys, self.credits, self.spent = keys, credits, 0

    def limit(self, request):
        return 10, request.params.get('api_key', '')

    def old_cursor(self, cursor):
        return failed(400, 'Pagination error.', 'Invalid cursor value')

    def too_fast(self, params, count, limit):
        return failed(429, 'Rate limit exceeded', f'Rate limit exceeded: {limit} requests per second. Please slow down.', {'Retry-After': '1'},
                      retryAfter=0.1, creditsRemaining=max(0, self.credits - self.spent))

    def transient(self):
        return failed(503, 'Search temporarily unavailable', 'Anonymous search is paused while the search cluster recovers from heavy load. '
                      'Please retry shortly, or use a free API key for uninterrupted access: https://openalex.org/rest-api.', {'Retry-After': '1'})

    def answer(self, request, view):
        params = request.params
        if params.get('api_key') and params['api_key'] not in self.keys:
            return failed(401, 'Invalid or missing API key', 'API key not found')
        kind = 'one' if request.call.startswith('works/') else 'search' if 'search' in params or '.search:' in params.get('filter', '') else 'list'
        if self.spent + COST[kind] > self.credits:
            left = 86400 - int(time.time()) % 86400
            return failed(429, 'Rate limit exceeded', f'Insufficient budget. This request costs ${COST[kind] / 10000:g} but you only have $0 '
                          'remaining. Resets at midnight UTC. Need more? Add funds at https://openalex.org/pricing',
                          dict(self.headers(kind), **{'Retry-After': str(left)}), retryAfter=left, creditsRequired=COST[kind], creditsRemaining=0)
        self.spent += COST[kind]
        if kind == 'one':
            made = self.one(request.call[len('works/'):], view)
        elif request.call == 'works':
            made = self.works(params, view)
        else:
            made = Reply(404, 'text/html', '<!doctype html><title>404 Not Found</title><h1>Not Found</h1>')
        made.headers.update(self.headers(kind))
        return made

    def headers(self, kind):
        return {'X-RateLimit-Limit': str(self.credits), 'X-RateLimit-Remaining': str(max(0, self.credits - self.spent)),
                'X-RateLimit-Credits-Used': str(COST[kind]), 'X-RateLimit-Credits-Required': str(COST[kind]),
                'X-RateLimit-Reset': str(86400 - int(time.time()) % 86400)}

    def one(self, name, view):
        found = re.fullmatch(r'(doi:|pmid:|https://doi.org/)?(.*)', name)
        key = found.group(2).lower()
        for s in view.of(self.name):
            if key in (s.doi, s.openalex.lower()) or found.group(1) == 'pmid:' and key == s.pmid:
                return Reply(200, 'application/json', json.dumps(work(s)))
        return Reply(404, 'text/html', '<!doctype html><title>404 Not Found</title><h1>Not Found</h1>')

    def works(self, params, view):
        size = params.get('per-page', params.get('per_page', '25'))
        if 'limit' in params:
            return failed(400, 'Invalid request rejected at the API edge', "The 'limit' parameter is not valid. Did you mean 'per-page'?")
        if not size.isdigit() or not 1 <= int(size) <= 200:
            return failed(400, 'Pagination error.', 'per-page parameter must be between 1 and 200.')
        kept, problem = filters(params.get('filter', ''))
        if problem:
            return problem
        match = all_words(params.get('search', ''))
        hits = [s for s in view.of(self.name) if match(s) and kept(s)]
        size, cursor = int(size), params.get('cursor')
        page = number(params, 'page', 1)
        if cursor is not None:
            if 'page' in params:
                return failed(400, 'Pagination error.', 'Cannot use page parameter with cursor.')
            if cursor in ('null', 'None', ''):
                return failed(400, 'Pagination error.', 'Cursor is null. Likely reached end of results.')
            start = read_cursor(cursor)
            if start is None:
                return self.old_cursor(cursor)
        elif page * size > 10000:
            return failed(400, 'Pagination error.', 'Maximum results size of 10,000 records is exceeded. Cursor pagination is required for '
                          'records beyond 10,000.')
        else:
            start = (page - 1) * size
        part = hits[start:start + size]
        meta = {'count': len(hits), 'db_response_time_ms': 12, 'page': None if cursor else page, 'per_page': size}
        if cursor:
            meta['next_cursor'] = cursor_at(start + len(part)) if part else None  # null comes after an empty page
        meta.update(groups_count=None, cost_usd=0.0001)
        results = [work(s) for s in part]
        if params.get('select'):
            results = [{name: one[name] for name in params['select'].split(',') if name in one} for one in results]
        return Reply(200, 'application/json', json.dumps({'meta': meta, 'results': results, 'group_by': []}))


def failed(status, error, message, headers=None, **more):
    return Reply(status, 'application/json', json.dumps({'error': error, 'message': message, **more}), headers)


def filters(text):
    """(the test of a study, None), or (None, the reply that says what is wrong); | is OR, up to 100 values"""
    tests = []
    for part in filter(None, text.split(',')):
        name, colon, value = part.partition(':')
        if name in PLAN:
            return None, failed(429, 'Plan upgrade required', f'The "{part}" filter requires a Premium, Institutional, or Partner plan. See '
                                'https://openalex.org/pricing for details.')
        if name not in FILTERS or not colon:
            return None, failed(400, 'Invalid query parameters error.', f'{name} is not a valid field.')
        values = value.split('|')
        if len(values) > 100:
            return None, failed(400, 'Invalid query parameters error.', 'Maximum number of values exceeded for ' + name)
        tests.append((name, values))
    return lambda s: all(any(holds(s, name, value) for value in values) for name, values in tests), None


def holds(s, name, value):
    if name.endswith('.search'):
        return all_words(value.strip('"'))(s)
    bare = value.lower().rstrip('/').rpartition('/')[2]
    return {
        'type': lambda: value == ('preprint' if s.preprint else 'article'),
        'is_retracted': lambda: value == str(s.retracted).lower(),
        'doi': lambda: value.lower().removeprefix('https://doi.org/') == s.doi,
        'pmid': lambda: bare == s.pmid,
        'openalex': lambda: bare == s.openalex.lower(),
        'ids.openalex': lambda: bare == s.openalex.lower(),
        'from_publication_date': lambda: s.entered.isoformat() >= value,
        'to_publication_date': lambda: s.entered.isoformat() <= value,
        'publication_year': lambda: str(s.entered.year) == value,
        'has_abstract': lambda: value == str(has_index(s)).lower(),
        'language': lambda: value == 'en',
    }[name]()


def has_index(s):
    return bool(s.sections()) and s.i % 6 != 1  # some publishers have theirs taken out


def cursor_at(at):
    return base64.b64encode(b'[\xfb\xef' + str(at).encode() + b']').decode()


def read_cursor(cursor):
    if cursor == '*':
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True)[3:-1])
    except ValueError:
        return None


def inverted(s):
    index = {}
    text = re.sub(r'[\^_]\{([^}]*)\}', r'\1', ' '.join(f'{label.capitalize()} {part}' if label else part for label, part in s.sections()))
    if s.i % 5 == 2:
        text = text.replace('<', '&lt;')  # entities stay as the publisher sent them
    for at, word in enumerate(text.split()):
        index.setdefault(word, []).append(at)
    return index


def work(s):
    ids = {'openalex': f'https://openalex.org/{s.openalex}', 'doi': f'https://doi.org/{s.doi}'}
    if s.pmid:
        ids['pmid'] = f'https://pubmed.ncbi.nlm.nih.gov/{s.pmid}'
    title = None if s.i % 97 == 5 else s.title().rstrip('.')
    return {'id': ids['openalex'], 'doi': ids['doi'], 'title': title, 'display_name': title, 'publication_year': s.entered.year,
            'publication_date': s.entered.isoformat(), 'ids': ids, 'language': 'en', 'type': 'preprint' if s.preprint else 'article',
            'type_crossref': 'posted-content' if s.preprint else 'journal-article',
            'primary_location': None if s.i % 41 == 3 else {'source': {'display_name': s.journal[0], 'issn_l': s.journal[2]}},
            'authorships': [{'author': {'display_name': f'{given} {family}', 'orcid': None}, 'raw_author_name': f'{given} {family}'}
                            for family, given in s.authors],
            'biblio': {'volume': str(s.i % 90 + 1), 'issue': str(s.i % 12 + 1), 'first_page': str(s.i % 900 + 1), 'last_page': str(s.i % 900 + 9)},
            'is_retracted': s.retracted, 'mesh': [], 'abstract_inverted_index': inverted(s) if has_index(s) else None,
            'updated_date': s.changed.isoformat(), 'created_date': s.entered.isoformat()}
