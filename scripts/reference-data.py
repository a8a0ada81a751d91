#!/usr/bin/env python3
"""Reduces public data to the resources of landfall.account.

    scripts/reference-data.py CLDR FREE_EMAIL_DOMAINS EMAIL_PROVIDERS

The arguments are the folders of three unpacked npm packages: `cldr` (the whole of Unicode CLDR as XML), `free-email-domains`
and `email-providers`. Writes countries.tsv, subdivisions.tsv, languages.tsv and free-mail.txt under
src/main/resources/landfall/account; the same packages give the same bytes. README.md there names versions and licences.

`cldr-subdivisions-full` isn't used: since CLDR 48 that package holds the names of subdivisions in English alone.
"""

import json
import pathlib
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET

OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "src/main/resources/landfall/account"

# In order of precedence: where two languages use one name for two places, the earlier language keeps it.
LANGUAGES = ["en", "ja", "de", "fr", "es", "it", "nl", "pt", "zh", "zh_Hant", "ko", "sv", "da", "no", "pl", "ru"]
# Country names in these, too; names of subdivisions only in the countries that speak them.
HOME_LANGUAGES = {
    "ar": "AE BH DZ EG IQ JO KW LB LY MA OM QA SA SD SY TN YE", "bg": "BG", "ca": "AD ES", "cs": "CZ", "el": "CY GR",
    "et": "EE", "fa": "IR", "fi": "FI", "he": "IL", "hi": "IN", "hr": "HR", "hu": "HU", "id": "ID", "lt": "LT",
    "lv": "LV", "ms": "MY", "ro": "MD RO", "sk": "SK", "sl": "SI", "sr": "RS", "th": "TH", "tr": "TR", "uk": "UA",
    "vi": "VN",
}  # fmt: skip
RESERVED_DOMAINS = re.compile(r"(^|\.)(example\.(com|net|org)|test|invalid|localhost)$")


def fold(name):
    """Rougher than the Java fold, which is what counts; here it only removes repetitions."""
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", name).casefold())
    letters = (c for c in decomposed if not 0x300 <= ord(c) <= 0x36F)
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", "".join(letters))).strip()


def read(path):
    return ET.parse(path).getroot() if path.exists() else ET.Element("ldml")


def names(root, element):
    """Code and name of each element, the plain name before its variants."""
    found = [(e.get("type"), e.text, e.get("alt")) for e in root.iter(element) if e.text and e.text != "↑↑↑"]
    return [(code, name) for code, name, alt in sorted(found, key=lambda e: (e[0], e[2] or ""))]


def keep(taken, kept, code, name):
    """Gives the name to the code unless an earlier one has it."""
    key = fold(name)
    if key and taken.setdefault(key, code) == code and key not in {fold(k) for k in kept.get(code, [])}:
        kept.setdefault(code, []).append(name.strip())


def countries(common):
    supplemental = read(common / "supplemental/supplementalData.xml")
    codes = {
        e.get("type"): (e.get("alpha3"), e.get("numeric"))
        for e in supplemental.iter("territoryCodes")
        if e.get("alpha3") and e.get("numeric")
    }
    # The user-assigned code of Kosovo is what people and the European Union write.
    codes.setdefault("XK", ("XKX", "983"))
    codes = {c: v for c, v in codes.items() if re.fullmatch("[A-Z]{2}", c) and c not in ("AA", "QM", "ZZ", "XA", "XB")}
    taken, kept = {}, {}
    for language in [*LANGUAGES, *HOME_LANGUAGES]:
        for code, name in names(read(common / f"main/{language}.xml"), "territory"):
            if code in codes:
                keep(taken, kept, code, name)
    return [[code, *codes[code], *kept[code]] for code in sorted(codes) if code in kept]


