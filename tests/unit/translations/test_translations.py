# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Every text of the window is translated, with its placeholders, and no button grows out of its place."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

SOURCE = pathlib.Path(os.environ.get("DEVSTACK_SOURCE_DIR", pathlib.Path(__file__).parents[3]))
GERMAN = SOURCE / "resources/translations/devstack_de.ts"
UPDATE = "build the target update_translations and translate what it adds"

# A button may be this much longer than its source; short ones have room in any case.
LONGER = 1.6
SHORT = 24


def messages(file):
    """The messages of a .ts file: (context, source, disambiguation) to the element."""
    found = {}
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            found[context.findtext("name"), message.findtext("source"), message.findtext("comment")] = message
    return found


def forms(message):
    """The translation, or one for each number."""
    translation = message.find("translation")
    return [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]


def placeholders(text):
    return sorted(set(re.findall(r"%L?(?:\d+|n)", text)))


def button_texts(qml):
    """What a button of the file says: the texts in the expressions of text, label and action."""
    kinds, property_, texts = [], None, []
    token = re.compile(
        r'qsTr\("((?:[^"\\]|\\.)*)"\)|"(?:[^"\\]|\\.)*"|//.*|([\w.]+) \{|([{}])|\b(\w+): |(;|\n(?!\s*[:?]))'
    )
    for text, kind, brace, name, end in (match.groups() for match in token.finditer(qml)):
        if text and property_ in ("text", "label", "action", "otherAction"):
            if kinds and re.search(r"Button$|^MenuEntry$|^MenuItem$", kinds[-1]):
                texts.append(text.replace('\\"', '"'))
        elif kind or brace == "{":
            kinds.append(kind or "")
        elif brace and kinds:
            kinds.pop()
        if name:
            property_ = name
        elif end or brace or kind:
            property_ = None
    return texts


class Translations(unittest.TestCase):
    """The sources and the German texts."""

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "devstack_en.ts"
            done = subprocess.run(
                [os.environ.get("LUPDATE", "/usr/lib/qt6/bin/lupdate"), "-no-obsolete", "-locations", "none",
                 "src", "qml", "-ts", str(file)],
                cwd=SOURCE, capture_output=True, text=True, timeout=100, check=False,
            )
            if done.returncode != 0:
                raise AssertionError(done.stdout + done.stderr)
            cls.sources = messages(file)
        cls.german = messages(GERMAN)

    def test_the_sources_have_texts(self):
        self.assertGreater(len(self.sources), 800)

    def test_every_text_is_translated(self):
        missing = [key[:2] for key in self.sources if key not in self.german]
        self.assertEqual(missing, [], UPDATE)

    def test_nothing_is_unfinished(self):
        unfinished = [
            key[:2] for key, message in self.german.items()
            if message.find("translation").get("type") or not all(forms(message))
        ]
        self.assertEqual(unfinished, [], UPDATE)

    def test_placeholders_are_kept(self):
        lost = [
            (key[1], form) for key, message in self.german.items() for form in forms(message)
            # A plural form need not say its number: “one file”.
            if set(placeholders(key[1])) - {"%n"} != set(placeholders(form)) - {"%n"}
        ]
        self.assertEqual(lost, [])

    def test_a_number_is_said_in_one_plural_form_at_least(self):
        silent = [
            key[1] for key, message in self.german.items()
            if "%n" in key[1] and not any("%n" in form for form in forms(message))
        ]
        self.assertEqual(silent, [])

    def test_blanks_at_the_ends_are_kept(self):
        lost = [
            (key[1], form) for key, message in self.german.items() for form in forms(message)
            if (key[1][0] == " ", key[1][-1] == " ") != (form[:1] == " ", form[-1:] == " ")
        ]
        self.assertEqual(lost, [])

    def test_buttons_fit(self):
        seen, wide = 0, []
        for file in sorted((SOURCE / "qml").rglob("*.qml")):
            for text in button_texts(file.read_text(encoding="utf-8")):
                seen += 1
                # What is not there is told by the tests above.
                message = self.german.get((file.stem, text, None))
                for form in forms(message) if message is not None else []:
                    if len(form) > SHORT and len(form) > LONGER * len(text):
                        wide.append((file.name, text, form))
        self.assertGreater(seen, 60)
        self.assertEqual(wide, [])

    def test_no_helper_hides_texts(self):
        """lupdate reads literals only: a context that a function passes on is declared somewhere."""
        hidden = []
        sources = {
            file: file.read_text(encoding="utf-8")
            for part in ("src/ui", "src/app", "src/model") for file in sorted((SOURCE / part).rglob("*.cpp"))
        }
        for file, text in sources.items():
            for context in re.findall(r'\btranslate\(\s*"(\w+)",\s*[^"\s]', text):
                if f'QT_TRANSLATE_NOOP("{context}"' not in text:
                    hidden.append((str(file.relative_to(SOURCE)), context))
        self.assertEqual(hidden, [], "declare a type with Q_DECLARE_TR_FUNCTIONS and call its tr()")


if __name__ == "__main__":
    unittest.main()
