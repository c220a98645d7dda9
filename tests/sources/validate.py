#!/usr/bin/env python3
"""The sources of the example edition are valid: grammar, Schematron rules, scripts and languages, edition file.

Needs Python 3.11 and xmllint (Debian: libxml2-utils). Every check is also shown to fail on a source spoilt for it;
a Schematron assertion that no spoilt source sets off is an error.
"""

import re
import shutil
import subprocess
import tempfile
import tomllib
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from article import SOURCES, TEI, XML, element, expand, plain_text

GRAMMAR = SOURCES / "octavo-tei.rng"
RULES = SOURCES / "octavo-tei.sch"
SCHEMATRON = "{http://purl.oclc.org/dsdl/schematron}"

# What xmllint exits with where a document does not validate (xmllint(1), "Error return codes").
INVALID = 3

# A spoilt source: file, what is replaced (first occurrence), by what, and the Schematron assertion it must set off.
BROKEN_RULES = [
    ("people.xml", 'xml:id="mao-zedong"', 'xml:id="lead"', "An xml:id occurs once in the document."),
    ("article.xml", 'ref="#kaji-wataru"', 'ref="#kaji"', "The ref of a personal name leads to a person of the lists."),
    ("article.xml", ' ref="#kaji-wataru"', "", "The ref of a personal name leads to a person of the lists."),
    ("article.xml", 'ref="#nosaka-sanzo"', 'ref="#anti-war-league"',
     "The ref of a personal name leads to a person of the lists."),
    ("article.xml", 'ref="#jianchuan-museum"', 'ref="#museum"',
     "The ref of an organization's name leads to an organization of the lists."),
    ("article.xml", 'target="#people"', 'target="#persons"',
     "The target of a cross reference is in the document."),
    ("people.xml", 'xml:id="cai-wei"', 'xml:id="cai"', "The article names every person listed as named in it."),
    ("organizations.xml", 'xml:id="strategic-services"', 'xml:id="services"',
     "The article names every organization of the lists."),
    ("people.xml", 'type="main"', 'type="alias"', "A person has one main name."),
    ("people.xml", 'type="original" xml:lang="ja"', 'type="original"',
     "Each name of a person says its type and its language."),
    ("organizations.xml", 'type="main"', 'type="short"', "An organization has one main name."),
    ("organizations.xml", 'type="original" xml:lang="ja"', 'type="original"',
     "Each name of an organization says its type and its language."),
    ("people.xml", 'type="original" xml:lang="ja"', 'type="original" xml:lang="en"',
     "An original form is Japanese or Chinese."),
    ("people.xml", 'type="reading" xml:lang="ja-Hira"', 'type="reading" xml:lang="ja"',
     "A reading is in kana, beside a Japanese form."),
    ("organizations.xml", 'type="original" xml:lang="zh-Hans"', 'type="original" xml:lang="en"',
     "An original form is Japanese or Chinese."),
    ("organizations.xml", 'type="reading" xml:lang="ja-Hira"', 'type="reading" xml:lang="ja"',
     "A reading is in kana, beside a Japanese form."),
    ("article.xml", '<foreign xml:lang="ja">', "<foreign>", "A foreign word says its language."),
    ("article.xml", '<persName ref="#maeda-mitsushige" xml:lang="ja-Latn">', '<persName ref="#maeda-mitsushige">',
     "A personal name says its language."),
    ("article.xml", '<language ident="ja-Hira">', '<language ident="ko">',
     "The header declares every language used."),
    ("article.xml", "<head>Legacy</head>", "<head> </head>", "A heading has text."),
    ("people.xml", "<head>People named in the article</head>", "<head/>", "A heading has text."),
    ("article.xml", '<div xml:id="research">', "<div>", "A division can be linked to."),
    ("article.xml", "<head>Research</head>", "", "A division other than the lead has a heading."),
    ("article.xml", '<note place="foot"', "<note", "A note says its place."),
    ("article.xml", '<p>Born digital', '<note place="foot" xml:id="note-empty"> </note><p>Born digital',
     "A note has text."),
    ("article.xml", 'rows="5"', 'rows="6"', "A table has as many rows as it says."),
    ("article.xml", "<cell>In the war</cell>", "", "A row has as many cells as its table has columns."),
]

# Spoilt sources that the grammar must refuse.
BROKEN_GRAMMAR = [
    ("article.xml", "<head>Research</head>", "<title>Research</title>"),
    ("article.xml", "<head>Research</head>", ""),
    ("article.xml", '<note place="foot"', '<note place="nowhere"'),
    ("article.xml", '<persName ref="#maeda-mitsushige" xml:lang="ja-Latn">', '<persName ref="#maeda-mitsushige">'),
    ("article.xml", '<foreign xml:lang="ja">', '<foreign xml:lang="fr">'),
    ("article.xml", 'when="1937-07-07"', 'when="1937-07-32"'),
    ("article.xml", '<divGen type="toc"/>', ""),
    ("people.xml", 'type="main"', 'type="chief"'),
    ("organizations.xml", ' xml:id="eighth-route-army"', ""),
]

HAN_OR_KANA = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
HIRAGANA = re.compile("[\u3041-\u3096 ]+")


def xmllint(*arguments):
    return subprocess.run(["xmllint", "--nonet", "--noout", *arguments], capture_output=True, text=True)


