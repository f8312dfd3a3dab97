// Numbers, units and times as people read them. Times are in the zone of the dataset, never in that of the browser.
const LOCALE = 'en';
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
/** The days of the ISO week. */
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const formats = new Map();

const cached = (key, make) => {
  if (!formats.has(key)) formats.set(key, make());
  return formats.get(key);
};

const numberFormat = options =>
  cached(JSON.stringify(options), () => new Intl.NumberFormat(LOCALE, options));

const timeFormat = (zone, options) =>
  cached(zone + JSON.stringify(options), () => new Intl.DateTimeFormat(LOCALE, {timeZone: zone, ...options}));

/** A whole number, for example 83,627. */
export const count = value => numberFormat({maximumFractionDigits: 0}).format(value);

/** A whole number in a few characters, for example 84K. */
export const compact = value => numberFormat({notation: 'compact', maximumFractionDigits: 1}).format(value);

/** A number with six significant digits; a dash for null. */
export const number = value =>
  value === null || value === undefined ? '–' : numberFormat({maximumSignificantDigits: 6}).format(value);

/** A share of 1, for example 6.3%. */
export const percent = value =>
  numberFormat({style: 'percent', maximumFractionDigits: Math.abs(value) < 0.1 ? 1 : 0}).format(value);

/** A change, for example +6.3%. */
export const change = value =>
  numberFormat({style: 'percent', signDisplay: 'exceptZero', maximumFractionDigits: 1}).format(value);

/** A size, for example 14.2 MB. */
export const bytes = value => {
  const power = Math.min(SIZES.length - 1, Math.floor(Math.log10(Math.max(1, value)) / 3));
  return numberFormat({style: 'unit', unit: SIZES[power], unitDisplay: power === 0 ? 'long' : 'short', maximumFractionDigits: 1}).format(value / 1000 ** power);
};

/** A time span of a number of seconds, for example 24 min 15 s. */
export const span = seconds => {
  const size = Math.abs(seconds);
  if (size < 1) return `${number(seconds)} s`;
  const parts = size < MINUTE
    ? [[size, 's']]
    : size < HOUR
      ? [[size / MINUTE, 'min'], [Math.round(size % MINUTE), 's']]
      : size < DAY
        ? [[size / HOUR, 'h'], [Math.round(size % HOUR / MINUTE), 'min']]
        : [[size / DAY, 'd'], [Math.round(size % DAY / HOUR), 'h']];
  const text = parts
    .map(([value, unit], i) => [i === 0 && parts.length > 1 ? Math.floor(value) : numberFormat({maximumSignificantDigits: 3}).format(value), unit])
    .filter(([value], i) => i === 0 || value !== '0')
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
  return seconds < 0 ? `−${text}` : text;
};

/** A value with its unit; seconds as a time span. */
export const measured = (value, unit) => {
  if (value === null || value === undefined) return '–';
  return unit === 's'
    ? span(value)
    : `${numberFormat({maximumSignificantDigits: 3}).format(value)} ${unit}`;
};

/** The label of a tick of an axis. */
export const tick = (value, unit) => {
  if (unit !== 's') return numberFormat({notation: 'compact', maximumSignificantDigits: 3}).format(value);
  if (value === 0) return '0';
  const [size, name] = [[DAY, 'd'], [HOUR, 'h'], [MINUTE, 'min'], [1, 's']].find(([least]) => Math.abs(value) >= least)
    ?? [1, 's'];
  return `${numberFormat({maximumSignificantDigits: 3}).format(value / size)} ${name}`;
};

/** An instant as a date and time, for example Apr 2, 2020, 14:05 CDT. */
export const time = (instant, zone) =>
  timeFormat(zone, {year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short'})
    .format(new Date(instant));

/** An instant as a date, for example Apr 2, 2020. */
export const date = (instant, zone) => timeFormat(zone, {dateStyle: 'medium'}).format(new Date(instant));

/** The ISO date of an instant's day, for example 2020-04-02. */
export const dayOf = (instant, zone) => {
  const parts = timeFormat(zone, {year: 'numeric', month: '2-digit', day: '2-digit'}).formatToParts(new Date(instant));
  const {year, month, day} = Object.fromEntries(parts.map(({type, value}) => [type, value]));
  return `${year.padStart(4, '0')}-${month}-${day}`;
};

/** The weekday (0 is Monday) and the hour of an instant. */
export const weekdayAndHour = (instant, zone) => {
  const parts = timeFormat(zone, {weekday: 'long', hour: '2-digit', hourCycle: 'h23'}).formatToParts(new Date(instant));
  const part = type => parts.find(found => found.type === type).value;
  return [WEEKDAYS.indexOf(part('weekday')), Number(part('hour'))];
};

/** How a period is called on an axis. */
export const axisLabel = (slot, period, zone, withYear) => {
  const at = new Date(slot.start);
  switch (period) {
    case 'hour':
      return weekdayAndHour(at, zone)[1] === 0
        ? timeFormat(zone, {month: 'short', day: 'numeric'}).format(at)
        : timeFormat(zone, {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'}).format(at);
    case 'day':
      return timeFormat(zone, {month: 'short', day: 'numeric', ...(withYear && {year: 'numeric'})}).format(at);
    case 'month':
      return timeFormat(zone, {month: 'short', year: 'numeric'}).format(at);
    default:
      return slot.label;
  }
};

/** A period in words, for example Thursday, Apr 2, 2020. */
export const periodName = (slot, period, zone) => {
  switch (period) {
    case 'hour':
      return timeFormat(zone, {weekday: 'short', month: 'short', day: 'numeric', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'}).format(new Date(slot.start));
    case 'day':
      return timeFormat(zone, {weekday: 'long', month: 'short', day: 'numeric', year: 'numeric'}).format(new Date(slot.start));
    case 'week':
      return `${slot.label}, ${date(slot.start, zone)} – ${date(Date.parse(slot.end) - 1, zone)}`;
    case 'month':
      return timeFormat(zone, {month: 'long', year: 'numeric'}).format(new Date(slot.start));
    default:
      return slot.label;
  }
};

/** How long ago an instant was, or until it is, for example 3 min ago. */
export const ago = (instant, now = Date.now()) => {
  const seconds = (now - Date.parse(instant)) / 1000;
  const size = Math.abs(seconds);
  if (size < 5) return 'now';
  const [length, unit] = [[DAY, 'day'], [HOUR, 'hour'], [MINUTE, 'minute'], [1, 'second']].find(([least]) => size >= least);
  return cached('ago', () => new Intl.RelativeTimeFormat(LOCALE, {style: 'short', numeric: 'always'}))
    .format(-Math.trunc(seconds / length), unit);
};

/** The name of a group's values; the overall group is "all rows". */
export const groupName = group => {
  const values = Object.values(group);
  return values.length === 0 ? 'all rows' : values.map(value => value === null ? '(no value)' : value === '' ? '(empty)' : String(value)).join(' · ');
};

/** An identifier as words: start_station_name becomes start station name. */
export const words = name => name.replaceAll('_', ' ');
