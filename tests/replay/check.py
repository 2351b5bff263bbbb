#!/usr/bin/env python3
"""Tests of the replay server as data: every .case file beside this one; the last line says "N passed, N failed".

A case is a paragraph: the request on its first line, what must hold of the reply below it (nothing: it is made, and is no test).
Lines with # are comments; a line "server OPTIONS" begins a server of its own for what follows.

    POST /entrez/eutils/esearch.fcgi db=pubmed&term=cancer      GET, or POST with a form
    status 200
    type text/xml                 how the content type begins
    header Retry-After 2          a header's value
    has TEXT                      the body holds it (no TEXT: it does not); \\n is a line break
    count N TEXT                  the body holds it N times
    xml / json                    the body is a whole document of this kind
    breaks                        there is no whole reply
    takes SECONDS                 no shorter time
    keep NAME REGEX               $NAME in later lines is what the group matched, $:NAME that encoded for a URL
"""
import gzip
import http.client
import json
import pathlib
import re
import shlex
import subprocess
import sys
import time
import urllib.parse
import xml.dom.minidom
import zlib

here = pathlib.Path(__file__).resolve().parent


class Running:
    """A server that runs until it is stopped, or until we end."""

    def __init__(self, options):
        self.process = subprocess.Popen([sys.executable, str(here / 'serve.py'), *shlex.split(options)], stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()

    def ask(self, line):
        """(status, headers, body, seconds); None for the first three of a broken reply."""
        method, path, form = (line.split(' ', 2) + [''])[:3]
        began = time.monotonic()
        link = http.client.HTTPConnection('127.0.0.1', self.port, timeout=20)
        try:
            link.request(method, path, form.encode() if method == 'POST' else None,
                         {'Accept-Encoding': 'gzip', **({'Content-Type': 'application/x-www-form-urlencoded'} if form else {})})
            reply = link.getresponse()
            body = reply.read()
            if reply.headers.get('Content-Encoding') == 'gzip':
                body = gzip.decompress(body)
            return reply.status, reply.headers, body.decode('utf-8', 'replace'), time.monotonic() - began
        except (OSError, EOFError, http.client.HTTPException, zlib.error):
            return None, None, None, time.monotonic() - began
        finally:
            link.close()


def well_formed(body, kind):
    try:
        xml.dom.minidom.parseString(body) if kind == 'xml' else json.loads(body)
        return True
    except (ValueError, xml.parsers.expat.ExpatError):
        return False


def failure(line, answer, kept):
    """What is wrong of this reply by this line of a case, or ''."""
    status, headers, body, seconds = answer
    verb, _, rest = line.partition(' ')
    rest = rest.replace('\\n', '\n')
    if verb == 'breaks':
        return '' if status is None else f'a whole reply, {status}'
    if status is None:
        return 'no whole reply'
    if verb == 'keep':
        name, pattern = rest.split(' ', 1)
        found = re.search(pattern, body)
        if not found:
            return 'nothing to keep'
        kept[name] = found.group(1)
        return ''
    name, _, value = rest.partition(' ')
    holds = {
        'status': lambda: str(status) == rest,
        'type': lambda: headers.get('Content-Type', '').startswith(rest),
        'header': lambda: headers.get(name, '') == value,
        'has': lambda: rest in body,
        'no': lambda: rest not in body,
        'count': lambda: body.count(value) == int(name),
        'xml': lambda: well_formed(body, 'xml'),
        'json': lambda: well_formed(body, 'json'),
        'takes': lambda: seconds >= float(rest),
    }
    if verb not in holds:
        return 'no such verb'
    return '' if holds[verb]() else f'{status} {dict(headers)}\n{body[:1500]}'


def filled(line, kept):
    line = re.sub(r'\$:(\w+)', lambda m: urllib.parse.quote(kept.get(m.group(1), m.group()), ''), line)
    return re.sub(r'\$(\w+)', lambda m: kept.get(m.group(1), m.group()), line)


def run_file(path):
    passed = failed = 0
    server, answer, kept = None, None, {}
    wrong, asked = [], 0
    lines = [line.rstrip() for line in path.read_text(encoding='utf-8').splitlines()] + ['']
    for at, line in enumerate(lines, 1):
        if line.startswith('#'):
            continue
        if not line:
            if asked:
                passed, failed = passed + (not wrong), failed + bool(wrong)
                print('\n'.join(wrong), end='\n' if wrong else '')
            answer, wrong, asked = None, [], 0
        elif line.startswith('server') and not answer:
            if server:
                server.stop()
            server = Running(line[len('server'):])
        elif answer is None:
            answer = server.ask(filled(line, kept))
        else:
            line = filled(line, kept)
            asked += 1
            why = failure(line, answer, kept)
            if why:
                wrong.append(f'FAILED: {path.name}:{at}: {line}: {why}')
    if server:
        server.stop()
    return passed, failed


def main():
    counts = [run_file(path) for path in sorted(here.glob(sys.argv[1] if len(sys.argv) > 1 else '*.case'))]
    passed, failed = (sum(c) for c in zip(*counts))
    print(f'{passed} passed, {failed} failed')
    sys.exit(failed > 0 or passed == 0)


if __name__ == '__main__':
    main()
