"""British and American spellings folded together, one word at a time.

The folded form is looked up and never shown, so it need not be a word: it is enough that both
spellings give the same one and that two different words seldom do. `supervise` becomes nothing odd
by it, since all texts and all queries pass here.
"""

import re

# Words that no rule below catches. From British to American or the other way: whichever is shorter
# to say.
_WORDS = {
    "acknowledgement": "acknowledgment",
    "acknowledgements": "acknowledgment",
    "ageing": "aging",
    "analog": "analogue",
    "artefact": "artifact",
    "artefacts": "artifact",
    "catalog": "catalogue",
    "catalogs": "catalogue",
    "centring": "centering",
    "cheque": "check",
    "cosy": "cozy",
    "dialog": "dialogue",
    "dialogs": "dialogue",
    "dreamt": "dreamed",
    "enquire": "inquire",
    "enquiries": "inquiry",
    "enquiry": "inquiry",
    "enrol": "enroll",
    "enrolment": "enrollment",
    "fulfil": "fulfill",
    "fulfilment": "fulfillment",
    "grey": "gray",
    "instalment": "installment",
    "instil": "instill",
    "judgement": "judgment",
    "judgemental": "judgmental",
    "judgementally": "judgmental",
    "judgements": "judgment",
    "learnt": "learned",
    "misjudgement": "misjudgment",
    "monolog": "monologue",
    "mould": "mold",
    "mum": "mother",
    "mom": "mother",
    "nonjudgemental": "nonjudgmental",
    "practise": "practice",
    "practised": "practiced",
    "practises": "practices",
    "practising": "practicing",
    "program": "programme",
    "programs": "programme",
    "sceptic": "skeptic",
    "sceptical": "skeptical",
    "scepticism": "skepticism",
    "skilful": "skillful",
    "skilfully": "skillful",
    "towards": "toward",
    "whilst": "while",
    "wilful": "willful",
}

# Verbs that double their l in Britain: counselling, counselled, counsellor.
_DOUBLING = """
    appal cancel channel counsel distil enrol equal excel fuel fulfil initial instil jewel label
    level libel marvel model panel pedal quarrel rival signal spiral total travel tunnel unravel
""".split()
_DOUBLED = re.compile(rf"({'|'.join(_DOUBLING)})l(ed|er|ers|ing|ings|or|ors|ous)\Z")

_RULES = (
    # analyze, organization, realizing -> analyse, organisation, realising
    (re.compile(r"(?<=[iy])z(?=(?:e|ed|er|ers|es|ing|ings|ation|ations|ational|able)\Z)"), "s"),
    # behaviour, colourful, neighbourhood -> behavior, colorful, neighborhood
    (
        re.compile(
            r"(?<=[a-z]{2}[bdgilmnptvw])our(?=(?:s|ed|ing|able|ably|al|ally|ism|ist|ful|less|hood|ly|ite|ites|y)?\Z)"
        ),
        "or",
    ),
    # centre, person-centred, theatre -> center, centered, theater
    (re.compile(r"\A(cent|theat|fib|lit|met|calib|somb|spect|meag|lust)re(?=s?\Z)"), r"\1er"),
    (re.compile(r"\A(cent|calib)red\Z"), r"\1ered"),
    # defense, offense, license, pretense -> defence ...
    (re.compile(r"\A(def|off|pret|lic)ense(?=[ds]?\Z)"), r"\1ence"),
    # paediatric, anaesthetic, haemorrhage, aesthetic -> pediatric ...
    (re.compile(r"(?<=\b[phlg])ae(?=d|m|c|n)|(?<=an)ae(?=m|s)|\Aae(?=s|t|o)"), "e"),
    # oedema, oestrogen, foetus, diarrhoea, manoeuvre -> edema ...
    (re.compile(r"\Aoe(?=d|s)|(?<=\Af)oe(?=t)|(?<=rh)oe(?=a)|(?<=man)oe(?=u)"), "e"),
)


def one_spelling(word):
    """The spelling under which a folded word and its British or American twin are looked up."""
    if word in _WORDS:
        return _WORDS[word]
    doubled = _DOUBLED.search(word)
    if doubled:
        return word[: doubled.end(1)] + doubled[2]
    for pattern, replacement in _RULES:
        word = pattern.sub(replacement, word)
    return word
