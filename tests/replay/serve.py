#!/usr/bin/env python3
"""The replay server: four bibliographic APIs on loopback, over a generated set of records.

    serve.py [--records N] [--port-file FILE] [...]        --help lists the options

It prints its port on the first line of stdout (and into --port-file), and ends with the process that started it, or on a signal.

    /entrez/eutils/                PubMed's E-utilities       pubmed.py
    /europepmc/webservices/rest/   Europe PMC                 europepmc.py
    /crossref/                     Crossref's REST API        crossref.py
    /openalex/                     OpenAlex                   openalex.py
    /control/                      for tests: below

Records are made by records.py from a seed, replies go wrong as faults.py says, and each API counts requests in the last second: more
than it allows are answered with its own 429 (--no-pace: never).  Tests steer and ask by GET:

    /control/state?n=2             from now on the second state: some records revised, retracted, deleted, new
    /control/changes               what differs between the states, as JSON: lists of PMIDs
    /control/fault?script=...      another script of faults; rate, seed and slow likewise
    /control/log                   requests so far, as JSON lines; the same as in --log FILE
    /control/pace                  {api: the most starts in any one second}
    /control/expire                every cursor that was asked with is refused, until its list is asked for from its begin
    /control/forget                empties the log; forgets the pace, and the history server's queries

A line of the log is one request, written as it starts: t (seconds, monotonic), api, call, method, params (without keys), key (whether
there was one), agent, fault ('' when none).
"""
import argparse
import datetime
import gzip
import json
import os
import signal
import socket
import struct
import sys
import threading
import time
import urllib.parse
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

sys.dont_write_bytecode = True

from crossref import Crossref
from europepmc import EuropePMC
from faults import HUGE, Faults
from log import Log
from openalex import OpenAlex
from pubmed import PubMed
from records import Library
from reply import Reply, Request

LONGEST_LINE = 8190  # bytes of a request line; longer ones are 414
LONGEST_FORM = 1 << 22
KEY_NAMES = ('api_key', 'token')


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, options):
        super().__init__(('127.0.0.1', options.port), Handler)
        self.library = Library(options.records, options.seed, options.today, options.revised, options.retracted, options.deleted,
                               options.new)
        self.state, self.pace, self.options = options.state, options.pace, options
        self.faults = Faults(options.fault_rate, options.fault_seed, options.fault, options.slow)
        self.log = Log(options.log)
        self.cursors, self.stale = set(), set()
        self.apis = make_apis(options)

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], OSError):  # a client that went away is no fault of ours
            super().handle_error(request, client_address)

    def view(self):
        return self.library.view(self.state)


