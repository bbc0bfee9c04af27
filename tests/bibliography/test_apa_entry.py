"""Entries of a reference list, APA 7.

`golden/works.json` holds works of the knowledge base, one of each type and the odd ones;
`golden/odd.json` invented works, one for each thing that went wrong or could; `golden/apa.txt` what
is printed for them. After a wanted change, print the new file with
``python -m tests.bibliography.test_apa_entry`` and read every line that differs.
"""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from re import sub

import pytest

from concepts.bibliography import apa, apa_engine_for_tests, apa_plain, parse
