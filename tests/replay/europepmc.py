"""Europe PMC's REST service: search, searchPOST and article, JSON, with cursorMark.

The next cursor is absent where nothing more comes; --epmc-end repeat gives the older form, the same cursor again.  Bad sort orders and
empty queries give 200 without a hitCount.  pageSize is clamped to 1,000.
"""
import base64
import html
import json
import re
import urllib.parse

from query import Node, QueryError, all_words, between, number, parse, phrase
from records import MESH
from reply import Reply

SORTS = {'', 'P_PDATE_D desc', 'P_PDATE_D asc', 'CITED desc', 'CITED asc', 'FIRST_PDATE_D asc', 'FIRST_PDATE_D desc', 'relevance'}
DATES = {'UPDATE_DATE': 'changed', 'CREATION_DATE': 'entered', 'FIRST_IDATE': 'entered', 'FIRST_PDATE': 'entered', 'E_PDATE': 'entered'}
TEXTS = {'TITLE', 'ABSTRACT', 'TITLE_ABS', 'KW'}


class EuropePMC:
    prefix = '/europepmc/webservices/rest/'
    name = 'europepmc'

    def __init__(self, end, short):
        self.end, self.short = end, short  # how a list ends; records that hitCount promises and no page holds

    def limit(self, request):
        return 10, ''

    def old_cursor(self, cursor):
        return reply({'version': '6.9', 'errCode': 400, 'errMsg': 'Invalid cursorMark'})

    def too_fast(self, params, count, limit):
        return Reply(429, 'text/html', '<html><head><title>429 Too Many Requests</title></head><body>Too Many Requests</body></html>',
                     {'Retry-After': '1'})

    def transient(self):
        return Reply(200, 'application/json', '')

    def answer(self, request, view):
        params = request.params
        if request.call in ('search', 'searchPOST'):
            return self.search(params, view, request.call == 'searchPOST')
        found = re.fullmatch(r'article/(\w+)/(\w+)', request.call)
        if found:
            hits = [s for s in view.of(self.name) if (source(s), identity(s)) == found.groups()]
            return reply({'version': '6.9', 'hitCount': len(hits), **({'result': result(hits[0], 'core')} if hits else {})})
        return Reply(404, 'text/html', '<html><head><title>404 Not Found</title></head><body>Not Found</body></html>')

    def search(self, params, view, posted):
        query, kind = params.get('query', ''), params.get('resultType', 'lite').lower()
        if params.get('format', 'xml') != 'json':
            return Reply(200, 'application/xml', '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><responseWrapper><version>6.9'
                                                 '</version></responseWrapper>')
        if not query.strip() or params.get('sort', '') not in SORTS:
            return reply({'version': '6.9', 'errCode': 404, 'errMsg': 'Invalid search query or sort order'})
        try:
            node = parse(query, atom)
        except QueryError as problem:
            return reply({'version': '6.9', 'errCode': 400, 'errMsg': str(problem)})
        hits = [s for s in view.of(self.name) if node and node.match(s)]
        size = max(1, min(number(params, 'pageSize', 25), 1000))
        cursor = params.get('cursorMark', '*')
        start = read_cursor(cursor, query)
        if start is None:
            return self.old_cursor(cursor)
        page = hits[start:start + size]
        after = cursor_at(start + len(page), query)
        out = {'version': '6.9', 'hitCount': len(hits) + (self.short if hits else 0)}
        if start + len(page) < len(hits):
            out['nextCursorMark'] = after
        elif self.end == 'repeat' and hits:
            out['nextCursorMark'] = after if page else cursor
        if 'nextCursorMark' in out and not posted:
            out['nextPageUrl'] = (f'https://www.ebi.ac.uk/europepmc/webservices/rest/search?query={query}&cursorMark={out["nextCursorMark"]}'
                                  f'&resultType={kind}&format=json')
        out['request'] = {'queryString': query, 'resultType': kind, 'cursorMark': cursor if posted else urllib.parse.quote(cursor, ''),
                          'pageSize': size, 'sort': params.get('sort', ''), 'synonym': params.get('synonym', '').lower() == 'true'}
        out['resultList'] = {'result': [result(s, kind) for s in page]}
        return reply(out)


def reply(value):
    return Reply(200, 'application/json;charset=UTF-8', json.dumps(value, ensure_ascii=False))


def source(s):
    return 'PPR' if s.preprint else 'MED'


def identity(s):
    return f'PPR{700000 + s.i}' if s.preprint else s.pmid


