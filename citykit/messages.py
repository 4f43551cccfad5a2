"""What the check says: the words of every fault that one file alone can show.

The web form judges the same faults in a browser, in another language of programming, and must say the
same: both fill these texts, so that there is one place for the words. A fault's name is its code,
with a word behind a slash where a code has several texts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Words = tuple[str, str, str]
"""Code, message and hint."""

# fault: message, hint. `{name}` stands for a value; other braces are what they are.
MESSAGES: Mapping[str, tuple[str, str]] = {
    # --- the file ---
    "control-character": (
        "There is an invisible character (U+{number}) that must not be in a text.",
        "delete the character; retype the words around it if you cannot see it.",
    ),
    "not-utf-8": (
        "The file is not saved in UTF-8; this character cannot be read.",
        "save the file with the encoding UTF-8 (in most editors: Save as, Encoding).",
    ),
    "too-large/file": (
        "The file is {size} kB long; {limit} kB is the limit.",
        "split the text into several entries, or attach a PDF.",
    ),
    "too-large/front-matter": (
        "The front matter is {size} kB long; {limit} kB is the limit.",
        "move long texts from the front matter into the text below it.",
    ),
    "bad-file-name": (
        "The file name `{name}` has capital letters, spaces or signs in it.",
        "rename the file to `{better}`: small letters, digits and hyphens.",
    ),
    "bad-file-name/device": (
        "Windows cannot have a file with the name `{name}`.",
        "add a word to the name, for example the place or the year.",
    ),
    "bad-file-name/long": (
        "The file name has {count} characters; {limit} is the limit.",
        "give it a shorter name: three or four words.",
    ),
    "duplicate-id": (
        "There is already an entry `{id}` of this kind: {path}.",
        "give this file another name; the name is the entry's id and its address.",
    ),
    "unclosed-front-matter": (
        "The front matter that begins here is never closed.",
        "put a line `---` after the last field, before the text.",
    ),
    "no-front-matter": (
        "The file has no front matter.",
        "begin the file with a line `---`, then `title: …` and the other fields, then `---`.",
    ),
    "no-front-matter/first-line": (
        "The first line must be `---` and nothing else.",
        "delete what stands behind the `---`.",
    ),
    "no-front-matter/before": (
        "There is something before the first `---`.",
        "delete what stands before line {line}, so that the file begins with `---`.",
    ),
    "empty-front-matter": (
        "The front matter between the two `---` lines is empty.",
        "fill in at least `title:` and `summary:`; the contributor's guide lists every field.",
    ),
    "bad-front-matter": (
        "The front matter is not a list of `field: value` lines.",
        "begin each line with a field name and a colon, for example `title: Flood park`.",
    ),
    # --- YAML ---
    "bad-yaml/tab": (
        "This line is indented with a tab.",
        "indent with two spaces instead of the tab.",
    ),
    "bad-yaml/indented": (
        "This line is indented, so it reads as a part of the line above it.",
        "begin the line in the same column as the other fields.",
    ),
    "bad-yaml/ends-early": (
        "A quoted text or a list ends here, but the line goes on.",
        "put the whole text in double quotes, and write single quotes inside it.",
    ),
    "bad-yaml/unclosed-quote": (
        "A quotation mark is opened here and never closed.",
        "close the quotation mark at the end of the text.",
    ),
    "bad-yaml/second-colon": (
        "This line has a second `: `, so it cannot be read.",
        'put the text after the field name in double quotes: `title: "Flood: what to do"`.',
    ),
    "bad-yaml/begins-with": (
        "A text cannot begin with `{sign}`.",
        "put the text in double quotes.",
    ),
    "bad-yaml/block-text": (
        "A text cannot begin with `>` or `|`.",
        "put the text in double quotes.",
    ),
    "bad-yaml/backslash": (
        "A backslash has a meaning of its own inside double quotes.",
        "write two backslashes for one, or put the text in single quotes.",
    ),
    "bad-yaml/list-on-field-line": (
        "A list cannot begin on the line of its field.",
        "write each item on its own line below the field, after `  - `.",
    ),
    "bad-yaml/no-colon": (
        "This line has no `:` after its field name, or the line before it is not finished.",
        "write `field: value`, with a space after the colon; indent the second line of a long text.",
    ),
    "bad-yaml/unclosed-list": (
        "A list in square brackets is not closed.",
        "close the list with `]`, or write one item a line, each after `- `.",
    ),
    "bad-yaml/unclosed-group": (
        "A group of fields in braces is not closed.",
        "close the group with `}`, or write one field a line, indented by two spaces.",
    ),
    "bad-yaml/list-out-of-line": (
        "This line is not in line with the list above it.",
        "indent it like the items above, each after `- `.",
    ),
    "bad-yaml/out-of-line": (
        "This line does not fit the lines above it.",
        "begin the line in the same column as the other fields, or as the other items of its list.",
    ),
    "bad-yaml/second-document": (
        "There is a second document in the front matter.",
        "keep one block of fields between two `---` lines; delete a line `...`.",
    ),
    "bad-yaml": (
        "The front matter cannot be read here.",
        "write `field: value`, one a line; put texts with special characters in double quotes.",
    ),
    "bad-yaml/character": (
        "The front matter holds a character that YAML does not allow.",
        "retype the front matter in a plain text editor, in UTF-8.",
    ),
    "bad-yaml/key": ("A field name must be a word.", "write `field: value`."),
    "too-deep": (
        "Lists and fields are nested more than {limit} deep here.",
        "keep to the fields of the contributor's guide; none is nested so deep.",
    ),
    "yaml-alias": (
        "This value is repeated by a YAML alias (`&name`, `*name`), which is not allowed.",
        "write the value out where it is used.",
    ),
    "yaml-tag": (
        "A YAML tag (`{tag}`) is not allowed here.",
        "delete the word that begins with `!`, or put the text in double quotes.",
    ),
    "duplicate-field": (
        "The field `{name}` is given twice.",
        "keep one of the two; for several values write a list, each after `- `.",
    ),
    # --- fields ---
    "missing-field": ("The field `{name}` is missing.", "add a line `{name}: …`{about}{values}."),
    "missing-field/no-value": (
        "The field `{name}` has no value.",
        "write `{name}: …`{about}{values}.",
    ),
    "missing-field/optional": (
        "The field `{name}` has no value.",
        "fill it in, or delete the line.",
    ),
    "missing-field/within": (
        "The field `{name}` is missing in `{group}`.",
        "add a line `{name}: …` here.",
    ),
    "missing-field/item": (
        "Item {number} of `{name}` is empty.",
        "write it after the `- `, or delete the line.",
    ),
    "missing-field/empty": ("The field `{name}` is empty.", "fill it in, or delete the line."),
    "unknown-field": ("There is no field `{name}` here.", "use one of {known}."),
    "unknown-type": ("There is no type `{given}`.", "use one of {known}."),
    "wrong-folder": (
        "An entry of type `{given}` does not belong in this folder.",
        "move the file to {folder}/, or correct the type.",
    ),
    "bad-value": (
        "The value of `{name}` cannot be used.",
        "look at the example for this field in the contributor's guide.",
    ),
    "expected-list": (
        "`{name}` must be a list.",
        "write `{field}:` and below it each item on its own line after `  - `.",
    ),
    "expected-fields": (
        "`{name}` must have fields of its own.",
        "write each on its own line below, indented by two spaces, as `field: value`.",
    ),
    "expected-text": (
        "`{name}` must be one value, not a list or a group of fields.",
        "write one value after the colon.",
    ),
    "too-long": (
        "`{name}` has {count} characters; {limit} is the limit.",
        "shorten it by {over} characters.",
    ),
    "too-long/list": (
        "`{name}` has {count} items; {limit} is the limit.",
        "keep the most important ones.",
    ),
    "too-long/items": (
        "This list has {count} items; {limit} is the limit.",
        "keep the most important ones.",
    ),
    "unknown-value": ("`{given}` is not allowed for `{name}`.", "use one of {known}."),
    "unknown-value/yes-or-no": (
        "`{given}` is not allowed for `{name}`.",
        "write `true` or `false`.",
    ),
    "bad-number": (
        "`{given}` is not a number.",
        "write digits without spaces or commas, and a point before decimals: `12.5`.",
    ),
    "bad-number/whole": (
        "`{given}` is not a whole number.",
        "write digits only, without spaces or commas, for example `126000`.",
    ),
    "bad-number/range": (
        "`{given}` is out of range for `{name}`.",
        "write a number of {limits}.",
    ),
    "bad-id": (
        "`{given}` cannot be an id.",
        "use small letters, digits and hyphens, for example `who-2016`.",
    ),
    "bad-address": (
        "`{given}` is not a web address.",
        "write the whole address, beginning with `https://`.",
    ),
    "bad-address/in-text": (
        "`{given}` is not a web address.",
        "copy the whole address, beginning with `https://`.",
    ),
    "bad-date": (
        "`{given}` is not a date.",
        "write year, month and day, for example `2026-11-24`.",
    ),
    "bad-date/meant": ("`{given}` is not a date.", "write `{meant}`."),
    "bad-date/no-such-day": (
        "There is no day `{given}` in the calendar.",
        "check the month and the day.",
    ),
    "bad-date/partial": (
        "`{given}` is not a year, month or day.",
        "write `2010`, `2010-08` or `2010-08-14`.",
    ),
    "bad-date/moment": (
        "`{given}` is not a day and time.",
        "write it like `2027-10-13T09:00`.",
    ),
    "unknown-country": (
        "There is no country with the code `{given}`.",
        "use the two capital letters of ISO 3166, for example `PH` for the Philippines.",
    ),
    "unknown-country/meant": (
        "There is no country with the code `{given}`.",
        "write `{code}` for {name}.",
    ),
    "unknown-language": (
        "There is no language with the code `{given}`.",
        "use an ISO 639 code, for example `es` for Spanish.",
    ),
    "unknown-language/meant": (
        "There is no language with the code `{given}`.",
        "write `{code}` for {name}.",
    ),
    "unknown-licence": (
        "`{given}` is not a licence from the SPDX list.",
        "write an SPDX identifier, for example `CC-BY-4.0`.",
    ),
    "unknown-time-zone": (
        "There is no time zone `{given}`.",
        "write a name such as `Asia/Manila`.",
    ),
    "unknown-time-zone/meant": (
        "There is no time zone `{given}`.",
        "write `{meant}` if that is what you meant.",
    ),
    "field-order": (
        "The field `{name}` does not stand {where}.",
        "move it so that it stands {where}, with the lines that belong to it.",
    ),
    "bad-team": (
        "`{given}` is no team on the forge.",
        'write `@`, the organisation and the team, in quotation marks: `"@town/disaster-office"`.',
    ),
    "unknown-currency": (
        "There is no currency with the code `{given}`.",
        "use the three capital letters of ISO 4217, for example `USD`.",
    ),
    # --- events ---
    "end-before-start/event": ("The event ends before it starts.", "check `start` and `end`."),
    "missing-field/time-zone": (
        "`start` has a time of day, but the field `time-zone` is missing.",
        "add a line such as `time-zone: Asia/Manila`.",
    ),
    "missing-field/place": (
        "The event has neither a `place` nor `online: true`.",
        "add `place:` with `name` and `country`, or a line `online: true`.",
    ),
    # --- dates ---
    "date-in-future": (
        "The day `{day}` has not come yet.",
        "write the day it was {name}, today at the latest.",
    ),
    "date-in-future/held": (
        "The event is said to have been held, but it has not begun yet.",
        "write `status: planned`, or correct `start`.",
    ),
    "date-in-future/result": (
        "The day `{day}` has not come yet.",
        "write the day of the assessment, today at the latest.",
    ),
    "review-before-reviewed": (
        "`review-by` ({by}) is not after `reviewed` ({day}).",
        "give a day one to three years after the last review.",
    ),
    "deadline-after-event": (
        "The registration closes after the event is over.",
        "check `deadline` and the days of the event.",
    ),
    "end-before-start": ("This ends before it starts.", "check the two years."),
    # --- ids that a record names; the code of the first is put together: unknown-city, … ---
    "unknown": (
        "There is no {noun} `{given}`.",
        "use the name of a file in {folder}, without `.md`.",
    ),
    "unknown/few": ("There is no {noun} `{given}`.", "use one of {known}."),
    "unknown/none": ("There is no {noun} `{given}`.", "delete it, or add it to {folder} first."),
    "unknown-essential/number": (
        "There is no {noun} `{given}`.",
        "write `2015-{given}` or `2010-{given}`.",
    ),
    "unknown-essential/version": (
        "There is no {noun} `{given}`.",
        "say which version you mean: `2015-1` to `2015-10`, or `2010-1` to `2010-10`.",
    ),
    "unknown/wider": (
        "There is no wider term `{given}` in this vocabulary.",
        "use the name of a file in {folder}, without `.md`.",
    ),
    "repeated-item": ("`{given}` stands twice in this list.", "delete one of the two."),
    "repeated-item/region": (
        "`{given}` is already in the region `{region}`.",
        "keep each country in one region.",
    ),
    "number-taken": (
        "The number {number} is already that of `{other}`.",
        "give this one another `{name}`.",
    ),
    "broader-circle": (
        "The way to wider terms leads in a circle: {way}.",
        "delete `broader` from the widest of them.",
    ),
    # --- sources ---
    "duplicate-source": (
        "There are two sources with the id `{id}`.",
        "give one of them another id, for example with the year or a letter added.",
    ),
    "unknown-source": (
        "There is no source `{id}` in this entry.",
        "add it to `sources`, or use one of {known}.",
    ),
    "unknown-source/none": (
        "There is no source `{id}` in this entry.",
        "add it to `sources`.",
    ),
    "unknown-source/in-text": (
        "The text cites `[^{id}]`, but there is no source with this id.",
        "add it to `sources`, or cite one of {known}.",
    ),
    "unknown-source/in-text-none": (
        "The text cites `[^{id}]`, but there is no source with this id.",
        "add it to `sources`.",
    ),
    # --- texts ---
    "no-text": (
        "There is no text below the front matter.",
        "write the text below the second `---` line.",
    ),
    "title-in-text": (
        "`{heading}` is a heading of the first level, which is kept for the title.",
        "begin the heading with `##`; the title comes from the field `title`.",
    ),
    "unwritten-text": (
        "Something is still to be written here.",
        "write it in place of `{placeholder}`, or delete what has nothing to say.",
    ),
    "bad-link/slash": (
        "`{given}` begins with a slash, so it leads nowhere once the hub is copied.",
        "write the way from this file, for example `../../cities/venice.md`.",
    ),
    "bad-link/scheme": (
        "An address that begins with `{scheme}:` is not allowed.",
        "use an address that begins with `https://`, or the way to a file of the hub.",
    ),
    "bad-link/no-picture": (
        "`{given}` is no picture.",
        "link to it as `[title](file.pdf)`, without the `!`.",
    ),
    "outside-picture": (
        "The picture `{given}` is fetched from another site.",
        "put the picture beside the text and write its file name, so that it works offline.",
    ),
    "dead-link/heading": (
        "There is no heading `{given}` on this page.",
        "write `#` and the heading in small letters with hyphens, for example `#what-was-done`.",
    ),
    "dead-link": (
        "There is no {what} `{given}`.",
        "write the way to it from this file's folder, {folder}/.",
    ),
    "dead-link/meant": (
        "There is no {what} `{given}`.",
        "write `{meant}` if that is what you meant; links start from {folder}/.",
    ),
    # --- question sets and what was found with them ---
    "duplicate-item": (
        "The id `{id}` stands twice in `{name}`.",
        "give one of the two another id.",
    ),
    "unknown-level": ("The scale has no level `{given}`.", "use one of {known}."),
    "other-version": (
        "This set follows the Essentials of {version}, but `{given}` is of the other list.",
        "correct it, or `essentials-version`.",
    ),
    "points-or-levels": (
        "A result of `{set}` has either levels or points.",
        "give `levels` (by question) or `points` (by Essential), not both.",
    ),
    "points-or-levels/no-sum": (
        "A result of `{set}` has levels: the tool adds nothing up.",
        "give `levels`, by the id of each question, and delete `points`.",
    ),
    "unknown-question": (
        "`{set}` has no question `{given}`.",
        "use the ids in the question set's file in content/assessments/.",
    ),
    "unknown-question/elsewhere": (
        "No other question set has a question `{given}`.",
        "use the ids in the other set's file in content/assessments/.",
    ),
    "unknown-essential/result": (
        "`{set}` has no questions on an Essential `{given}`.",
        "use one of {known}.",
    ),
    "too-many-points": (
        "`{given}` has {points} points, but {limit} is the most that its questions give.",
        "correct the sum.",
    ),
    # --- vocabularies ---
    "wrong-number": (
        "Version and number say `{expected}`, but the file is named `{id}`.",
        "correct `version` and `number`, or rename the file to `{expected}.md`.",
    ),
    "same-version": (
        "`{given}` is of the same version; the cross-walk leads to the other one.",
        "name the nearest Essential of the other version.",
    ),
}
# Before the general advice, where a known word is close; a clause that begins with a verb.
MEANT = "write `{close}` if that is what you meant."

_VALUE = re.compile(r"\{([a-z]+)\}")


def said(fault: str, /, **values: object) -> Words:
    """Code, message and hint of a fault, its values put in. KeyError for a fault or value unknown."""
    message, hint = MESSAGES[fault]
    return fault.partition("/")[0], filled(message, values), filled(hint, values)


def filled(text: str, values: Mapping[str, object]) -> str:
    """A text with each `{name}` replaced; what a value holds is never looked at again."""
    return _VALUE.sub(lambda found: str(values[found[1]]), text)
