#!/usr/bin/env python3
"""regex.py FILE: what a user would write in an afternoon: lxml for the abstracts, a handful of expressions for the figures.

Prints PMID, kind and number, one figure a line. Without lxml the standard library's parser is used.
"""
import gzip
import re
import sys

try:
    from lxml import etree
except ImportError:
    import xml.etree.ElementTree as etree

NUMBER = r"(\d+(?:\.\d+)?)"
CI = r"95%?\s*(?:CI|confidence interval)[,:]?\s*" + NUMBER + r"\s*(?:-|to|\u2013)\s*" + NUMBER
KINDS = [(kind, re.compile(pattern, re.I)) for kind, pattern in [
    ("hazard_ratio", r"(?:hazard ratio|\bHR)[^.;]{0,40}?" + NUMBER + r"\s*\(?[;,]?\s*" + CI),
    ("odds_ratio", r"(?:odds ratio|\bOR)[^.;]{0,40}?" + NUMBER + r"\s*\(?[;,]?\s*" + CI),
    ("risk_ratio", r"(?:risk ratio|relative risk|\bRR)[^.;]{0,40}?" + NUMBER + r"\s*\(?[;,]?\s*" + CI),
    ("median", r"median[^.;]{0,60}?was " + NUMBER + r" (?:months|years|days)"),
    ("mean", r"mean[^.;]{0,40}?was " + NUMBER),
    ("proportion", NUMBER + r"\s*%"),
    ("fraction", r"(\d+) of (\d+) patients"),
    ("range", r"range,?:?\s*" + NUMBER + r"\s*(?:-|to|\u2013)\s*" + NUMBER),
    ("group_size", r"\(\s*n\s*=\s*(\d+)"),
    ("mean_sd", NUMBER + r"\s*(?:\u00b1|\+/-)\s*" + NUMBER),
    ("p_value", r"\bp\s*[<=>]\s*(0?\.\d+)"),
    ("cohort_size", r"(\d+) (?:patients|participants|subjects)"),
]]


def records(path):
    opened = gzip.open(path) if path.endswith(".gz") else open(path, "rb")
    with opened as f:
        for _, e in etree.iterparse(f, events=("end",)):
            if e.tag == "PubmedArticle":
                yield e.findtext("MedlineCitation/PMID"), ["".join(t.itertext()) for t in e.iter("AbstractText")]
                e.clear()


def main():
    for pmid, texts in records(sys.argv[1]):
        for text in texts:
            for kind, pattern in KINDS:
                for found in pattern.finditer(text):
                    print(pmid, kind, found.group(1), sep="\t")


if __name__ == "__main__":
    main()
