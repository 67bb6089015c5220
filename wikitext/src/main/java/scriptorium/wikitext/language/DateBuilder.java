package scriptorium.wikitext.language;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;

/** Collects the parts of a date: first what is set, then what is added, then which day of the week is sought. */
final class DateBuilder {

    private Integer year;
    private Integer month;
    private Integer day;
    private LocalTime time;
    private ZoneId zone;
    private Instant instant;
    private long months;
    private long days;
    private long seconds;
    private int weekday;
    private long weekdayCount;
    private long workdays;
    private int monthEdge;
    private int nthWeekday;
    private int nthCount;
    private boolean timeReset;

    boolean timestamp(long second) {
        instant = Instant.ofEpochSecond(second);
        return true;
    }

    boolean keyword(String word) {
        switch (word) {
            case "now" -> { }
            case "noon" -> time = LocalTime.NOON;
            default -> {
                timeReset = true;
                days += word.equals("yesterday") ? -1 : word.equals("tomorrow") ? 1 : 0;
            }
        }
        return true;
    }

    /** A second date is an error; a day of 31 in a shorter month runs over into the next. */
    boolean date(int newYear, int newMonth, int newDay) {
        if (day != null && year != null || newMonth > 12 || newDay > 31) {
            return false;
        }
        year = newYear;
        month = newMonth;
        day = newDay;
        return true;
    }

    boolean monthDay(int newMonth, int newDay) {
        if (day != null || newMonth > 12 || newMonth < 1 || newDay > 31) {
            return false;
        }
        month = newMonth;
        day = newDay;
        return true;
    }

    boolean month(int newMonth) {
        if (month != null) {
            return false;
        }
        month = newMonth;
        return true;
    }

    boolean dayOfYear(int newYear, int newDay) {
        if (newDay < 1 || newDay > 366) {
            return false;
        }
        LocalDate date = LocalDate.ofYearDay(newYear, 1).plusDays(newDay - 1L);
        return date(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    /** Four digits alone: a time of day, or a year where that makes more sense. */
    boolean fourDigits(int number) {
        int hour = number / 100;
        int minute = number % 100;
        boolean isYear = year == null && (time != null || month != null || hour > 24 || minute > 59);
        if (isYear) {
            year = number;
            return true;
        }
        return hour <= 24 && minute <= 59 && time(hour, minute, 0);
    }

    boolean time(int hour, int minute, int second) {
        if (time != null || hour > 24) {
            return false;
        }
        days += hour == 24 ? 1 : 0;
        seconds += second == 60 ? 1 : 0;
        time = LocalTime.of(hour % 24, minute, Math.min(second, 59));
        return true;
    }

    boolean zone(ZoneId newZone) {
        if (zone != null) {
            return false;
        }
        zone = newZone;
        return true;
    }

    boolean add(long amount, String unit) {
        switch (unit) {
            case "sec", "second" -> seconds += amount;
            case "min", "minute" -> seconds += amount * 60;
            case "hour" -> seconds += amount * 3600;
            case "day" -> days += amount;
            case "week" -> days += amount * 7;
            case "fortnight", "forthnight" -> days += amount * 14;
            case "month" -> months += amount;
            default -> months += amount * 12;
        }
        return true;
    }

    /** @param count 0 for this one, today included; 1 for the next after today; -1 for the last before */
    boolean weekday(int isoDay, long count) {
        weekday = isoDay;
        weekdayCount = count;
        timeReset = true;
        return true;
    }

    boolean weekdays(long amount) {
        workdays += amount;
        return Math.abs(amount) < 10_000;
    }

    boolean dayOfMonth(boolean first) {
        monthEdge = first ? 1 : -1;
        return true;
    }

    boolean weekdayOfMonth(int count, int isoDay) {
        nthWeekday = isoDay;
        nthCount = count;
        timeReset = true;
        return true;
    }

    ZonedDateTime build(ZonedDateTime now) {
        ZoneId meant = zone == null ? now.getZone() : zone;
        if (instant != null) {
            return shift(LocalDateTime.ofInstant(instant, ZoneId.of("UTC"))).atZone(ZoneId.of("UTC")).withZoneSameInstant(now.getZone());
        }
        ZonedDateTime here = now.withZoneSameInstant(meant);
        boolean dated = year != null || month != null || day != null;
        LocalTime start = time != null ? time : dated || timeReset ? LocalTime.MIDNIGHT : here.toLocalTime().withNano(0);
        int startYear = year == null ? here.getYear() : year;
        int startMonth = month == null ? here.getMonthValue() : month;
        int startDay = day == null ? here.getDayOfMonth() : day;
        LocalDate date = LocalDate.of(startYear, 1, 1).plusMonths(startMonth - 1L).plusDays(startDay - 1L);
        return shift(date.atTime(start)).atZone(meant).withZoneSameInstant(now.getZone());
    }

    private LocalDateTime shift(LocalDateTime start) {
        LocalDateTime shifted = start;
        if (months != 0 || monthEdge != 0 || nthWeekday != 0) {
            LocalDateTime first = start.withDayOfMonth(1).plusMonths(months);
            shifted = first.plusDays(start.getDayOfMonth() - 1L);
            if (monthEdge != 0 || nthWeekday != 0) {
                shifted = edge(first);
            }
        }
        shifted = shifted.plusDays(days);
        shifted = work(shifted);
        if (weekday > 0) {
            shifted = seek(shifted);
        }
        return shifted.plusSeconds(seconds);
    }

    private LocalDateTime edge(LocalDateTime first) {
        if (monthEdge > 0) {
            return first;
        }
        if (monthEdge < 0) {
            return first.withDayOfMonth(YearMonth.from(first).lengthOfMonth());
        }
        DayOfWeek sought = DayOfWeek.of(nthWeekday);
        return nthCount < 0 ? first.with(TemporalAdjusters.lastInMonth(sought))
                : first.with(TemporalAdjusters.firstInMonth(sought)).plusWeeks(Math.max(0, nthCount - 1));
    }

    private LocalDateTime seek(LocalDateTime from) {
        DayOfWeek sought = DayOfWeek.of(weekday);
        if (weekdayCount == 0) {
            return from.with(TemporalAdjusters.nextOrSame(sought));
        }
        return weekdayCount > 0 ? from.with(TemporalAdjusters.next(sought)).plusWeeks(weekdayCount - 1)
                : from.with(TemporalAdjusters.previous(sought)).plusWeeks(weekdayCount + 1);
    }

    private LocalDateTime work(LocalDateTime from) {
        LocalDateTime at = from;
        for (long left = Math.abs(workdays); left > 0; ) {
            at = at.plusDays(workdays > 0 ? 1 : -1);
            left -= at.getDayOfWeek().getValue() < 6 ? 1 : 0;
        }
        return at;
    }
}
