"""How replies go wrong: by chance from a seed, or by a script.

A fault turns the good reply into what the client sees.  A script is a list of `WHERE:N=KIND`, KIND for the N-th request (from 1) whose
path holds WHERE; N may be `N-M`, or `*` for every one:

    efetch:2=cut  esearch:1-3=rate-limit  works:*=html

By chance, each reply fails with the given rate, in one of the kinds that end in time (COMMON); the n-th request of a server draws the
same with the same seed.
"""
import datetime
import gzip
import random
import re
import threading

from reply import Reply

HTML = ('<html><head><title>{0} {1}</title></head><body><h1>{0} {1}</h1>\n<p>Your request could not be completed at this time.'
        '</p></body></html>\n')
HUGE = 1 << 27  # bytes of a huge body before compression


class Ending:
    """What happens on the wire beside the reply itself."""

    def __init__(self, reply, how='whole', pause=0.0):
        self.reply, self.how, self.pause = reply, how, pause  # whole, cut, cut-chunked, reset, close, trickle, huge; seconds


def status(code, words, kind='text/html', headers=None):
    return lambda reply, api, slow: Ending(Reply(code, kind, HTML.format(code, words), headers))


def in_seconds(n):
    when = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=n)
    return when.strftime('%a, %d %b %Y %H:%M:%S GMT')


def proxy_stream(reply, api, slow):
    text = 'Error: CEFetchPApplication::proxy_stream(): Failed to connect to PubOne service. Try again later.'
    return Ending(Reply(400, 'text/xml', '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE eEfetchResult PUBLIC "-//NLM//DTD efetch '
                  '20131226//EN" "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20131226/efetch.dtd">\n'
                  f'<eFetchResult>\n\t<ERROR> {text}</ERROR>\n</eFetchResult>\n'))


def start_of(reply, share):
    return Reply(reply.status, reply.kind, reply.body[:int(len(reply.body) * share)], reply.headers)


def packed(body, cut):
    data = gzip.compress(body)
    return data[:len(data) * 2 // 3] if cut else data[:20] + b'\0' * 40 + data[20:]


def gzip_reply(cut):
    return lambda reply, api, slow: Ending(Reply(200, reply.kind, packed(reply.body, cut), {'Content-Encoding': 'gzip'}))


KINDS = {
    'status-500': status(500, 'WWW Error 500 Diagnostic'),
    'status-502': status(502, 'Bad Gateway'),
    'status-503': status(503, 'Service Unavailable', headers={'Retry-After': '1'}),
    'status-503-date': lambda reply, api, slow: status(503, 'Service Unavailable', headers={'Retry-After': in_seconds(1)})(reply, api, slow),
    'status-504': status(504, 'Gateway Time-out'),
    'rate-limit': lambda reply, api, slow: Ending(api.too_fast({}, 4, 3)),
    'transient': lambda reply, api, slow: Ending(api.transient()),        # in the API's own form
    'proxy-stream': proxy_stream,                                         # 400 round a failure that passes
    'bad-id': lambda reply, api, slow: Ending(Reply(400, 'text/xml', '<?xml version="1.0" encoding="UTF-8" ?>\n<eFetchResult>\n\t'
                                                    '<ERROR>Invalid uid x7 at position=150</ERROR>\n</eFetchResult>\n')),  # one, and all are refused
    'empty': lambda reply, api, slow: Ending(Reply(200, reply.kind, b'')),
    'html': lambda reply, api, slow: Ending(Reply(200, 'text/html', HTML.format('', 'Search'))),
    'html-as-data': lambda reply, api, slow: Ending(Reply(200, reply.kind, HTML.format('', 'Search'))),
    'half': lambda reply, api, slow: Ending(start_of(reply, 0.5)),        # a whole reply of half a document
    'prologue': lambda reply, api, slow: Ending(Reply(200, reply.kind, reply.body[:40])),
    'cut': lambda reply, api, slow: Ending(reply, 'cut'),                 # fewer bytes than Content-Length says
    'cut-chunked': lambda reply, api, slow: Ending(reply, 'cut-chunked'),
    'reset': lambda reply, api, slow: Ending(reply, 'reset'),
    'close': lambda reply, api, slow: Ending(reply, 'close'),             # no reply at all
    'slow': lambda reply, api, slow: Ending(reply, 'whole', slow),        # the first byte late
    'trickle': lambda reply, api, slow: Ending(reply, 'trickle', slow),   # in many parts
    'gzip-bad': gzip_reply(False),
    'gzip-cut': gzip_reply(True),
    # these do not pass by asking again soon, or cost much: by script only
    'huge': lambda reply, api, slow: Ending(reply, 'huge'),               # HUGE bytes of white space, gzip
    'status-403': status(403, 'Forbidden'),
    'status-404': status(404, 'Not Found'),
    'status-429-long': status(429, 'Too Many Requests', headers={'Retry-After': '54000'}),
    'redirect-out': status(302, 'Found', headers={'Location': 'https://elsewhere.invalid/'}),
    'redirect-loop': lambda reply, api, slow: Ending(Reply(302, 'text/html', '', {'Location': '?again'})),
    'wrong-type': lambda reply, api, slow: Ending(Reply(200, 'application/octet-stream', reply.body)),  # the body is good
}
COMMON = [kind for kind in KINDS if kind not in ('bad-id', 'huge', 'status-403', 'status-404', 'status-429-long', 'redirect-out', 'redirect-loop',
                                                 'wrong-type')]
PUBMED_ONLY = {'proxy-stream'}


class Faults:
    """Says of each request whether and how it fails.  slow: seconds that the slow kinds take."""

    def __init__(self, rate=0.0, seed=1, script='', slow=0.2):
        self.lock = threading.Lock()
        self.rate, self.slow, self.draw = rate, slow, random.Random(f'faults/{seed}')
        self.rules = [rule(text) for text in script.split()]
        self.seen = {}

    def pick(self, path, api):
        """The name of a kind, or ''."""
        with self.lock:
            kind = ''
            for at, (where, first, last, name) in enumerate(self.rules):
                if where in path:
                    self.seen[at] = self.seen.get(at, 0) + 1
                    if first <= self.seen[at] <= last:
                        kind = kind or name
            chance, choice = self.draw.random(), self.draw.choice(COMMON)
            if not kind and chance < self.rate and (api == 'pubmed' or choice not in PUBMED_ONLY):
                kind = choice
            return kind

    def apply(self, kind, reply, api):
        return KINDS[kind](reply, api, self.slow) if kind else Ending(reply)


def rule(text):
    found = re.fullmatch(r'(.+):(\*|\d+(?:-\d+)?)=([\w-]+)', text)
    if not found or found.group(3) not in KINDS:
        raise ValueError(f'{text}: not WHERE:N=KIND with a kind of {", ".join(KINDS)}')
    first, _, last = found.group(2).partition('-')
    if first == '*':
        first, last = '1', str(1 << 60)
    return found.group(1), int(first), int(last or first), found.group(3)
