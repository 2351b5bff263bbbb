"""E-utilities of PubMed: esearch, efetch, epost, esummary, einfo, as they are known to behave.

GET and POST alike; history (WebEnv, query_key); retmax clamped to 9,999; nothing beyond record 9,999, by history neither; errors
inside 200 and inside 400; ids answered once, in the server's order, unknown ones left out without a word; [UID] ranges.
"""
import datetime
import html
import json
import re
import threading

import pubmed_record
from query import Node, QueryError, all_words, as_integer, between, number, parse, phrase
from reply import Reply

CEILING = 9999
FIELDS = {'all fields', 'all', 'tiab', 'title/abstract', 'ti', 'title', 'mesh', 'mesh terms', 'mh', 'majr', 'tw', 'text word'}
DATES = {'edat': 'entered', 'crdt': 'entered', 'pdat': 'entered', 'dp': 'entered', 'date - publication': 'entered',
         'date - entry': 'entered', 'mdat': 'changed', 'lr': 'changed', 'date - modification': 'changed'}
SUBSETS = {'all': lambda s: True, 'pubmed books': lambda s: s.book, 'medline': lambda s: s.status() == 'MEDLINE'}
STOP_WORDS = {'the', 'of', 'and', 'in', 'a', 'with', 'for'}
DOCTYPES = {
    'esearch': ('eSearchResult', '-//NLM//DTD esearch 20060628//EN', '20060628/esearch.dtd'),
    'efetch': ('eEfetchResult', '-//NLM//DTD efetch 20131226//EN', '20131226/efetch.dtd'),
    'epost': ('ePostResult', '-//NLM//DTD epost 20090526//EN', '20090526/epost.dtd'),
    'esummary': ('eSummaryResult', '-//NLM//DTD esummary v1 20041029//EN', '20041029/esummary-v1.dtd'),
    'einfo': ('eInfoResult', '-//NLM//DTD einfo 20190110//EN', '20190110/einfo.dtd'),
}
TOO_FAR = ("Exception:\n'retstart' cannot be larger than 9998. For PubMed, ESearch can only retrieve the first 9,999 records "
           'matching the query.')
TRANSIENT = ' Error: External viewer error: Empty Response. Bytes read: 0 Status: Timeout'


