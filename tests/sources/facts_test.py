#!/usr/bin/env python3
"""What the article states, section by section: each date, figure, name, quotation and statement in its place.

Needs Python 3.11 and xmllint (Debian: libxml2-utils).
"""

import re
import unittest

from article import TEI, XML, element, expand, plain_text

SECTIONS = [
    ("lead", None),
    ("background", "Background"),
    ("war", "Second Sino-Japanese War"),
    ("post-war", "Post-war"),
    ("legacy", "Legacy"),
    ("research", "Research"),
    ("people", "People"),
    ("organizations", "Organizations"),
    ("see-also", "See also"),
]

# Every date a section gives, in the order of its text, as the value of when or of from and to.
DATES = {
    "lead": ["1937/1945", "1931"],
    "background": ["1931", "1933"],
    "war": ["1937-07-07", "1940", "1938-02", "1939-03", "1940", "1938", "1938", "1940-11", "1937-09-26"],
    "post-war": ["1994", "1955", "1994", "1958", "1958", "1955", "1951"],
    "legacy": ["2014", "2015-09", "1984"],
    "research": ["2004"],
    "see-also": [],
}

# Every figure in a section outside its dates, so that none is lost and none comes in.
FIGURES = {
    "lead": [],
    "background": ["13"],
    "war": ["500", "600", "5"],
    "post-war": ["89"],
    "legacy": ["300", "69", "2"],
    "research": [],
    "see-also": [],
}

