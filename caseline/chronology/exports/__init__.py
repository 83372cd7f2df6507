"""The chronology for other programs: JSON (the contract), CSV and XLSX, calendar (ICS), TimelineJS."""
from caseline.chronology.exports.ics import to_ics
from caseline.chronology.exports.contract import to_json
from caseline.chronology.exports.sheets import to_csv, to_xlsx
from caseline.chronology.exports.timelinejs import to_timelinejs

__all__ = ['to_csv', 'to_ics', 'to_json', 'to_timelinejs', 'to_xlsx']