def judge(folder, schema_option, schema):
    return xmllint("--xinclude", schema_option, schema, folder / "article.xml")


def script_faults(root):
    """Texts whose script does not agree with the language of the element they stand in."""
    faults = []

    def check(text, language):
        text = (text or "").strip()
        east_asian = language in ("ja", "ja-Hira", "zh-Hans")
        if bool(HAN_OR_KANA.search(text)) != (east_asian and bool(text)):
            faults.append((language, text))
        elif language == "ja-Hira" and text and not HIRAGANA.fullmatch(text):
            faults.append((language, text))

    def walk(node, language):
        own = node.get(XML + "lang", language)
        check(node.text, own)
        for child in node:
            walk(child, own)
            check(child.tail, own)

    walk(root, None)
    return faults


class SourcesTest(unittest.TestCase):
    def setUp(self):
        self.assertIsNotNone(shutil.which("xmllint"), "xmllint is needed (Debian: libxml2-utils)")

    def spoil(self, name, old, new):
        """A copy of the sources in which one file has its first `old` replaced by `new`."""
        folder = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, folder)
        for source in SOURCES.glob("*.xml"):
            shutil.copy(source, folder)
        text = (folder / name).read_text(encoding="utf-8")
        self.assertIn(old, text, f"{name} no longer holds what this control replaces")
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    def test_article_matches_the_grammar(self):
        run = judge(SOURCES, "--relaxng", GRAMMAR)
        self.assertEqual(run.returncode, 0, run.stderr)

    def test_lists_match_the_grammar_by_themselves(self):
        for name in ("people.xml", "organizations.xml"):
            run = xmllint("--relaxng", GRAMMAR, SOURCES / name)
            self.assertEqual(run.returncode, 0, run.stderr)

    def test_article_keeps_the_rules(self):
        run = judge(SOURCES, "--schematron", RULES)
        self.assertEqual(run.returncode, 0, run.stderr)

    def test_grammar_refuses_spoilt_sources(self):
        for name, old, new in BROKEN_GRAMMAR:
            with self.subTest(old=old, new=new):
                run = judge(self.spoil(name, old, new), "--relaxng", GRAMMAR)
                self.assertEqual(run.returncode, INVALID, run.stderr)

    def test_rules_refuse_spoilt_sources(self):
        for name, old, new, message in BROKEN_RULES:
            with self.subTest(old=old, new=new):
                run = judge(self.spoil(name, old, new), "--schematron", RULES)
                self.assertEqual(run.returncode, INVALID, run.stderr)
                self.assertIn(message, run.stderr)

    def test_every_rule_has_a_source_that_breaks_it(self):
        rules = ElementTree.parse(RULES)
        said = {plain_text(test) for test in rules.iter(SCHEMATRON + "assert")}
        self.assertTrue(said)
        self.assertEqual(said, {message for _, _, _, message in BROKEN_RULES})

    def test_scripts_agree_with_languages(self):
        self.assertEqual(script_faults(expand()), [])

    def test_scripts_that_disagree_are_found(self):
        for name, old, new in [
            ("article.xml", '<foreign xml:lang="ja">坂口喜一郎</foreign>', "坂口喜一郎"),
            ("article.xml", ">鹿地亘<", ">Kaji<"),
            ("people.xml", ">かじ わたる<", ">カジ ワタル<"),
            ("people.xml", 'type="original" xml:lang="zh-Hans"', 'type="original"'),
        ]:
            with self.subTest(old=old, new=new):
                self.assertEqual(len(script_faults(expand(self.spoil(name, old, new)))), 1)

    def test_edition_file_agrees_with_the_header(self):
        with open(SOURCES / "octavo.toml", "rb") as file:
            description = tomllib.load(file)
        edition = description["edition"]
        root = expand()
        header = root.find(TEI + "teiHeader")

        def said(path):
            return plain_text(header.find("/".join(TEI + step for step in path.split("/"))))

        titles = {title.get("type"): plain_text(title) for title in header.iter(TEI + "title")}
        self.assertEqual((edition["title"], edition["subtitle"]), (titles["main"], titles["sub"]))
        parts = {part.get("type"): plain_text(part) for part in element(root, "title-page").iter(TEI + "titlePart")}
        self.assertEqual(parts, titles)
        self.assertEqual(edition["language"], root.get(XML + "lang"))
        self.assertEqual([creator["name"] for creator in edition["creator"]], [said("fileDesc/titleStmt/author")])
        self.assertEqual(edition["publisher"], said("fileDesc/publicationStmt/publisher"))
        self.assertEqual(edition["identifier"], said("fileDesc/publicationStmt/idno"))
        date = header.find(f"{TEI}fileDesc/{TEI}publicationStmt/{TEI}date")
        self.assertEqual(edition["date"], date.get("when"))
        self.assertTrue(said("fileDesc/publicationStmt/availability/licence").startswith(edition["rights"]))
        self.assertEqual(edition["subjects"], [plain_text(term) for term in header.iter(TEI + "term")])
        for source in edition["sources"]:
            self.assertTrue((SOURCES / source).is_file(), source)
        for target, suffix in (("print", ".pdf"), ("ebook", ".epub")):
            self.assertTrue(description[target]["output"].endswith(suffix))
            self.assertTrue(description[target]["styles"])


if __name__ == "__main__":
    unittest.main()
