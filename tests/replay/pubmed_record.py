"""A study as PubMed writes it: XML of PubmedArticleSet, and MEDLINE text."""
import re
import textwrap
from html import escape as escape_all

from records import MESH, plain

MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()


def article_set(studies, dtd):
    """dtd: six digits, the date of the DTD that is named."""
    return (f'<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 20{dtd[:2]}//EN" '
            f'"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_{dtd}.dtd">\n') + '<PubmedArticleSet>\n' + ''.join(map(article, studies)) + '</PubmedArticleSet>\n'


def escape(text):
    return escape_all(text, False)


def marked(text):
    """Escaped, with raised and lowered text as <sup> and <sub>."""
    text = re.sub(r'\^\{([^}]*)\}', r'<sup>\1</sup>', escape(text))
    return re.sub(r'_\{([^}]*)\}', r'<sub>\1</sub>', text)


def date(name, when):
    return f'<{name}><Year>{when.year}</Year><Month>{when.month:02d}</Month><Day>{when.day:02d}</Day></{name}>'


def printed(s):
    """PubDate in the forms that are met: a month, a season, a MedlineDate, a year."""
    y, m = s.entered.year, MONTHS[s.entered.month - 1]
    forms = [f'<Year>{y}</Year><Month>{m}</Month><Day>{s.entered.day:02d}</Day>', f'<Year>{y}</Year><Month>{m}</Month>',
             f'<Year>{y}</Year>', f'<Year>{y}</Year><Season>Spring</Season>', f'<MedlineDate>{y} Jan-Feb</MedlineDate>']
    return f'<PubDate>{forms[s.i % 5]}</PubDate>'


def abstract(s):
    sections = s.sections()
    if not sections:
        return ''
    parts = []
    for label, text in sections:
        category = 'CONCLUSIONS' if label == 'CONCLUSION' else label
        attributes = f' Label="{label}" NlmCategory="{category}"' if label else ''
        parts.append(f'<AbstractText{attributes}>{marked(text)}</AbstractText>')
    if s.i % 7 == 0:
        parts.append(f'<CopyrightInformation>© {s.entered.year} The authors.</CopyrightInformation>')
    return '<Abstract>' + ''.join(parts) + '</Abstract>'


def authors(s):
    if s.i % 29 == 4:
        return '<AuthorList CompleteYN="Y"><Author ValidYN="Y"><CollectiveName>Invented Trial Group</CollectiveName></Author></AuthorList>'
    return '<AuthorList CompleteYN="Y">' + ''.join(
        f'<Author ValidYN="Y"><LastName>{escape(family)}</LastName><ForeName>{given}</ForeName><Initials>{given[0]}</Initials></Author>'
        for family, given in s.authors) + '</AuthorList>'


def notice(s):
    """Where a retracted article was retracted; some notices have no PMID."""
    if not s.retracted:
        return ''
    pmid = f'<PMID Version="1">{int(s.pmid) + 9000000}</PMID>' if s.i % 2 else ''
    return ('<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>'
            f'{s.journal[1]}. {s.changed.year};1(1):1. doi: 10.5555/retraction.{s.i}</RefSource>{pmid}</CommentsCorrections></CommentsCorrectionsList>')


