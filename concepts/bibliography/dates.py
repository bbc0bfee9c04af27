"""Dates of CSL-JSON: read, checked and printed."""

import calendar
import re
from dataclasses import dataclass

from .words import collation_key, plain, tidy

# Not `calendar.month_name`, which speaks the language of the process.
MONTHS = (
    *("", "January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
SEASONS = ("", "Spring", "Summer", "Fall", "Winter")


@dataclass(frozen=True)
class When:
    """A date: one or two of (year[, month[, day]]), or words, with what makes it uncertain."""

    parts: tuple[tuple[int, ...], ...] = ()
    season: str = ""
    circa: bool = False
    words: str = ""

    @property
    def year(self):
        """The year alone, "2018" or "2018–2020"; the words where there are only words."""
        if not self.parts:
            return self.words
        years = [str(year) if year > 0 else f"{-year} B.C.E." for year, *_ in self.parts]
        return "–".join(dict.fromkeys(years))

    @property
    def day(self):
        """Month and day without the year: "April 26", "March 3–5", "Spring"; "" if unknown."""
        if self.season or not self.parts:
            return self.season
        days = [_day_text(*part) for part in self.parts]
        first, last = self.parts[0], self.parts[-1]
        if first != last and first[:2] == last[:2] and len(last) == 3:
            days[-1] = str(last[2])
        return "–".join(dict.fromkeys(days)) if all(days) else days[0]

    @property
    def long(self):
        """The whole date in running text: "April 26, 2022", "April 2022", "2022"."""
        if not self.day:
            return self.year
        comma = "," if self.parts and len(self.parts[0]) == 3 else ""
        return f"{self.day}{comma} {self.year}"

    @property
    def order(self):
        """A text that sorts as the date does, years before our era included."""
        if not self.parts:
            return "1" + collation_key(self.words)
        year, month, day = (*self.parts[0], 0, 0)[:3]
        return f"1{year + 10000:05d}{month:02d}{day:02d}"


def read_date(value):
    """The When of a CSL-JSON date: an object with ``date-parts`` (one date, or two for a range), or
    with ``literal`` or ``raw`` words; ``season`` and ``circa`` may stand beside them.

    Raises ValueError for anything else; the message is the end of a sentence that begins with the
    field's name.
    """
    if not isinstance(value, dict):
        raise ValueError('is not a date such as {"date-parts": [[2018, 4, 26]]}')
    circa = bool(value.get("circa")) and value.get("circa") not in ("false", "0")
    if "date-parts" not in value:
        words = next((text for key in ("literal", "raw") if (text := tidy(value.get(key)))), "")
        if not words:
            raise ValueError("has neither date-parts nor a literal date")
        if iso := re.fullmatch(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", words):
            return read_date({"date-parts": [[*filter(None, iso.groups())]], "circa": circa})
        return When(words=plain(words), circa=circa)
    dates = value["date-parts"]
    if not isinstance(dates, list) or not 1 <= len(dates) <= 2:
        raise ValueError("has date-parts that are not a list of one date or two")
    season = _season(value.get("season"))
    parts = []
    for date in dates:
        if not isinstance(date, list) or not 1 <= len(date) <= 3:
            raise ValueError("has a date that is not a list of year, month and day")
        numbers = [_number(part) for part in date]
        year, month, day = (*numbers, 1, 1)[:3]
        if not 1 <= abs(year) <= 9999:
            raise ValueError(f"has the year {year}, which is not a year")
        if len(numbers) == 2 and (13 <= month <= 16 or 21 <= month <= 24):
            season = SEASONS[(month - 12) if month < 20 else (month - 20)]  # CSL's season months
            numbers, month = numbers[:1], 1
        if not 1 <= month <= 12:
            raise ValueError(f"has the month {month}, which no calendar has")
        # Years before our era have no calendar here, so they may all have a 29 February.
        last = calendar.monthrange(year if year > 0 else 2000, month)[1]
        if not 1 <= day <= last:
            raise ValueError(f"has the day {day} in a month of {last} days")
        parts.append(tuple(numbers))
    if len(parts) == 2 and parts[1] < parts[0][: len(parts[1])]:
        raise ValueError("ends before it begins")
    return When(parts=tuple(parts), season=season, circa=circa)


def _number(value):
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,4}", value):
        return int(value)
    raise ValueError("has a year, month or day that is not a whole number")


def _season(value):
    text = plain(tidy(value))
    return SEASONS[int(text)] if text in ("1", "2", "3", "4") else text


def _day_text(_, month=0, day=""):
    return f"{MONTHS[month]} {day}".rstrip()