class PubMed:
    prefix = '/entrez/eutils/'
    name = 'pubmed'

    def __init__(self, keys, dtd):
        self.keys, self.dtd = keys, dtd
        self.history = {}  # WebEnv -> lists of PMIDs (int), the n-th for query_key n + 1
        self.lock = threading.Lock()

    def limit(self, request):
        """(requests per second, whom they are counted for)"""
        key = request.params.get('api_key')
        return (10, key) if key in self.keys else (3, '')

    def too_fast(self, params, count, limit):
        body = {'error': 'API rate limit exceeded', 'api-key': params.get('api_key', '127.0.0.1'), 'count': str(count),
                'limit': str(limit)}
        return Reply(429, 'application/json', json.dumps(body, separators=(',', ':')), {'Retry-After': '2'})

    def transient(self):
        return error('efetch', TRANSIENT, 200)

    def answer(self, request, view):
        call = request.call.partition('.')[0]
        params = request.params
        if params.get('api_key') and params['api_key'] not in self.keys:
            return Reply(400, 'application/json', json.dumps({'error': 'API key invalid', 'api-key': params['api_key'],
                                                              'type': 'key', 'status': 'unknown'}))
        answers = {'esearch': self.esearch, 'efetch': self.efetch, 'epost': self.epost, 'esummary': self.esummary, 'einfo': self.einfo}
        if call not in answers or not request.call.endswith('.fcgi'):
            return Reply(404, 'text/html', '<html><head><title>404 Not Found</title></head><body>Not Found</body></html>')
        if call != 'einfo' and params.get('db', 'pubmed') != 'pubmed':
            return error(call, f'Invalid db name specified: {params["db"]}', 200 if call == 'epost' else 400)
        return answers[call](params, view)

    # --- esearch

    def esearch(self, params, view):
        notes = Notes()
        term = params.get('term', '')
        if not term.strip():
            return error('esearch', 'Empty term and query_key - nothing todo', 200)
        try:
            node = parse(term, lambda text: self.atom(text, params, view, notes))
            dated = date_limits(params, view)
        except QueryError as problem:
            return error('esearch', f'Search Backend failed: {problem}', 200)
        match = node.match if node else (lambda study: False)
        uids = [int(s.pmid) for s in view.of('pubmed') if match(s) and dated(s)]
        start, size = number(params, 'retstart', 0), number(params, 'retmax', 20)
        if params.get('rettype') == 'count':
            return xml('esearch', f'<eSearchResult><Count>{len(uids)}</Count></eSearchResult>')
        if start > CEILING - 1:
            return self.search_error(params, 'Search Backend failed: ' + TOO_FAR)
        asked, size = size, min(size, CEILING - start)
        if size < asked and asked != CEILING + 1:  # the documented 10,000 is clamped without a word
            notes.messages.append(f'Restrictions achieved. start and count adjusted to {start}, {size}')
        if not uids:
            notes.messages.append('No items found.')
        page = uids[start:start + size]
        stored = self.store(params, uids) if params.get('usehistory') == 'y' else None
        shown = node.shown if node else ''
        if params.get('retmode') == 'json':
            return search_json(uids, page, start, stored, shown, notes)
        return search_xml(uids, page, start, stored, shown, notes)

    def search_error(self, params, text):
        if params.get('retmode') == 'json':  # with the raw newline that makes it no JSON
            return Reply(200, 'application/json', '{"header":{"type":"esearch","version":"0.3"},"esearchresult":{"ERROR":"%s"}}' % text)
        return error('esearch', text, 200)

    def atom(self, text, params, view, notes):
        """One PubMed term: word, "phrase", word[field], lo:hi[UID], date:date[mdat], #n of the history."""
        found = re.fullmatch(r'(?s)("?)(.*?)\1\s*(?:\[([^\]]*)\])?', text)
        quote, words, field = found.group(1), found.group(2).strip(), (found.group(3) or '').strip().lower()
        if re.fullmatch(r'#\d+', words):
            held = set(self.recall(dict(params, query_key=words[1:])) or [])
            return Node(lambda s: int(s.pmid) in held, words)
        if field in ('uid', 'pmid'):
            low, _, high = words.partition(':')
            low, high = as_integer(low, 0), as_integer(high or low, 2 ** 63)
            return Node(lambda s: low <= int(s.pmid) <= high, f'{words}[UID]')
        if field in DATES:
            return Node(between(words, DATES[field]), f'{words}[{field}]')
        if field in ('sb', 'subset') and words.lower() in SUBSETS:
            return Node(SUBSETS[words.lower()], f'{words}[{field}]')
        if not words:
            return None
        if not quote and words.lower() in STOP_WORDS:
            notes.ignored.append(words)
            return None
        known = field in FIELDS
        match = phrase(words) if quote else all_words(words)
        if not any(map(match, view.studies)):
            if quote:
                notes.quoted.append(f'"{words}"')
                match = all_words(words)
            if not any(map(match, view.studies)):
                notes.missing.append(words)
        # an unknown tag is dropped without a warning; only the translation shows it
        return Node(match, f'"{words.lower()}"[{found.group(3) if known else "All Fields"}]')

    # --- history

    def store(self, params, uids):
        with self.lock:
            web = params.get('WebEnv')
            if web not in self.history:
                web = f'MCID_{(0x6500 << 80) + len(self.history):024x}'
                self.history[web] = []
            self.history[web].append(uids)
            return len(self.history[web]), web

    def recall(self, params):
        """The stored PMIDs, None when there is no such query."""
        held = self.history.get(params.get('WebEnv'), [])
        key = number(params, 'query_key', 1)
        return held[key - 1] if 1 <= key <= len(held) else None

    def epost(self, params, view):
        uids, bad = id_list(params)
        if not uids:
            texts = ['Empty ID list; Nothing to store']
            if bad:
                texts.append('Some IDs have invalid value and were omitted. Maximum ID value 18446744073709551615')
            return error('epost', texts, 200)
        key, web = self.store(params, uids)
        return xml('epost', f'<ePostResult>\n\t<QueryKey>{key}</QueryKey>\n\t<WebEnv>{web}</WebEnv>\n</ePostResult>')

    # --- efetch and the rest

    def efetch(self, params, view):
        text = params.get('retmode', 'xml' if 'rettype' not in params else 'text') == 'text'
        start, size = number(params, 'retstart', 0), min(number(params, 'retmax', 10000), 10000)
        if 'WebEnv' in params:
            uids = self.recall(params)
            if uids is None:
                return error('efetch', f'Unable to obtain query #{number(params, "query_key", 1)}', 400, text)
            if start > CEILING - 1:
                return error('efetch', 'Search backend cannot retrieve history data. Reason: ' + TOO_FAR, 400, text)
            if start >= len(uids):
                return error('efetch', f'Cannot retrieve history data: OUT OF RANGE. Parameter retstart={start} + 1 is greater than '
                                       f'number of records available in history. History includes {len(uids)} IDs.', 400, text)
            uids = uids[:CEILING]  # short without a word
        else:
            uids, _ = id_list(params)
            if not uids:
                say = 'ID list is empty! Possibly it has no correct IDs.' if 'id' in params else 'Supplied id parameter is empty.'
                return error('efetch', say, 400, text)
        studies = [view.by_pmid[uid] for uid in uids[start:start + size] if uid in view.by_pmid]
        kind = params.get('rettype', '')
        if kind == 'uilist':
            ids = [s.pmid for s in studies]
            if text:
                return Reply(200, 'text/plain', ''.join(f'{i}\n' for i in ids))
            return Reply(200, 'text/xml', '<?xml version="1.0" ?>\n<IdList>' + ''.join(f'<Id>{i}</Id>' for i in ids) + '</IdList>\n')
        if kind == 'medline':
            return Reply(200, 'text/plain', '\n' + '\n\n'.join(map(pubmed_record.nbib, studies)) + '\n')
        if text:
            return Reply(200, 'text/plain', '\n\n'.join(pubmed_record.plain_text(s) for s in studies))
        return Reply(200, 'text/xml', pubmed_record.article_set(studies, self.dtd))

    def esummary(self, params, view):
        uids, _ = id_list(params)
        if not uids and 'WebEnv' not in params:
            return error('esummary', 'Neither query_key nor id specified', 200)
        out = []
        for uid in uids or (self.recall(params) or [])[number(params, 'retstart', 0):][:number(params, 'retmax', 20)]:
            if uid not in view.by_pmid:
                out.append(f'<DocumentSummary uid="{uid}"><error>cannot get document summary</error></DocumentSummary>')
                continue
            out.append(f'<DocSum>\n\t<Id>{uid}</Id>\n\t<Item Name="Title" Type="String">{html.escape(view.by_pmid[uid].title())}</Item>\n</DocSum>')
        return xml('esummary', '<eSummaryResult>\n' + '\n'.join(out) + '\n</eSummaryResult>')

    def einfo(self, params, view):
        if params.get('db', '') == '':
            return xml('einfo', '<eInfoResult>\n<DbList>\n\t<DbName>pubmed</DbName>\n</DbList>\n</eInfoResult>')
        if params['db'] != 'pubmed':
            return error('einfo', f'Can not retrieve DbInfo for db={params["db"]}', 200)
        fields = ''.join(f'<Field><Name>{n}</Name><FullName>{f}</FullName><Description/><TermCount/><IsDate>{d}</IsDate>'
                         f'<IsNumerical>N</IsNumerical><SingleToken>N</SingleToken><Hierarchy>N</Hierarchy><IsHidden>N</IsHidden></Field>'
                         for n, f, d in [('ALL', 'All Fields', 'N'), ('UID', 'UID', 'N'), ('TIAB', 'Title/Abstract', 'N'),
                                         ('EDAT', 'Date - Entry', 'Y'), ('MDAT', 'Date - Modification', 'Y')])
        return xml('einfo', '<eInfoResult>\n<DbInfo><DbName>pubmed</DbName><MenuName>PubMed</MenuName><Description>PubMed bibliographic '
                            f'record</Description><DbBuild>Build-1</DbBuild><Count>{len(view.by_pmid)}</Count><LastUpdate>2025/11/27 06:33'
                            f'</LastUpdate><FieldList>{fields}</FieldList><LinkList/></DbInfo>\n</eInfoResult>')


