"""Numbers, money, percents and dates as the visitor's language writes them. Plain text, pure."""

from bot.display.dates import date, timeframe
from bot.display.figures import money, number, percent
from bot.display.formats import formatted

__all__ = ["date", "formatted", "money", "number", "percent", "timeframe"]
