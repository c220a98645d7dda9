"""The example edition as its tests read it: article.xml with its lists drawn in, and the text of its sections."""

import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

SOURCES = Path(__file__).resolve().parents[2] / "sources"
TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def expand(folder=SOURCES):
    """The root element of the folder's article.xml after XInclude, by xmllint (Debian: libxml2-utils)."""
    run = subprocess.run(["xmllint", "--xinclude", "--nonet", folder / "article.xml"], capture_output=True, check=True)
    return ElementTree.fromstring(run.stdout)


def element(root, identifier):
    """The element with this xml:id; a KeyError where there is none."""
    for candidate in root.iter():
        if candidate.get(XML + "id") == identifier:
            return candidate
    raise KeyError(identifier)


def plain_text(node):
    """All the text of an element, white space collapsed and apostrophes straight."""
    return " ".join("".join(node.itertext()).split()).replace("\u2019", "'")