class Notes:
    """What esearch says beside its answer."""

    def __init__(self):
        self.missing, self.ignored, self.quoted, self.messages = [], [], [], []


def search_xml(uids, page, start, stored, shown, notes):
    key = f'<QueryKey>{stored[0]}</QueryKey><WebEnv>{stored[1]}</WebEnv>' if stored else ''
    ids = '<IdList>\n' + ''.join(f'<Id>{uid}</Id>\n' for uid in page) + '</IdList>' if page else '<IdList/>'
    errors = tags('PhraseNotFound', notes.missing)
    warnings = tags('PhraseIgnored', notes.ignored) + tags('QuotedPhraseNotFound', notes.quoted) + tags('OutputMessage', notes.messages)
    return xml('esearch', f'<eSearchResult><Count>{len(uids)}</Count><RetMax>{len(page)}</RetMax><RetStart>{start}</RetStart>{key}{ids}'
               f'<TranslationSet/><QueryTranslation>{html.escape(shown, False)}</QueryTranslation>'
               + (f'<ErrorList>{errors}</ErrorList>' if errors else '')
               + (f'<WarningList>{warnings}</WarningList>' if warnings else '') + '</eSearchResult>')


def search_json(uids, page, start, stored, shown, notes):
    result = {'count': str(len(uids)), 'retmax': str(len(page)), 'retstart': str(start)}
    if stored:
        result.update(querykey=str(stored[0]), webenv=stored[1])
    result.update(idlist=[str(uid) for uid in page], translationset=[], querytranslation=shown)
    if notes.missing:
        result['errorlist'] = {'phrasesnotfound': notes.missing, 'fieldsnotfound': []}
    if notes.ignored or notes.quoted or notes.messages:
        result['warninglist'] = {'phrasesignored': notes.ignored, 'quotedphrasesnotfound': notes.quoted, 'outputmessages': notes.messages}
    return Reply(200, 'application/json', json.dumps({'header': {'type': 'esearch', 'version': '0.3'}, 'esearchresult': result}))


