"""The generated set that all four APIs answer from.

A Library holds N made-up studies, the same ones for the same seed.  Study i is cheap until its text is asked for: what searches
need (names, dates, ids) is drawn at once, sentences are written on demand.  A library is seen in one of two states: in state 2
some studies are revised (other figures), some retracted, some deleted, some new; `changes` names them.

Every source holds its own share of the same studies, so that records can be merged: PubMed all but the preprints, Europe PMC
three of four and the preprints, Crossref those with a DOI, OpenAlex two of three of those.
"""
import datetime
import random
import re

FIRST_PMID = 30000001
FIRST_DAY = datetime.date(2000, 1, 1)
DAYS = 9400  # entry days run from FIRST_DAY over this many days, to September 2025

DISEASES = ['rectal cancer', 'colon cancer', 'breast cancer', 'gastric cancer', 'lung cancer', 'prostate cancer']
TREATMENTS = ['chemoradiotherapy', 'total mesorectal excision', 'short-course radiotherapy', 'consolidation chemotherapy',
              'laparoscopic resection', 'brachytherapy', 'watchful waiting']
DESIGNS = ['randomised trial', 'cohort study', 'registry analysis', 'phase II trial']
ENDPOINTS = ['local recurrence', 'distant metastasis', 'disease-free survival', 'overall survival']
MESH = {'rectal cancer': 'Rectal Neoplasms', 'colon cancer': 'Colonic Neoplasms', 'breast cancer': 'Breast Neoplasms',
        'gastric cancer': 'Stomach Neoplasms', 'lung cancer': 'Lung Neoplasms', 'prostate cancer': 'Prostatic Neoplasms'}
JOURNALS = [('Annals of Invented Surgery', 'Ann Invent Surg', '9990-0019'), ('Journal of Made-up Oncology', 'J Made Up Oncol', '9990-0027'),
            ('Radiotherapy in Theory', 'Radiother Theory', '9990-0035'), ('Practice of Imagined Medicine', 'Pract Imag Med', '9990-0043')]
FAMILIES = ['Abara', 'Birkeland', 'Castelli', 'Dvorak', 'Eriksen', 'Fontaine', 'Gallego', 'Holm', 'Ivanova', 'Jansen', 'Kimura',
            'Lindqvist', "O'Mara", 'Müller', 'Nowak', 'Oyelaran', 'Petrov', 'Quist', 'Rossi', 'Şahin']
GIVENS = ['Ada', 'Bo', 'Carla', 'Dag', 'Eva', 'Finn', 'Gita', 'Hans', 'Ines', 'Jan']


class Study:
    """What a search needs of one study; ids are strings, dates are datetime.date."""
    __slots__ = ('i', 'state', 'seed', 'pmid', 'doi', 'pmcid', 'openalex', 'preprint', 'book', 'disease', 'treatment', 'design',
                 'endpoint', 'entered', 'changed', 'revised', 'retracted', 'deleted', 'new', 'words', 'authors', 'journal')

    def title(self):
        if self.book:
            return f'{self.treatment.capitalize()} for {self.disease}: a chapter'
        return f'{self.treatment.capitalize()} in patients with {self.disease}: a {self.design} ({self.i + 1}).'

    def sections(self):
        """[(label, text)] in plain text; label '' where the abstract has none; [] where there is no abstract.

        In texts, ^{...} and _{...} are raised and lowered, for each API to write in its own way."""
        if not has_abstract(self.i):
            return []
        draw = random.Random(f'{self.seed}/{self.i}/{self.revised}')
        n = draw.randrange(60, 900)
        a = draw.randrange(20, n - 20)
        events = draw.randrange(2, a)
        other = draw.randrange(2, n - a)
        years = draw.choice([3, 5])
        ratio = draw.randrange(40, 160)
        low, high = ratio * 3 // 4, ratio * 4 // 3 + 1
        median = draw.randrange(12, 90)
        dose = draw.choice(['45 Gy', '50.4 Gy', '2 × 10^{6} cells', '25 Gy in 5 fractions', 'CO_{2} laser'])
        texts = [
            ('BACKGROUND', f'Whether {self.treatment} lowers {self.endpoint} in {self.disease} is not settled.'),
            ('METHODS', f'In this {self.design}, {n} patients with {self.disease} were treated with {self.treatment} ({dose}) or with '
                        f'standard care. The primary end point was {self.endpoint}.'),
            ('RESULTS', f'Of {n} patients, {a} received {self.treatment} and {n - a} standard care. Median follow-up was {median} months '
                        f'(range, 3-{median + 40} months). The {years}-year {self.endpoint} rate was {percent(events, a)}% '
                        f'({events}/{a}) with {self.treatment} and {percent(other, n - a)}% ({other}/{n - a}) with standard care '
                        f'(hazard ratio {ratio / 100:.2f}, 95% CI {low / 100:.2f}-{high / 100:.2f}; '
                        f'P {"=" if ratio % 3 else "<"} 0.{ratio % 89 + 1:03d}).'),
            ('CONCLUSION', f'{self.treatment.capitalize()} deserves further study in {self.disease}.')]
        if self.i % 3 == 1:
            return [('', ' '.join(text for _, text in texts))]
        return texts

    def status(self):
        return ['MEDLINE', 'PubMed-not-MEDLINE', 'In-Process', 'Publisher'][0 if self.i % 4 < 2 else self.i % 4]