# What must stand in the text of a section, each as one run of words.
PHRASES = {
    "lead": [
        "Second Sino-Japanese War (1937–1945)",
        "Japanese political dissidents",
        "prisoners of war (POWs)",
        "joined the Chinese in the war against the Empire of Japan",
    ],
    "background": [
        "had its origin in the Japanese invasion of Manchuria in 1931",
        "Japanese Communist Party (JCP) began an anti-war campaign against the Japanese government",
        "infiltrated the armed forces",
        "handed out leaflets and newspapers opposing the war",
        "Sakaguchi Kiichiro (坂口喜一郎), a member of the party and a navy sailor",
        "founded the anti-war paper The Soaring Mast in reaction to the invasion",
        "Six issues had appeared when the Japanese authorities arrested him",
        "tortured and eventually died at their hands",
        "the campaign had little success",
        "In 1933 the party's leader, Nosaka Sanzo (野坂参三), alias Okano",
        "spoke at the 13th Plenum of the Executive Committee of the Communist International",
        "called on the Japanese people to start an anti-war campaign against their government",
        "After the Second Sino-Japanese War had broken out, he joined the Chinese Communist resistance",
    ],
    "war": [
        "War between China and Japan began on 7 July 1937",
        "According to the historian Xiaoyuan Liu",
        "the leadership of the Chinese Communist Party (CCP) held throughout",
        "a worldwide anti-fascist one",
        "a national anti-Japanese one in China",
        "an anti-war front among the Japanese people",
        "Mao Zedong (毛泽东) is quoted as saying: The Japanese Revolution will occur",
        "Only with the arrival of Nosaka in Yan'an in 1940",
        "find an effective bridge to the Japanese people",
        "This assessment, like the account of the leadership's view above, is Liu's",
        "In February 1938 the Nationalist government set up a POW camp at Changde, Hunan",
        "the Japanese anti-war activist Kaji Wataru",
        "Because it lay near the front, it was moved to Zhenyuan County, Guizhou, in March 1939",
        "humane treatment",
        "Planned for 500",
        "came to hold over 600",
        "the largest camp of the war",
        "a recruiting pool for the Japanese People's Anti-War League",
        "Nosaka joined the Chinese Communists at Yan'an in 1940",
        "another Japanese communist, had joined the Chinese Nationalists in Chongqing in 1938",
        "re-educate Japanese POWs for the Chinese resistance",
        "By the time both men had reached Free China, the Chinese communists were already re-educating Japanese POWs",
        "The education of Japanese captives by the Eighth Route Army (八路军) began in 1938",
        "In November 1940 the Peasants' and Workers' School was founded",
        "re-educated POWs, who then took part in propaganda",
        "The first Japanese to join the Eighth Route Army in the war was Maeda Mitsushige",
        "other POWs who attended the school followed",
        "the Anti-War League; the Japanese People's Emancipation League (日本人民解放連盟); a communist league",
        "On 26 September 1937 a pilot of the Imperial Japanese Navy Air Force (IJNAF)",
        "flying an A5M fighter, was shot down",
        "He and other captured Japanese were persuaded to join the Chinese side",
        "helped to break Japanese tactical codes and other information",
        "a great intelligence gain for the newly founded cryptanalysis unit led by Dr. Chang Chao-hsi",
    ],
    "post-war": [
        "Many Japanese POWs of the resistance planned to stay in China after the war",
        "Kobayashi Kancho (小林寛澄), a POW who had joined the Eighth Route Army, stayed",
        "worked in the foreign affairs office, later in the People's Hospital at Fengzhen",
        "Maeda Mitsushige worked in an aviation school in north-eastern China",
        "Tsutsui Shigeo (筒井重雄), a POW who had joined the Japanese People's Emancipation League, also stayed",
        "helped to found the first flying school of the Chinese People's Liberation Army",
        "Kobayashi Kiyoshi (小林清), a soldier who had defected to the Eighth Route Army, stayed",
        "married a Chinese woman, had a son, and died in Tianjin in 1994",
        "Those who returned to Japan met discrimination",
        "Maeda, who returned in 1958, was taken for pro-communist",
        "could hardly find proper work",
        "kept his family by part-time jobs",
        "Hu's field of research is the Japanese in the Eighth Route Army",
        "The Chinese researcher Hu Zhenjiang found him cleaning parks for a living at the age of 89",
        "Some were put under surveillance by the Japanese authorities",
        "Maeda after his return and Kobayashi Kancho, who returned in 1955",
        "Those who had worked with the United States in China were persecuted by it in the Cold War",
        "Kaji Wataru, who had worked with the Office of Strategic Services (OSS)",
        "kidnapped and tortured by the Central Intelligence Agency (CIA) on suspicion of being a Soviet agent",
        "In 1951 Nosaka was among the victims of Douglas MacArthur's post-war Red Purge in Japan",
    ],
    "legacy": [
        "Miyagawa Hideo (宮川英男), a soldier who served in the Eighth Route Army",
        "a tombstone in the East China Martyrs' Cemetery",
        "no picture, no epitaph, and no dates of birth and death",
        "In 2014 China's Ministry of Civil Affairs counted him among the 300 honoured for",
        "In September 2015 Xi Jinping (习近平), General Secretary of the CCP, gave medals to ten",
        "Kobayashi Kancho was one of the ten who received theirs in Beijing",
        "In 1984 Maeda Mitsushige and Kagawa Takashi (香川孝志), another Japanese veteran, published",
        "Japanese Soldiers of the Eighth Route Army, about their experiences in that army",
        "Statues of Nosaka Sanzo and Kaji Wataru stand on the grounds of the Jianchuan Museum",
        "beside those of other foreign volunteers of the war",
        "commissioned by Cai Wei, Associate Professor of Sculpture at the Chengdu Academy of Fine Arts, "
        "Sichuan Conservatory of Music",
        "Peace Village was chosen for the National List of Anti-Japanese War Memorial Facilities and Sites",
    ],
    "research": [
        "In 2004 the history research office of the Hubei Provincial Committee of the CCP formed a team",
        "to study and document the history of the Japanese in the Eighth Route Army in the Second Sino-Japanese War",
    ],
    "see-also": ["Japanese dissidence during the early Shōwa period"],
}

# Every quotation, in order: q within a sentence, quote as a block of its own.
QUOTATIONS = {
    "war": [
        "The Japanese Revolution will occur after the first severe defeats suffered by the Japanese Army.",
        "Peace Village",
        "Free China",
        "re-educating",
    ],
    "legacy": [
        "Hideo Miyagawa—Japanese anti-war fighter",
        "69th anniversary of China's victory in the anti-Japanese war.",
        "international anti-fascist fighters who fought for China WW2.",
    ],
}

