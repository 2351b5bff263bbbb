#!/usr/bin/python3
"""Real clients fetch from the replay server: Debian's EDirect (ncbi-entrez-direct) and Biopython (python3-biopython).

What they get must be what the server holds: beyond 9,999 hits every record once, and record by record the same text.  The last line says
"N passed, N failed".  EDirect is pointed at the server by an nquire of ours before its own on PATH (its -base is not passed on to the
searches that it makes itself); Biopython by its request builder.  clients.py [N]: N studies (default 10400, more than the 9,999).
"""
import http.client
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import xml.etree.ElementTree as tree

from check import Running

THEIRS = 'https://eutils.ncbi.nlm.nih.gov/entrez/eutils/'
SHIM = f'''#!/bin/sh
for word; do
    shift
    case $word in {THEIRS}*) word=$REPLAY${{word#{THEIRS}}} ;; esac
    set -- "$@" "$word"
done
exec /usr/bin/nquire "$@"
'''
SOME = 'rectal cancer AND brachytherapy'


def ask(server, path):
    link = http.client.HTTPConnection('127.0.0.1', server.port, timeout=60)
    link.request('GET', path)
    return link.getresponse().read().decode()


def held(server, term):
    """The PMIDs that the server gives for a term, by ranges of [UID] of its own numbering."""
    found = []
    for low in range(30000001, 30100001, 25000):
        query = urllib.parse.quote(f'({term}) AND {low}:{low + 24999}[UID]')
        found += re.findall(r'<Id>(\d+)</Id>', ask(server, f'/entrez/eutils/esearch.fcgi?db=pubmed&retmax=9999&term={query}'))
    return sorted(found)


def texts(xml):
    """{PMID: its text without white space and brackets}: EDirect lays it out anew, and writes raised and lowered text in brackets."""
    out = {}
    for article in tree.fromstring(xml):
        pmid = article.findtext('MedlineCitation/PMID') or article.findtext('BookDocument/PMID')
        out[pmid] = bare(''.join(article.itertext()))
    return out


def bare(text):
    return re.sub(r'[\s\[\]()]', '', text)


def edirect(server, folder, command):
    shim = pathlib.Path(folder, 'nquire')
    shim.write_text(SHIM)
    shim.chmod(0o755)
    environment = {'PATH': f'{folder}:/usr/bin:/bin', 'HOME': folder, 'EMAIL': 'test@example.org', 'LC_ALL': 'C.UTF-8',
                   'REPLAY': f'http://127.0.0.1:{server.port}/entrez/eutils/'}
    # EDirect exits 0 after a failure: its output tells
    return subprocess.run(['sh', '-c', command], env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300).stdout


def biopython(server, term):
    """(count, {PMID: title}) by Biopython's own parser."""
    from Bio import Entrez
    Entrez.email = 'test@example.org'
    build = Entrez._build_request
    base = f'http://127.0.0.1:{server.port}/entrez/eutils/'
    Entrez._build_request = lambda cgi, *a, **k: build(cgi.replace(THEIRS, base), *a, **k)
    found = Entrez.read(Entrez.esearch(db='pubmed', term=term, usehistory='y', retmax=1000))
    records = Entrez.read(Entrez.efetch(db='pubmed', WebEnv=found['WebEnv'], query_key=found['QueryKey'], retmode='xml'))
    titles = {str(one['MedlineCitation']['PMID']): str(one['MedlineCitation']['Article']['ArticleTitle']) for one in records['PubmedArticle']}
    titles.update({str(one['BookDocument']['PMID']): str(one['BookDocument']['ArticleTitle']) for one in records['PubmedBookArticle']})
    return int(found['Count']), titles


def main():
    studies = int(sys.argv[1]) if len(sys.argv) > 1 else 10400
    passed, failed = 0, []

    began = time.monotonic()

    def expect(what, holds):
        nonlocal passed
        print(f'{"passed" if holds else "FAILED"}: {what} ({time.monotonic() - began:.0f} s)', flush=True)
        passed += bool(holds)
        if not holds:
            failed.append(what)

    # the DTD of 2019 is one that Biopython brings with it
    server = Running(f'--records {studies} --no-pace --dtd 190101')
    with tempfile.TemporaryDirectory(prefix='evitab-clients.') as folder:
        everything, some = held(server, 'cancer'), held(server, SOME)
        expect(f'the set is large enough to tell: {len(everything)} and {len(some)}', len(everything) > 9999 and len(some) > 50)
        got = edirect(server, folder, 'esearch -db pubmed -query cancer | efetch -format uid').split()
        expect(f'EDirect fetches every id once: {len(got)}', sorted(got) == everything)
        direct = texts(ask(server, '/entrez/eutils/efetch.fcgi?db=pubmed&id=' + ','.join(some[:200])))
        got = edirect(server, folder, f'efetch -db pubmed -id {",".join(some[:200])} -format xml')
        expect(f'EDirect fetches the records as they are: {len(direct)}', texts(got) == direct)
        os.environ['HOME'] = folder  # where Biopython would keep what it downloads
        count, titles = biopython(server, SOME)
        expect(f'Biopython reads every record: {count}', count == len(some) and sorted(titles) == some)
        expect('Biopython reads their titles', all(bare(title) in direct[pmid] for pmid, title in titles.items() if pmid in direct))
    server.stop()
    print(f'{passed} passed, {len(failed)} failed')
    sys.exit(bool(failed))


if __name__ == '__main__':
    main()