def tags(name, texts):
    return ''.join(f'<{name}>{html.escape(text, False)}</{name}>' for text in texts)


def xml(call, body, status=200):
    root, public, path = DOCTYPES[call]
    return Reply(status, 'text/xml', f'<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE {root} PUBLIC "{public}" '
                                     f'"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/{path}">\n{body}\n')


def error(call, texts, status, plain=False):
    texts = [texts] if isinstance(texts, str) else texts
    if plain:
        return Reply(status, 'text/plain', '\n'.join(text.replace(' ', '+') for text in texts))
    root = {'esearch': 'eSearchResult', 'efetch': 'eFetchResult', 'epost': 'ePostResult', 'einfo': 'eInfoResult',
            'esummary': 'eSummaryResult'}[call]
    return xml(call, f'<{root}>\n' + ''.join(f'\t<ERROR>{html.escape(text, False)}</ERROR>\n' for text in texts) + f'</{root}>', status)


def id_list(params):
    """(distinct ids, whether some were no ids); 0 is none, 00000001 is 1."""
    uids, bad = {}, False
    for part in re.split(r'[,\s]+', params.get('id', '').strip()):
        uid = as_integer(part, 0)
        if uid:
            uids[uid] = True
        elif part:
            bad = True
    return list(uids), bad


def date_limits(params, view):
    attribute = DATES.get(params.get('datetype', 'pdat'), 'entered')
    if params.get('reldate'):
        first = view.today - datetime.timedelta(days=number(params, 'reldate', 0))
        return lambda s: first <= getattr(s, attribute)
    if params.get('mindate') and params.get('maxdate'):  # one alone is ignored
        return between(f'{params["mindate"]}:{params["maxdate"]}', attribute)
    return lambda s: True