def atom(text):
    """word, "phrase", FIELD:value, FIELD:"phrase", FIELD:[a TO b]"""
    field, colon, value = text.partition(':')
    if not colon or not re.fullmatch(r'[A-Za-z_]+', field):
        field, value = '', text
    field, bare = field.upper(), value.strip('"')
    shown = text
    if field in DATES:
        low, _, high = value.strip('[]').partition(' TO ')
        return Node(between(f'{low}:{high or low}', DATES[field]), shown)
    if field == 'SRC':
        return Node(lambda s: source(s) == bare.upper(), shown)
    if field in ('EXT_ID', 'PMID'):
        return Node(lambda s: identity(s) == bare, shown)
    if field == 'DOI':
        return Node(lambda s: s.doi.lower() == bare.lower(), shown)
    if field == 'PMCID':
        return Node(lambda s: s.pmcid == bare.upper(), shown)
    if field and field not in TEXTS:
        return Node(lambda s: False, shown)
    return Node(phrase(bare) if value.startswith('"') else all_words(bare), shown)


def cursor_at(at, query):
    """Some of them hold + and /, so that a client which does not encode is found out."""
    return base64.b64encode(b'\xfb\xef\xbe' + f'{at}:{sum(query.encode()) % 9973}'.encode()).decode()


def read_cursor(cursor, query):
    """Where its page begins; None when it is none of ours, or of another query."""
    if cursor in ('', '*'):
        return 0
    try:
        at, _, check = base64.b64decode(cursor, validate=True)[3:].decode().partition(':')
        return int(at) if int(check) == sum(query.encode()) % 9973 else None
    except ValueError:
        return None


def abstract(s):
    parts = []
    for label, text in s.sections():
        text = re.sub(r'\^\{([^}]*)\}', r'<sup>\1</sup>', text if s.i % 4 else html.escape(text, False))  # a raw < in "P < 0.05" is met too
        text = re.sub(r'_\{([^}]*)\}', r'<sub>\1</sub>', text)
        parts.append((f'<h4>{label.capitalize()}</h4>' if label else '') + text)
    return ''.join(parts)


def result(s, kind):
    out = {'id': identity(s), 'source': source(s)}
    if s.pmid:
        out['pmid'] = s.pmid
    if s.pmcid:
        out.update(pmcid=s.pmcid, fullTextIdList={'fullTextId': [s.pmcid]})
    if kind == 'idlist':
        return out
    if s.doi:
        out['doi'] = s.doi
    out['title'] = s.title()
    out['authorString'] = ', '.join(f'{family} {given[0]}' for family, given in s.authors) + '.'
    out['pubYear'] = str(s.entered.year)
    if kind != 'core':
        out.update(journalTitle=s.journal[1], pubType='preprint' if s.preprint else 'journal article')
        return out
    out['authorList'] = {'author': [{'fullName': f'{family} {given[0]}', 'firstName': given, 'lastName': family, 'initials': given[0]}
                                    for family, given in s.authors]}
    if not s.preprint:
        out['journalInfo'] = {'issue': str(s.i % 12 + 1), 'volume': str(s.i % 90 + 1), 'dateOfPublication': f'{s.entered:%Y %b}',
                              'monthOfPublication': s.entered.month, 'yearOfPublication': s.entered.year,
                              'journal': {'title': s.journal[0], 'medlineAbbreviation': s.journal[1], 'issn': s.journal[2]}}
        out['pageInfo'] = f'{s.i % 900 + 1}-{s.i % 900 + 9}'
        out['meshHeadingList'] = {'meshHeading': [{'majorTopic_YN': 'Y', 'descriptorName': MESH[s.disease]}]}
    if s.sections():
        out['abstractText'] = abstract(s)
    types = ['Preprint'] if s.preprint else ['Journal Article'] + (['Retracted Publication'] if s.retracted else [])
    out.update(language='eng', pubTypeList={'pubType': types}, isOpenAccess='N')
    if s.retracted:
        out['commentCorrectionList'] = {'commentCorrection': [{'id': str(int(s.pmid) + 9000000), 'source': 'MED', 'orderIn': 1,
                                                               'reference': f'{s.journal[1]}. {s.changed.year};1(1):1',
                                                               'type': 'Retraction in'}]}
    out.update(dateOfCreation=s.entered.isoformat(), firstIndexDate=s.entered.isoformat(), dateOfRevision=s.changed.isoformat(),
               firstPublicationDate=s.entered.isoformat())
    return out
