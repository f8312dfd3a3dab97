// Arithmetic on averages: periods in a row, pooled statistics and comparisons. Nothing here draws or fetches.
import {dayOf, weekdayAndHour} from './format.js';

const HOURS = 3600000;
const DAYS = 24 * HOURS;
const LENGTHS = {hour: HOURS, day: DAYS, week: 7 * DAYS, month: 30.4 * DAYS, quarter: 91.3 * DAYS};
// longer gaps are drawn as one step, so that they do not squeeze the data
const LONGEST_DRAWN_GAP = {hour: 24, day: 10, week: 6, month: 6, quarter: 4};

const known = values => values.filter(value => value !== null && value !== undefined);

const least = values => values.length === 0 ? null : values.reduce((one, other) => Math.min(one, other));

const greatest = values => values.length === 0 ? null : values.reduce((one, other) => Math.max(one, other));

/**
 * Pools averages into one: counts and sums add up, the mean is that of all rows.
 *
 * @param items averages of disjoint rows; statistics that they lack are null or 0
 */
export const pool = (items, measure) => {
  const stats = items.map(item => item.measures[measure]).filter(Boolean);
  const n = stats.reduce((sum, stat) => sum + stat.count, 0);
  const sum = stats.reduce((total, stat) => total + (stat.sum ?? 0), 0);
  return {
    count: items.reduce((total, item) => total + item.count, 0),
    n,
    mean: n === 0 ? null : sum / n,
    min: least(known(stats.map(stat => stat.min))),
    max: greatest(known(stats.map(stat => stat.max))),
    stddev: stddevOf(stats, n, sum / n)
  };
};

/** The standard deviation of all rows, from those of the parts (Chan, Golub and LeVeque). */
const stddevOf = (stats, n, mean) => {
  if (n < 2) return null;
  const squares = stats
    .filter(stat => stat.count > 0)
    .reduce((total, stat) =>
      total + (stat.stddev ?? 0) ** 2 * (stat.count - 1) + stat.count * (stat.mean - mean) ** 2, 0);
  return Math.sqrt(squares / (n - 1));
};

/** The number of excluded rows by rule. */
export const excludedRows = items => {
  const rows = {};
  items.forEach(item => Object.entries(item.excluded).forEach(([rule, excluded]) => {
    rows[rule] = (rows[rule] ?? 0) + excluded;
  }));
  return rows;
};

/**
 * The periods in a row: those with an average, those missing in short gaps, and one for each long gap.
 *
 * @param items averages of one group, sorted by start
 */
export const slotsOf = (items, period) => {
  const slots = [];
  items.forEach(item => {
    const end = slots.length === 0 ? null : Date.parse(slots.at(-1).end);
    const missing = end === null ? 0 : Math.round((Date.parse(item.start) - end) / LENGTHS[period]);
    if (missing > LONGEST_DRAWN_GAP[period]) {
      slots.push({start: slots.at(-1).end, end: item.start, label: '', gap: missing});
    } else {
      for (let i = 0; i < missing; i++) {
        const start = new Date(end + i * LENGTHS[period]).toISOString();
        slots.push({start, end: new Date(end + (i + 1) * LENGTHS[period]).toISOString(), label: ''});
      }
    }
    slots.push({start: item.start, end: item.end, label: item.label, item});
  });
  return slots;
};

/** Whether a bound of a range is a date rather than an instant. */
const isDate = bound => bound.length === 10;

const isBefore = (slot, bound, zone) =>
  isDate(bound) ? dayOf(slot.start, zone) < bound : Date.parse(slot.start) < Date.parse(bound);

/** Whether a period is in [from, to), as the API defines it: by its start. A missing bound is open. */
export const isIn = (slot, {from, to}, zone) =>
  !(from && isBefore(slot, from, zone)) && !(to && !isBefore(slot, to, zone));

/** An ISO date some days later. */
export const plusDays = (day, days) => new Date(Date.parse(day) + days * DAYS).toISOString().slice(0, 10);