# Whom a section speaks of: its links to entries of the lists.
PEOPLE = {
    "lead": set(),
    "background": {"sakaguchi-kiichiro", "nosaka-sanzo"},
    "war": {"xiaoyuan-liu", "mao-zedong", "nosaka-sanzo", "kaji-wataru", "maeda-mitsushige", "chang-chao-hsi"},
    "post-war": {
        "kobayashi-kancho", "maeda-mitsushige", "tsutsui-shigeo", "kobayashi-kiyoshi", "hu-zhenjiang", "kaji-wataru",
        "nosaka-sanzo", "douglas-macarthur",
    },
    "legacy": {
        "miyagawa-hideo", "xi-jinping", "kobayashi-kancho", "maeda-mitsushige", "kagawa-takashi", "nosaka-sanzo",
        "kaji-wataru", "cai-wei",
    },
    "research": set(),
    "see-also": set(),
}

# Entry: name in Latin letters, in its own script, language of that, reading in kana.
NAMES = {
    "hasegawa-teru": ("Hasegawa Teru", "長谷川テル", "ja", "はせがわ てる"),
    "tsutsui-shigeo": ("Tsutsui Shigeo", "筒井重雄", "ja", "つつい しげお"),
    "ikeda-yuki": ("Ikeda Yuki", "池田幸子", "ja", None),
    "aoyama-kazuo": ("Aoyama Kazuo", "青山和夫", "ja", "あおやま かずお"),
    "nosaka-sanzo": ("Nosaka Sanzo", "野坂参三", "ja", "のさか さんぞう"),
    "kaji-wataru": ("Kaji Wataru", "鹿地亘", "ja", "かじ わたる"),
    "sakaguchi-kiichiro": ("Sakaguchi Kiichiro", "坂口喜一郎", "ja", "さかぐち きいちろう"),
    "maeda-mitsushige": ("Maeda Mitsushige", "前田光繁", "ja", "まえだ みつしげ"),
    "kobayashi-kancho": ("Kobayashi Kancho", "小林寛澄", "ja", "こばやし かんちょう"),
    "kobayashi-kiyoshi": ("Kobayashi Kiyoshi", "小林清", "ja", "こばやし きよし"),
    "miyagawa-hideo": ("Miyagawa Hideo", "宮川英男", "ja", "みやがわ ひでお"),
    "kagawa-takashi": ("Kagawa Takashi", "香川孝志", "ja", "かがわ たかし"),
    "mao-zedong": ("Mao Zedong", "毛泽东", "zh-Hans", None),
    "xi-jinping": ("Xi Jinping", "习近平", "zh-Hans", None),
    "emancipation-league": ("Japanese People's Emancipation League", "日本人民解放連盟", "ja",
                            "にほんじんみんかいほうれんめい"),
    "anti-war-league": ("Japanese People's Anti-War League", "日本人民反戦同盟", "ja",
                        "にほんじんみんはんせんどうめい"),
    "eighth-route-army": ("Eighth Route Army", "八路军", "zh-Hans", None),
}

# The entries of the lists that the article itself prints, in order, by the list's heading.
PRINTED_LISTS = {
    "list-of-japanese": ("List of Japanese in the Chinese resistance",
                         ["hasegawa-teru", "tsutsui-shigeo", "ikeda-yuki", "aoyama-kazuo"]),
    "list-of-organizations": ("List of organizations", ["emancipation-league", "anti-war-league"]),
}


def text_without_dates(node):
    """The text of an element without that of its date elements."""
    if node.tag == TEI + "date":
        return ""
    return (node.text or "") + "".join(text_without_dates(child) + (child.tail or "") for child in node)


class FactsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = expand()
        cls.sections = {identifier: element(cls.root, identifier) for identifier, _ in SECTIONS}

    def test_sections_and_their_order(self):
        body = self.root.find(f"{TEI}text/{TEI}body")
        found = []
        for division in body.findall(TEI + "div"):
            head = division.find(TEI + "head")
            found.append((division.get(XML + "id"), None if head is None else plain_text(head)))
        self.assertEqual(found, SECTIONS)

    def test_tables_cover_every_section_of_prose(self):
        prose = {identifier for identifier, _ in SECTIONS} - {"people", "organizations"}
        for table in (DATES, FIGURES, PHRASES, PEOPLE):
            self.assertEqual(set(table), prose)

    def test_phrases(self):
        for section, phrases in PHRASES.items():
            text = plain_text(self.sections[section])
            for phrase in phrases:
                with self.subTest(section=section, phrase=phrase):
                    self.assertIn(phrase, text)

    def test_dates(self):
        for section, expected in DATES.items():
            found = []
            for date in self.sections[section].iter(TEI + "date"):
                found.append(date.get("when") or f"{date.get('from')}/{date.get('to')}")
            self.assertEqual(found, expected, section)

    def test_dates_say_what_their_text_says(self):
        for date in self.root.find(TEI + "text").iter(TEI + "date"):
            for value in filter(None, (date.get("when"), date.get("from"), date.get("to"))):
                self.assertIn(value[:4], plain_text(date))

    def test_figures(self):
        for section, expected in FIGURES.items():
            self.assertEqual(re.findall(r"\d+", text_without_dates(self.sections[section])), expected, section)

    def test_quotations(self):
        for section, node in self.sections.items():
            found = [plain_text(part) for part in node.iter() if part.tag in (TEI + "q", TEI + "quote")]
            self.assertEqual(found, QUOTATIONS.get(section, []), section)

    def test_people(self):
        for section, expected in PEOPLE.items():
            found = {name.get("ref")[1:] for name in self.sections[section].iter(TEI + "persName")}
            self.assertEqual(found, expected, section)

    def test_persons_are_called_by_the_names_of_their_entries(self):
        """The main name, the family name alone, or an alias; given name first only where the entry inverts the name."""
        body = self.root.find(f"{TEI}text/{TEI}body")
        for mention in body.iter(TEI + "persName"):
            if mention.get("ref") is None:
                continue
            names = element(self.root, mention.get("ref")[1:]).findall(TEI + "persName")
            main = next(name for name in names if name.get("type") == "main")
            aliases = {plain_text(name) for name in names if name.get("type") == "alias"}
            family, given = (plain_text(main.find(TEI + part)) for part in ("surname", "forename"))
            whole = f"{given} {family}" if "," in plain_text(main) else f"{family} {given}"
            self.assertIn(plain_text(mention), {whole, family} | aliases)

    def test_titles(self):
        for section, level, title in [
            ("background", "j", "The Soaring Mast"),
            ("legacy", "m", "Japanese Soldiers of the Eighth Route Army"),
        ]:
            found = [(node.get("level"), plain_text(node)) for node in self.sections[section].iter(TEI + "title")]
            self.assertEqual(found, [(level, title)])

    def test_names_of_entries(self):
        for identifier, (main, original, language, reading) in NAMES.items():
            found = {}
            for name in element(self.root, identifier):
                if name.tag in (TEI + "persName", TEI + "orgName"):
                    found[name.get("type")] = (plain_text(name), name.get(XML + "lang"))
            self.assertEqual(found["main"][0], main)
            self.assertEqual(found["original"], (original, language))
            self.assertEqual(found.get("reading"), (reading, "ja-Hira") if reading else None, identifier)

    def test_no_other_entry_has_a_form_in_its_own_script(self):
        entries = [node for node in self.root.iter() if node.tag in (TEI + "person", TEI + "org")]
        with_original = {entry.get(XML + "id") for entry in entries if any(n.get("type") == "original" for n in entry)}
        self.assertEqual(with_original, set(NAMES))

    def test_first_mention_stands_beside_the_original_form(self):
        """Each name with a form in its own script shows it once in the prose, right after the name."""
        for identifier, (_, original, language, _) in NAMES.items():
            if identifier in ("hasegawa-teru", "ikeda-yuki", "aoyama-kazuo"):
                continue  # these stand in the list alone
            found = [
                (foreign.get(XML + "lang"), name.get("ref"))
                for paragraph in self.root.find(f"{TEI}text/{TEI}body").iter()
                for name, foreign in zip(list(paragraph), list(paragraph)[1:])
                if foreign.tag == TEI + "foreign" and foreign.text == original
            ]
            self.assertEqual(found, [(language, "#" + identifier)])

    def test_printed_lists(self):
        for identifier, (heading, entries) in PRINTED_LISTS.items():
            node = element(self.root, identifier)
            self.assertEqual(plain_text(node.find(TEI + "head")), heading)
            self.assertEqual([entry.get(XML + "id") for entry in list(node)[1:]], entries)

    def test_colophon_names_the_fonts(self):
        text = plain_text(element(self.root, "colophon"))
        for font in ("EB Garamond", "Noto Serif CJK JP", "Noto Serif CJK SC"):
            self.assertIn(font, text)


if __name__ == "__main__":
    unittest.main()
