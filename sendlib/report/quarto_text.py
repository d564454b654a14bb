"""Words as Quarto's Markdown, attributes and metadata that mean those words and nothing else.

Markdown is read with `smart` off, so that quotation marks and dashes stay as they are.
"""

import re

# what Pandoc or Quarto could take for markup wherever it stands in a line
MARKUP = re.compile(r"[\\`*_\[\]{}<>|~^$@&#]")
# what means something at the start of a line only: lists, definitions, captions, rules, headings
ENUMERATOR = re.compile(r"(\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+))([.)])(?=\s|$)")
OPENING = re.compile(r"[-+](?=\s|$|[-+])|:(?=\s|$|:)|=(?==|$)")
CAPTION = re.compile(r"(table)(:)", re.IGNORECASE)
# what `smart` would change; metadata is read with it on
TYPOGRAPHY = re.compile(r"[\"']|-(?=-)|\.(?=\.)")
SPACE = re.compile(r"[ \t\n\r\f\v]+")
ZERO_WIDTH = "\u200b"
# {{< and >}} are a shortcode's ends, ::: a fence: these signs are kept from what follows them
ACTIVE = re.compile(r"\{(?=\{<)|>(?=\}\})|:(?=::)")


def collapsed(text: str) -> str:
    """Return text on one line, its white space as a reader sees it; fixed spaces stay."""
    return SPACE.sub(" ", text)


def escaped(text: str) -> str:
    """Return words as Markdown for the middle of a line."""
    return MARKUP.sub(r"\\\g<0>", collapsed(inert(text)))


def line_start(markdown: str) -> str:
    """Return a line of Markdown whose first words start no list, heading or the like."""
    for rule, escape in (
        (ENUMERATOR, r"\1\\\2"),
        (CAPTION, r"\1\\\2"),
        (OPENING, r"\\\g<0>"),
    ):
        if rule.match(markdown):
            return rule.sub(escape, markdown, count=1)
    return markdown


def metadata(text: str) -> str:
    """Return words as a metadata value, which Pandoc reads as Markdown of its own kind."""
    return line_start(TYPOGRAPHY.sub(r"\\\g<0>", escaped(text.strip())))


def attribute(text: str) -> str:
    """Return words as the value of a Markdown attribute, with its quotation marks."""
    words = collapsed(inert(text)).strip()
    return '"' + re.sub(r'["\\&`]', r"\\\g<0>", words) + '"'


def inert(text: str) -> str:
    """Return words in which Quarto finds no shortcode and no fence, by a sign without width.

    It looks for both in words that were read already, where no escape holds.
    """
    return ACTIVE.sub(f"\\g<0>{ZERO_WIDTH}", text)


def typst_string(text: str) -> str:
    """Return words as a Typst string that holds no sign Quarto or Pandoc could take up."""
    return '"' + "".join(c if c.isalnum() or c == " " else f"\\u{{{ord(c):x}}}" for c in text) + '"'