def subdivisions(common, known):
    containment = {}
    for e in read(common / "supplemental/subdivisions.xml").iter("subgroup"):
        for child in e.get("contains").split():
            containment[child] = e.get("type")

    def rank(code):
        if code not in containment:
            return 2  # withdrawn from ISO 3166-2
        return 0 if containment[code].isupper() else 1

    successors = {}
    for e in read(common / "supplemental/supplementalMetadata.xml").iter("subdivisionAlias"):
        replacement = e.get("replacement").split()
        if len(replacement) == 1 and e.get("type")[:2] == replacement[0][:2]:
            successors[e.get("type")] = replacement[0]

    # CLDR doesn't say what became of most withdrawn codes; one of the same English name is the same subdivision.
    english = names(read(common / "subdivisions/en.xml"), "subdivision")
    current = {(code[:2], fold(name)): code for code, name in english if code in containment}
    for code, name in english:
        if code not in containment and (code[:2], fold(name)) in current:
            successors.setdefault(code, current[code[:2], fold(name)])

    claims = {}
    for order, language in enumerate([*LANGUAGES, *HOME_LANGUAGES]):
        home = HOME_LANGUAGES.get(language, " ".join(known)).split()
        for code, name in names(read(common / f"subdivisions/{language}.xml"), "subdivision"):
            if code[:2].upper() in home:
                # CLDR tells namesakes apart by raised figures.
                name = name.rstrip("¹²³⁴ ")
                current = successors.get(code, code)
                claims.setdefault((current[:2], fold(name)), []).append((rank(code), order, current, name))
    kept = {code: [] for code in containment}
    for successor in successors.values():
        kept.setdefault(successor, [])
    for claim in claims.values():
        _, order, code, name = min(claim)
        kept.setdefault(code, []).append((order, name))
    rows = []
    for code in sorted(kept, key=lambda c: (c[:2], rank(c), c)):
        old = sorted(place(a) for a, s in successors.items() if s == code)
        rows.append([place(code), " ".join(old), *(name.strip() for _, name in sorted(kept[code]))])
    return [row for row in rows if len(row) > 2 or row[1]]


def place(code):
    return f"{code[:2]}-{code[2:]}".upper()


def languages(common):
    alpha3 = {}
    for e in read(common / "supplemental/supplementalMetadata.xml").iter("languageAlias"):
        if e.get("reason") == "overlong" and re.fullmatch("[a-z]{3}", e.get("type")):
            alpha3.setdefault(e.get("replacement"), e.get("type"))
    bibliographic = {"de": "ger", "fr": "fre", "nl": "dut", "zh": "chi", "cs": "cze", "el": "gre", "ro": "rum", "sk": "slo"}
    taken, kept = {}, {}
    spoken = sorted(p.stem for p in (common / "main").glob("*.xml") if re.fullmatch("[a-z]{2}", p.stem))
    for language in ["en", *spoken]:
        for code, name in names(read(common / f"main/{language}.xml"), "language"):
            # Each language's name in the main languages, and in itself.
            if re.fullmatch("[a-z]{2}", code) and (language in LANGUAGES or code == language):
                keep(taken, kept, code, name)
    return [
        [code, " ".join(filter(None, [alpha3.get(code), bibliographic.get(code)])), *kept[code]] for code in sorted(kept)
    ]


def free_mail(*lists):
    domains = {d.strip().lower() for path in lists for d in json.loads(path.read_text("utf-8"))}
    valid = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*")
    return sorted(d for d in domains if valid.fullmatch(d) and not RESERVED_DOMAINS.search(d))


def write(name, rows):
    (OUTPUT / name).write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")
    print(f"{name}: {len(rows)} lines")


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    cldr, free_email, providers = (pathlib.Path(a) for a in sys.argv[1:])
    common = cldr / "3rdparty/cldr/common"
    if not common.is_dir():
        sys.exit(f"no CLDR data in {cldr}")
    OUTPUT.mkdir(parents=True, exist_ok=True)
    all_countries = countries(common)
    write("countries.tsv", all_countries)
    write("subdivisions.tsv", subdivisions(common, {row[0] for row in all_countries}))
    write("languages.tsv", languages(common))
    write("free-mail.txt", [[d] for d in free_mail(free_email / "domains.json", providers / "all.json")])


if __name__ == "__main__":
    main()