def plain(text):
    """Without the marks of raised and lowered text."""
    return re.sub(r'[\^_]\{([^}]*)\}', r'\1', text)


def percent(part, whole):
    return f'{100 * part / whole:.1f}'


class Library:
    """N studies in two states.  `today` is the day on which state 2 changed what it changes."""

    def __init__(self, n, seed=1, today=None, revised=40, retracted=3, deleted=2, new=0):
        assert n <= 30000
        self.n, self.seed = n, seed
        self.today = today or datetime.datetime.now(datetime.timezone.utc).date()
        draw = random.Random(f'{seed}/changes')
        journal_articles = [i for i in range(n) if not is_preprint(i) and not is_book(i) and has_abstract(i)]
        picked = draw.sample(journal_articles, min(len(journal_articles), revised + retracted + deleted + new))
        cuts = [revised, revised + retracted, revised + retracted + deleted]
        self.revised, self.retracted = set(picked[:cuts[0]]), set(picked[cuts[0]:cuts[1]])
        self.deleted, self.new = set(picked[cuts[1]:cuts[2]]), set(picked[cuts[2]:])
        self.views = {}

    def view(self, state):
        """The studies that exist in this state, in order of PMID; made once."""
        if state not in self.views:
            gone = self.new if state == 1 else self.deleted
            self.views[state] = View([self.study(i, state) for i in range(self.n) if i not in gone], self.today)
        return self.views[state]

    def changes(self):
        return {name: sorted(str(pmid_of(i, self.seed)) for i in getattr(self, name))
                for name in ('revised', 'retracted', 'deleted', 'new')}

    def study(self, i, state):
        h = scramble(i, self.seed)
        s = Study()
        s.i, s.state, s.seed = i, state, self.seed
        later = state == 2
        s.revised, s.retracted, s.deleted = later and i in self.revised, later and i in self.retracted, False
        s.new = i in self.new
        s.preprint, s.book = is_preprint(i), is_book(i)
        s.pmid = '' if s.preprint else str(pmid_of(i, self.seed))
        s.doi = '' if i % 10 == 3 or s.book else f'10.5555/replay.{self.seed}.{i:05d}'
        s.pmcid = f'PMC{8000000 + i}' if i % 5 == 0 and not s.preprint and not s.book else ''
        s.openalex = f'W{4000000000 + i * 11}'
        s.disease, s.treatment = DISEASES[h % 6], TREATMENTS[h // 6 % 7]
        s.design, s.endpoint = DESIGNS[h // 42 % 4], ENDPOINTS[h // 168 % 4]
        s.journal = JOURNALS[h // 672 % 4]
        s.authors = [(FAMILIES[(h >> k) % 20], GIVENS[(h >> (k + 5)) % 10]) for k in range(2, 3 + i % 4 * 3, 3)]
        s.entered = self.today if s.new else FIRST_DAY + datetime.timedelta(days=i * DAYS // self.n)
        s.changed = self.today if s.revised or s.retracted or s.new else s.entered + datetime.timedelta(days=h % 90)
        s.words = f' {s.disease} {s.treatment} {s.design} {s.endpoint} patients '.lower()
        return s


class View:
    """The studies of one state, with the ways to find them by id."""

    def __init__(self, studies, today):
        self.studies, self.today = studies, today
        self.by_pmid = {int(s.pmid): s for s in studies if s.pmid}
        self.by_doi = {s.doi: s for s in studies if s.doi}

    def of(self, source):
        """The share of a source, newest first."""
        return [s for s in reversed(self.studies) if HOLDS[source](s)]


HOLDS = {
    'pubmed': lambda s: bool(s.pmid),
    'europepmc': lambda s: s.preprint or s.i % 4 != 3,
    'crossref': lambda s: bool(s.doi),
    'openalex': lambda s: bool(s.doi) and s.i % 3 != 2,
}


def is_preprint(i):
    return i % 40 == 21


def is_book(i):
    return i % 500 == 77


def has_abstract(i):
    return i % 53 != 11


def pmid_of(i, seed):
    return FIRST_PMID + i * 3 + scramble(i, seed) % 3


def scramble(i, seed):
    """An integer of 32 bits that looks drawn by chance; the same for the same arguments everywhere."""
    x = (i * 2654435761 + seed * 40503 + 12345) & 0xffffffff
    x = ((x ^ x >> 16) * 0x45d9f3b) & 0xffffffff
    x = ((x ^ x >> 15) * 0x2c1b3c6d) & 0xffffffff
    return x ^ x >> 16