def article(s):
    if s.book:
        return book(s)
    status = s.status()
    mesh = ('<MeshHeadingList><MeshHeading><DescriptorName UI="D000001" MajorTopicYN="Y">' + MESH[s.disease] + '</DescriptorName>'
            '</MeshHeading></MeshHeadingList>') if status == 'MEDLINE' else ''
    other = ('<OtherAbstract Type="Publisher" Language="ger"><AbstractText>Eine Zusammenfassung in deutscher Sprache.</AbstractText>'
             '</OtherAbstract>') if s.i % 31 == 8 else ''
    types = '<PublicationType UI="D016428">Journal Article</PublicationType>'
    if s.design == 'randomised trial':
        types += '<PublicationType UI="D016449">Randomized Controlled Trial</PublicationType>'
    if s.retracted:
        types += '<PublicationType UI="D016441">Retracted Publication</PublicationType>'
    title, short, issn = s.journal
    doi = f'<ELocationID EIdType="doi" ValidYN="Y">{s.doi}</ELocationID>' if s.doi else ''
    ids = ''.join(f'<ArticleId IdType="{kind}">{value}</ArticleId>'
                  for kind, value in [('pubmed', s.pmid), ('pmc', s.pmcid), ('doi', s.doi)] if value)
    return (f'<PubmedArticle><MedlineCitation Status="{status}" Owner="NLM"><PMID Version="1">{s.pmid}</PMID>{date("DateRevised", s.changed)}'
            f'<Article PubModel="Print-Electronic"><Journal><ISSN IssnType="Electronic">{issn}</ISSN><JournalIssue CitedMedium="Internet">'
            f'<Volume>{s.i % 90 + 1}</Volume><Issue>{s.i % 12 + 1}</Issue>{printed(s)}</JournalIssue><Title>{title}</Title>'
            f'<ISOAbbreviation>{short}</ISOAbbreviation></Journal><ArticleTitle>{marked(s.title())}</ArticleTitle>'
            f'<Pagination><StartPage>{s.i % 900 + 1}</StartPage><EndPage>{s.i % 900 + 9}</EndPage><MedlinePgn>{s.i % 900 + 1}-{s.i % 900 + 9}</MedlinePgn>'
            f'</Pagination>{doi}{abstract(s)}{authors(s)}<Language>eng</Language><PublicationTypeList>{types}</PublicationTypeList></Article>'
            f'<MedlineJournalInfo><Country>Norway</Country><MedlineTA>{short}</MedlineTA><NlmUniqueID>99{s.i % 4:05d}</NlmUniqueID>'
            f'<ISSNLinking>{issn}</ISSNLinking></MedlineJournalInfo>{notice(s)}{mesh}{other}</MedlineCitation>'
            f'<PubmedData><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>{ids}</ArticleIdList></PubmedData></PubmedArticle>\n')


def book(s):
    return (f'<PubmedBookArticle><BookDocument><PMID Version="1">{s.pmid}</PMID><ArticleIdList><ArticleId IdType="bookaccession">NBK{s.i}'
            '</ArticleId></ArticleIdList><Book><Publisher><PublisherName>Invented Press</PublisherName><PublisherLocation>Oslo'
            f'</PublisherLocation></Publisher><BookTitle book="made">Made-up Reviews</BookTitle><PubDate><Year>{s.entered.year}</Year></PubDate>'
            f'</Book><ArticleTitle book="made" part="p{s.i}">{marked(s.title())}</ArticleTitle><Language>eng</Language>'
            f'{authors(s).replace("<AuthorList ", "<AuthorList Type=" + chr(34) + "authors" + chr(34) + " ")}'
            f'<PublicationType UI="D016454">Review</PublicationType>{abstract(s)}</BookDocument><PubmedBookData><PublicationStatus>ppublish'
            f'</PublicationStatus><ArticleIdList><ArticleId IdType="pubmed">{s.pmid}</ArticleId></ArticleIdList></PubmedBookData>'
            '</PubmedBookArticle>\n')


def nbib(s):
    lines = [('PMID', s.pmid), ('OWN', 'NLM'), ('STAT', s.status()), ('LR', s.changed.strftime('%Y%m%d')), ('DP', str(s.entered.year)),
             ('TI', s.title())]
    text = plain(' '.join(f'{label}: {part}' if label else part for label, part in s.sections()))
    lines += [('AB', text)] if text else []
    for family, given in s.authors:
        lines += [('FAU', f'{family}, {given}'), ('AU', f'{family} {given[0]}')]
    lines += [('LA', 'eng'), ('PT', 'Journal Article')] + ([('PT', 'Retracted Publication')] if s.retracted else [])
    lines += [('TA', s.journal[1]), ('JT', s.journal[0])] + ([('LID', f'{s.doi} [doi]')] if s.doi else [])
    return '\n'.join(textwrap.fill(text, 87, initial_indent=f'{tag:<4}- ', subsequent_indent='      ', break_on_hyphens=False,
                                   break_long_words=False) for tag, text in lines)


def plain_text(s):
    return f'{s.title()}\n\n' + plain(' '.join(text for _, text in s.sections())) + '\n'
