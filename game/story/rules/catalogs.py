"""Rules about translations; `game.language.checks` finds what breaks them."""

from game.story.rules.rule import Rule

CATALOG_RULES = (
    Rule(
        "SA401",
        "placeholder-lost",
        "error",
        "A name in braces stands for something; without it the text says the wrong thing.",
        'msgid "What should {name} do?"\nmsgstr "ควรทำอย่างไร"\n',
        'msgid "What should {name} do?"\nmsgstr "{name}ควรทำอย่างไร"\n',
        "catalog",
    ),
    Rule(
        "SA402",
        "long-translation",
        "warning",
        "A translation that is more than twice as wide does not fit where the text stands.",
        'msgid "Okay, see you tomorrow"\nmsgstr "ตกลงนะ แล้วพบกันใหม่ในวันพรุ่งนี้ตอนเช้าหลังจากที่เรากินข้าวกันเสร็จแล้วก็ไปโรงเรียนด้วยกันเลย"\n',  # noqa: E501
        'msgid "Okay, see you tomorrow"\nmsgstr "โอเค เจอกันพรุ่งนี้"\n',
        "catalog",
    ),
    Rule(
        "SA403",
        "missing-translation",
        "warning",
        "A child who reads no English cannot read what is not translated.",
        'msgid "Hello"\nmsgstr ""\n',
        'msgid "Hello"\nmsgstr "สวัสดี"\n',
        "catalog",
    ),
    Rule(
        "SA404",
        "same-as-source",
        "warning",
        "A text that is equal to the English one was perhaps copied and never translated.",
        'msgid "Where are you?"\nmsgstr "Where are you?"\n',
        'msgid "Where are you?"\nmsgstr "อยู่ไหน"\n',
        "catalog",
    ),
    Rule(
        "SA405",
        "mixed-digits",
        "warning",
        "One text has digits of two scripts, which looks like a mistake.",
        'msgid "From 8 to 14"\nmsgstr "ตั้งแต่ ๘ ถึง 14"\n',
        'msgid "From 8 to 14"\nmsgstr "ตั้งแต่ 8 ถึง 14"\n',
        "catalog",
    ),
    Rule(
        "SA406",
        "trick-renamed",
        "error",
        "A trick has one name, so that children know it again.",
        'msgctxt "trick/secrecy"\nmsgid "Keep our secret"\nmsgstr "ความลับของเรา"\n\n'
        'msgctxt "scene/evening"\nmsgid "Keep our secret"\nmsgstr "เรื่องลับ ๆ"\n',
        'msgctxt "trick/secrecy"\nmsgid "Keep our secret"\nmsgstr "ความลับของเรา"\n\n'
        'msgctxt "scene/evening"\nmsgid "Keep our secret"\nmsgstr "ความลับของเรา"\n',
        "catalog",
    ),
    Rule(
        "SA407",
        "broken-catalog",
        "error",
        "A catalog that cannot be read is left out as a whole.",
        'msgid "Hello"\nmsgstr "สวัสดี\n',
        'msgid "Hello"\nmsgstr "สวัสดี"\n',
        "catalog",
    ),
    Rule(
        "SA408",
        "writer-renamed",
        "warning",
        "In Quick Eyes the same person writes a trick and a safe message, so that only the message "
        "tells them apart.",
        '#. Who writes the message “Hello”.\nmsgctxt "form/a/hello"\n'
        'msgid "A cousin"\nmsgstr "ลูกพี่ลูกน้อง"\n\n'
        '#. Who writes the message “Hi”.\nmsgctxt "form/b/hi"\n'
        'msgid "A cousin"\nmsgstr "ญาติคนหนึ่ง"\n',
        '#. Who writes the message “Hello”.\nmsgctxt "form/a/hello"\n'
        'msgid "A cousin"\nmsgstr "ลูกพี่ลูกน้อง"\n\n'
        '#. Who writes the message “Hi”.\nmsgctxt "form/b/hi"\n'
        'msgid "A cousin"\nmsgstr "ลูกพี่ลูกน้อง"\n',
        "catalog",
    ),
    Rule(
        "SA409",
        "forbidden-markup",
        "error",
        "Two stars on each side make letters bold; a star left alone or a tag of web pages would "
        "be read by the child.",
        'msgid "Stop"\nmsgstr "<b>หยุด</b>"\n',
        'msgid "Stop"\nmsgstr "**หยุด**"\n',
        "catalog",
    ),
    Rule(
        "SA410",
        "endless-translation",
        "error",
        "A text of more than 10,000 letters was pasted by mistake, and laying it out would stop "
        "the game.",
        "A whole book as the translation of `Hello`\n",
        "สวัสดี\n",
        "words",
    ),
    Rule(
        "SA411",
        "plural-form-missing",
        "error",
        "A text that counts something has a form for each of the language's plurals; where one is "
        "missing, some numbers appear in English.",
        'msgid "{count} star"\nmsgid_plural "{count} stars"\nmsgstr[0] "{count} ดาว"\n'
        'msgstr[1] ""\n',
        'msgid "{count} star"\nmsgid_plural "{count} stars"\nmsgstr[0] "{count} ดาว"\n',
        "catalog",
    ),
    Rule(
        "SA412",
        "broken-locale",
        "error",
        "A language that cannot be read is not offered, and one whose font is missing is drawn "
        "with another.",
        "script: [Laoo\n",
        "script: Laoo\n",
        "words",
    ),
    Rule(
        "SA413",
        "departs-from-glossary",
        "warning",
        "A thing that has another name on another page is taken for another thing; a second "
        "name is good where a translator's comment says why.",
        'msgctxt "term/screenshot"\nmsgid "screenshot"\nmsgstr "แคปหน้าจอ"\n\n'
        'msgctxt "scene/evening"\nmsgid "Keep a screenshot"\nmsgstr "ถ่ายรูปจอไว้"\n',
        "# also: แคป (short, on buttons)\n"
        'msgctxt "term/screenshot"\nmsgid "screenshot"\nmsgstr "แคปหน้าจอ"\n\n'
        'msgctxt "scene/evening"\nmsgid "Keep a screenshot"\nmsgstr "แคปเก็บไว้"\n\n'
        "# without: screenshot (the sentence before says what it is)\n"
        'msgctxt "scene/morning"\nmsgid "Show the screenshot"\nmsgstr "เปิดให้ดู"\n',
        "catalog",
    ),
)