def make_apis(options):
    return [PubMed(options.key, options.dtd), EuropePMC(options.epmc_end, options.epmc_short), Crossref(options.crossref_lists),
            OpenAlex(options.key, options.credits)]


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    disable_nagle_algorithm = True
    timeout = 60

    def do_GET(self):
        self.serve()

    def do_POST(self):
        self.serve()

    def log_message(self, *args):
        pass

    def date_time_string(self, timestamp=None):
        return super().date_time_string((timestamp or time.time()) + self.server.options.clock_off)

    def serve(self):
        started = time.monotonic()
        url = urllib.parse.urlsplit(self.path)
        params = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True, encoding='utf-8', errors='replace'))
        length = int(self.headers.get('Content-Length') or 0)
        if length > LONGEST_FORM:
            return self.send(Reply(413, 'text/plain', 'Request Entity Too Large'))
        form = self.rfile.read(length).decode('utf-8', 'replace')
        params.update(urllib.parse.parse_qsl(form, keep_blank_values=True))
        path = urllib.parse.unquote(url.path)
        if path.startswith('/control/'):
            return self.send(self.control(path[len('/control/'):], params))
        for api in self.server.apis:
            if path.startswith(api.prefix):
                request = Request(self.command, path, path[len(api.prefix):], params, self.headers)
                return self.answer(api, request, started)
        return self.send(Reply(404, 'text/html', '<html><body>Not Found</body></html>'))

    def answer(self, api, request, started):
        server = self.server
        limit, who = api.limit(request)
        shown = {name: value for name, value in request.params.items() if name not in KEY_NAMES}
        fault = server.faults.pick(request.path, api.name)
        count = server.log.add(started, api.name, who, {
            'call': request.call, 'method': request.method, 'params': shown, 'key': len(shown) < len(request.params),
            'agent': self.headers.get('User-Agent', ''), 'fault': fault})
        if len(self.raw_requestline) > LONGEST_LINE:
            reply = Reply(414, 'text/html', '<html><body><h1>414 Request-URI Too Large</h1></body></html>')
        elif server.pace and count > limit:
            fault, reply = '', api.too_fast(request.params, count, limit)
        else:
            reply = self.expired(api, request.params) or api.answer(request, server.view())
        if api.name == 'pubmed':
            reply.headers.setdefault('X-RateLimit-Limit', str(limit))
            reply.headers.setdefault('X-RateLimit-Remaining', str(max(0, limit - count)))
        self.end(server.faults.apply(fault, reply, api))

    def expired(self, api, params):
        """The reply where the cursor is too old, or None."""
        server, cursor = self.server, params.get('cursor', params.get('cursorMark'))
        if cursor == '*':
            server.stale = {one for one in server.stale if one[0] != api.name}
        elif cursor:
            server.cursors.add((api.name, cursor))
        return api.old_cursor(cursor) if (api.name, cursor) in server.stale else None

    def control(self, name, params):
        server = self.server
        if name == 'expire':
            server.stale = set(server.cursors)
            return Reply(200, 'text/plain', 'done\n')
        if name == 'state':
            server.state = int(params['n'])
        elif name == 'changes':
            return Reply(200, 'application/json', json.dumps(server.library.changes()))
        elif name == 'fault':
            server.faults = Faults(float(params.get('rate', 0)), params.get('seed', 1), params.get('script', ''), float(params.get('slow', 0.2)))
        elif name == 'log':
            return Reply(200, 'text/plain', server.log.text())
        elif name == 'pace':
            return Reply(200, 'application/json', json.dumps(server.log.most()))
        elif name == 'forget':
            server.log.clear()
            server.apis = make_apis(server.options)
        else:
            return Reply(404, 'text/plain', 'no such control\n')
        return Reply(200, 'text/plain', 'done\n')

    # --- onto the wire

    def end(self, ending):
        reply = ending.reply
        if ending.how in ('reset', 'close'):
            if ending.how == 'reset':  # lingering for no time makes the kernel send RST
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
            self.close_connection = True
            return
        if ending.how == 'huge':
            reply = Reply(200, reply.kind, huge_body(), {'Content-Encoding': 'gzip'})
        if ending.how == 'whole' and ending.pause:
            time.sleep(ending.pause)
        self.send(reply, ending)

    def send(self, reply, ending=None):
        how = ending.how if ending else 'whole'
        body = reply.body
        if 'gzip' in self.headers.get('Accept-Encoding', '') and 'Content-Encoding' not in reply.headers and len(body) > 200:
            body = gzip.compress(body, 1)
            reply.headers['Content-Encoding'] = 'gzip'
        self.send_response(reply.status)
        self.send_header('Content-Type', reply.kind)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if how == 'cut-chunked':
            self.send_header('Transfer-Encoding', 'chunked')
        else:
            self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if how in ('cut', 'cut-chunked'):
            half = body[:len(body) // 2]
            self.wfile.write(half if how == 'cut' else b'%x\r\n%b\r\n' % (len(half), half) if half else b'')
            self.close_connection = True
        elif how == 'trickle':
            step = max(1, len(body) // 8)
            for at in range(0, len(body), step):
                self.wfile.write(body[at:at + step])
                time.sleep(ending.pause / 8)
        else:
            self.wfile.write(body)


def huge_body():
    """White space: HUGE bytes once unpacked, few before."""
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    part = b' ' * (1 << 20)
    return b''.join(packer.compress(part) for _ in range(HUGE >> 20)) + packer.flush()


def read_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add('--port', type=int, default=0)
    add('--port-file', help='the port, written when the server listens')
    add('--records', type=int, default=1000, help='studies in all, up to 30000; PubMed has 39 of 40')
    add('--seed', type=int, default=1)
    add('--state', type=int, default=1, choices=(1, 2))
    add('--today', type=datetime.date.fromisoformat, help='the day on which state 2 changed things; else the day it is')
    for name, default in (('revised', 40), ('retracted', 3), ('deleted', 2), ('new', 0)):
        add(f'--{name}', type=int, default=default, help=f'records {name} in state 2 ({default})')
    add('--key', action='append', default=[], help='an API key that is good; may be given again')
    add('--dtd', default='250101', help="the date of PubMed's DTD that replies name (250101)")
    add('--epmc-end', choices=('absent', 'repeat'), default='absent', help="how Europe PMC's lists end")
    add('--epmc-short', type=int, default=0, help="by how much Europe PMC's hitCount is more than what comes")
    add('--crossref-lists', type=int, default=3, help="how many lists a second Crossref's headers allow")
    add('--credits', type=int, default=1000, help="OpenAlex's budget of the day")
    add('--no-pace', dest='pace', action='store_false', help='no 429, however fast')
    add('--fault-rate', type=float, default=0.0, help='the share of replies that fail by chance')
    add('--fault-seed', type=int, default=1)
    add('--fault', default='', help='a script of faults: "efetch:2=cut esearch:1-3=rate-limit" (see faults.py)')
    add('--clock-off', type=int, default=0, help='by how many seconds its clock is ahead, as its Date header tells')
    add('--slow', type=float, default=0.2, help='seconds that the slow faults take')
    add('--log', help='a file for a line of JSON a request')
    add('--alone', action='store_true', help='go on when the process that started it has ended')
    return parser.parse_args()


def watch_parent():
    parent = os.getppid()
    while os.getppid() == parent:
        time.sleep(0.2)
    os._exit(0)


def main():
    options = read_options()
    server = Server(options)
    server.view()  # made before anybody waits for it
    port = str(server.server_address[1])
    print(port, flush=True)
    if options.port_file:
        with open(options.port_file + '.new', 'w', encoding='ascii') as file:
            file.write(port + '\n')
        os.rename(options.port_file + '.new', options.port_file)
    if not options.alone:
        threading.Thread(target=watch_parent, daemon=True).start()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: os._exit(0))
    server.serve_forever()


if __name__ == '__main__':
    main()