const plusMonths = (day, months) => {
  const [year, month] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
};

/** The first day of the period that holds a day. */
export const startOf = (period, day) => {
  if (period === 'week') return plusDays(day, -((new Date(day).getUTCDay() + 6) % 7));
  if (period === 'month') return plusMonths(day, 0);
  return period === 'quarter' ? plusMonths(day, -((Number(day.slice(5, 7)) - 1) % 3)) : day;
};

/** The period that many periods earlier, as its key in `comparison`. */
const earlier = (slot, period, steps, zone) => {
  switch (period) {
    case 'hour':
      return String(Date.parse(slot.start) - steps * HOURS);
    case 'day':
      return plusDays(dayOf(slot.start, zone), -steps);
    case 'week':
      return plusDays(dayOf(slot.start, zone), -7 * steps);
    case 'month':
      return plusMonths(dayOf(slot.start, zone), -steps);
    default:
      return plusMonths(dayOf(slot.start, zone), -3 * steps);
  }
};

const withoutOffset = (label, period) => period === 'hour' ? label.slice(0, 13) : label;

const yearEarlier = (label, period) =>
  withoutOffset(label, period).replace(/^\d{4}/, year => String(Number(year) - 1).padStart(4, '0'));

/**
 * Finds the average to compare a period with: as many periods earlier as the range is long, or the same label a year
 * earlier. 29 February and week 53 have none in most years.
 */
export const comparison = (items, {period, compare}, length, zone) => {
  const key = compare === 'year'
    ? item => withoutOffset(item.label, period)
    : item => period === 'hour' ? String(Date.parse(item.start)) : dayOf(item.start, zone);
  const byKey = new Map(items.map(item => [key(item), item]));
  return slot => slot.item && compare
    ? byKey.get(compare === 'year' ? yearEarlier(slot.label, period) : earlier(slot, period, length, zone)) ?? null
    : null;
};

/**
 * Splits a range of whole days into months and the days around them, so that few averages cover it.
 *
 * @param from the first day
 * @param to the day after the last one
 */
export const pieces = (from, to) => {
  const firstMonth = from.endsWith('-01') ? from : plusMonths(from, 1);
  const endOfMonths = plusMonths(to, 0);
  const whole = firstMonth < endOfMonths
    ? [
        {period: 'day', from, to: firstMonth},
        {period: 'month', from: firstMonth, to: endOfMonths},
        {period: 'day', from: endOfMonths, to}
      ]
    : [{period: 'day', from, to}];
  return whole.filter(piece => piece.from < piece.to);
};

/** Averages by group, the one with the most rows first. */
export const byGroup = items => {
  const groups = new Map();
  items.forEach(item => {
    const key = JSON.stringify(Object.values(item.group));
    if (!groups.has(key)) groups.set(key, {group: item.group, items: []});
    groups.get(key).items.push(item);
  });
  return [...groups.values()]
    .map(found => ({...found, rows: found.items.reduce((sum, item) => sum + item.count, 0)}))
    .sort((one, other) => other.rows - one.rows);
};

/**
 * The hours of the week: [weekday][hour], Monday first.
 *
 * @param items hourly averages
 * @return of each, the pooled statistics and `perHour`, the mean number of rows of such an hour in the days with data
 */
export const week = (items, measure, zone) => {
  const cells = Array.from({length: 7}, () => Array.from({length: 24}, () => []));
  const days = Array.from({length: 7}, () => new Set());
  items.forEach(item => {
    const [weekday, hour] = weekdayAndHour(item.start, zone);
    cells[weekday][hour].push(item);
    days[weekday].add(dayOf(item.start, zone));
  });
  return cells.map((hours, weekday) => hours.map(found => {
    const pooled = pool(found, measure);
    return {...pooled, perHour: days[weekday].size === 0 ? null : pooled.count / days[weekday].size};
  }));
};
