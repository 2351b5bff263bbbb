#!/usr/bin/env python3
"""make_file.py RECORDS [SEED]: a file like PubMed's, with invented records, on standard output.

The same arguments give the same bytes. Records have the elements that PubMed's have, and about their size: ids, a
structured or plain abstract of 150 to 300 words (a third have none), authors, MeSH headings, references.
"""
import random
import sys
from xml.sax.saxutils import escape

DRUGS = ["almirex", "borvatin", "cendrolimab", "dastirone", "elvacept", "fonturil"]
ILLS = ["colon cancer", "heart failure", "asthma", "hip fracture", "stroke", "chronic kidney disease"]
ENDS = ["overall survival", "recurrence-free survival", "local recurrence", "readmission", "major bleeding"]
FILLER = [
    "Evidence on {drug} in {ill} is limited, and practice differs between centres.",
    "We therefore asked whether {drug} improves {end} in people with {ill}.",
    "Data were collected prospectively and analysed by intention to treat.",
    "Groups were well balanced with regard to age, sex and comorbidity.",
    "The findings were similar across the subgroups that had been defined beforehand.",
    "Further work should establish who benefits most from treatment.",
    "Costs were not assessed, and follow-up of the youngest patients was short.",
]
FIGURES = [
    "Between {y0} and {y1}, {n} patients were enrolled.",
    "Median {end} was {a}.{b} months (95% CI {c}.1-{d}.7) with {drug}.",
    "The hazard ratio for {end} was 0.{h} (95% CI 0.{l} to 0.{u}; P = .0{p}).",
    "{end} occurred in {k} of {n} patients ({pc}.{b}%).",
    "At 5 years, {end} was {pc}% versus {c}%.",
    "Mean age was {a}.{b} years (SD {p}.{b}).",
]


def sentence(r, kinds):
    h = r.randint(55, 85)
    k, n = r.randint(5, 80), r.randint(100, 900)
    return r.choice(kinds).format(
        drug=r.choice(DRUGS), ill=r.choice(ILLS), end=r.choice(ENDS), y0=r.randint(1998, 2009), y1=r.randint(2010, 2022),
        a=r.randint(20, 70), b=r.randint(0, 9), c=r.randint(10, 19), d=r.randint(71, 90), h=h, l=h - r.randint(5, 20),
        u=min(h + r.randint(5, 14), 99), p=r.randint(1, 9), k=k, n=n, pc=k * 100 // n)


def paragraph(r, plain, figures):
    parts = [FILLER] * plain + [FIGURES] * figures
    r.shuffle(parts)
    return escape(" ".join(sentence(r, kinds) for kinds in parts))


def abstract(r):
    kind = r.random()
    if kind < 0.33:
        return ""
    if kind < 0.66:
        return "<Abstract><AbstractText>%s</AbstractText></Abstract>" % paragraph(r, 8, r.randint(0, 4))
    parts = [("BACKGROUND", 3, 0), ("METHODS", 3, 1), ("RESULTS", 2, r.randint(2, 6)), ("CONCLUSIONS", 2, 0)]
    return "<Abstract>%s</Abstract>" % "".join(
        '<AbstractText Label="%s" NlmCategory="%s">%s</AbstractText>' % (label, label, paragraph(r, plain, figures))
        for label, plain, figures in parts)


def name(r):
    return "".join(r.choice(["ka", "lo", "mi", "ren", "sto", "vik", "an", "der"]) for _ in range(3)).capitalize()


def authors(r):
    return "".join(
        '<Author ValidYN="Y"><LastName>%s</LastName><ForeName>%s</ForeName><Initials>%s</Initials>'
        "<AffiliationInfo><Affiliation>Department of Medicine, University of %s, %s.</Affiliation></AffiliationInfo></Author>"
        % (name(r), name(r), "ABCDEF"[r.randint(0, 5)], name(r), name(r)) for _ in range(r.randint(1, 9)))


def mesh(r):
    return "".join(
        '<MeshHeading><DescriptorName UI="D%06d" MajorTopicYN="N">%s</DescriptorName></MeshHeading>'
        % (r.randint(1, 99999), r.choice(ILLS).title()) for _ in range(r.randint(4, 14)))


def references(r):
    return "".join(
        "<Reference><Citation>%s %s. J Invent. %d;%d:%d-9.</Citation><ArticleIdList>"
        '<ArticleId IdType="pubmed">%d</ArticleId></ArticleIdList></Reference>'
        % (name(r), name(r), r.randint(1990, 2022), r.randint(1, 90), r.randint(1, 900), r.randint(1, 10 ** 7))
        for _ in range(r.choice([0, 0, 12, 30])))


def record(r, pmid):
    year = r.randint(1990, 2023)
    return (
        '<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">%d</PMID>'
        '<Article PubModel="Print"><Journal><ISSN IssnType="Print">0000-0000</ISSN><JournalIssue CitedMedium="Print">'
        "<Volume>%d</Volume><Issue>%d</Issue><PubDate><Year>%d</Year></PubDate></JournalIssue>"
        "<Title>Journal of invented trials</Title><ISOAbbreviation>J Invent</ISOAbbreviation></Journal>"
        "<ArticleTitle>%s in %s: effects on %s.</ArticleTitle>%s<AuthorList CompleteYN=\"Y\">%s</AuthorList>"
        "<Language>eng</Language><PublicationTypeList><PublicationType UI=\"D016428\">Journal Article</PublicationType>"
        "</PublicationTypeList></Article><MeshHeadingList>%s</MeshHeadingList></MedlineCitation>"
        '<PubmedData><ArticleIdList><ArticleId IdType="pubmed">%d</ArticleId><ArticleId IdType="doi">10.5555/m.%d'
        "</ArticleId></ArticleIdList><ReferenceList>%s</ReferenceList></PubmedData></PubmedArticle>\n"
        % (pmid, r.randint(1, 90), r.randint(1, 12), year, r.choice(DRUGS).capitalize(), r.choice(ILLS), r.choice(ENDS),
           abstract(r), authors(r), mesh(r), pmid, pmid, references(r)))


def main():
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    r = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    out = sys.stdout
    out.write('<?xml version="1.0" encoding="utf-8"?>\n<PubmedArticleSet>\n')
    for i in range(n):
        out.write(record(r, 70000001 + i))
    out.write("</PubmedArticleSet>\n")


if __name__ == "__main__":
    main()
