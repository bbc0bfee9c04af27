"""What changed between two texts: `line_differences` for editors, line by line of the file;
`page_differences` and `front_matter_differences` for readers, as the page shows it;
`finding_differences` for what a finding said. Pure.
"""

from .finding import finding_differences
from .front_matter import Names, front_matter_differences
from .lines import line_differences
from .page import page_differences

__all__ = [
    "Names",
    "finding_differences",
    "front_matter_differences",
    "line_differences",
    "page_differences",
]
