import {averages, groupParameter, overallPeriods, pathOf, url} from './api.js';
import {go} from './address.js';
import {base, categories, chart, tip, values} from './chart.js';
import {day, segments, select} from './controls.js';
import {h} from './dom.js';
import {
  WEEKDAYS, axisLabel, change, compact, count, date, dayOf, groupName, measured, number, percent, periodName, tick, time, words
} from './format.js';
import {panel} from './panel.js';
import {byGroup, comparison, excludedRows, isIn, pieces, plusDays, pool, slotsOf, startOf, week} from './series.js';
import {stateOf, timeline} from './timeline.js';

const MOST_LINES = 6;
const MOST_BARS = 12;
const FIRST_HOURS = 14 * 24;
const MOST_HOUR_DAYS = 400;
const PERIODS = ['hour', 'day', 'week', 'month', 'quarter'];
const ZOOM_SETTLES_AFTER = 350;
const PRESETS = [['all', 'All'], ['30', '30 days'], ['90', '90 days'], ['365', '1 year']];

const groupId = group => group.by.join(',');

/** What the address means for a dataset; a value that the dataset does not have is replaced. */
const resolve = (dataset, state) => {
  const groups = dataset.groups.map(groupId).filter(id => id !== '');
  const measures = dataset.measures.map(measure => measure.name);
  const periods = overallPeriods(dataset);
  const one = (value, known, otherwise) => known.includes(value) ? value : otherwise;
  return {
    ...state,
    dataset: dataset.name,
    measure: one(state.measure, measures, measures[0]),
    period: one(state.period, periods, periods.includes('day') ? 'day' : periods[0]),
    group: one(state.group, groups, ''),
    compare: one(state.compare, ['previous', 'year'], ''),
    heat: one(state.heat, ['mean'], 'rows')
  };
};

/** The view of one dataset. */
export const datasetView = (datasets, initial, report) => {
  const dataset = datasets.find(found => found.name === initial.dataset);
  const {zone} = dataset;
  let address = initial;
  let state = resolve(dataset, initial);
  let loading = new AbortController();
  let zooming = 0;
  let loaded = {};
  // the state that was last loaded as a whole; a load that another one interrupts does not count
  let completed = null;

  const unitOf = () => dataset.measures.find(measure => measure.name === state.measure)?.unit ?? '';
  const set = (changes, options) => go({...address, ...changes}, options);
  const fileName = what => () => `${dataset.name}-${what}-${state.period}`;

  // --- what is on the page
  const controls = h('form', {class: 'controls', onsubmit: event => event.preventDefault()});
  const cards = h('dl', {class: 'figures'});
  const timeChart = chart('tall');
  const legend = h('ul', {class: 'legend'});
  const heatChart = chart('heat');
  const groupChart = chart('bars');
  const spreadChart = chart('');
  const heatBy = h('div', {class: 'inline'});
  const groupBy = h('div', {class: 'inline'});
  const download = h('a', {class: 'button', download: true}, 'CSV');
  const overTime = panel({id: 'over-time', title: 'Over time', name: fileName('averages'), drawing: h('div', {}, timeChart.element, legend), download});
  const hours = panel({id: 'hours', title: 'Hours of the week', name: fileName('week'), drawing: h('div', {}, heatChart.element), options: heatBy});
  const groups = panel({id: 'groups', title: 'Groups', name: fileName('groups'), drawing: h('div', {}, groupChart.element), options: groupBy});
  const spread = panel({id: 'spread', title: 'Distribution', name: fileName('distribution'), drawing: h('div', {}, spreadChart.element)});
  const excluded = h('section', {class: 'panel', id: 'excluded', 'aria-labelledby': 'excluded-title'});
  const hasHours = overallPeriods(dataset).includes('hour');
  const hasGroups = dataset.groups.some(group => group.by.length > 0);
  const hasMeasures = dataset.measures.length > 0;
  const empty = h('p', {class: 'empty', hidden: true});
  const pictures = h('div', {class: 'panels'},
    overTime.element, hasHours && hours.element, hasGroups && groups.element, hasMeasures && spread.element, excluded);
  const element = h('div', {class: 'dataset'},
    h('header', {class: 'head'},
      h('h1', {}, dataset.title),
      h('p', {}, `Grouped by ${words(dataset.time)}, in the time zone ${zone.replaceAll('_', ' ')}.`)),
    controls, empty, cards, pictures);

  // --- the numbers that are shown
  const slots = () => loaded.slots;
  const inRange = () => slots().filter(slot => !slot.gap && slot.item && isIn(slot, state, zone));

  const windowOf = () => {
    const all = slots();
    if (!state.from && !state.to) return [0, all.length - 1];
    const first = all.findIndex(slot => isIn(slot, state, zone));
    return first < 0 ? [0, all.length - 1] : [first, all.findLastIndex(slot => isIn(slot, state, zone))];
  };

  const showControls = () => {
    const oldest = loaded.items?.[0];
    const newest = loaded.items?.at(-1);
    const bounds = newest ? {min: dayOf(oldest.start, zone), max: dayOf(Date.parse(newest.end) - 1, zone)} : {};
    const first = state.from ? state.from.slice(0, 10) : bounds.min;
    const last = state.to ? plusDays(state.to.slice(0, 10), state.to.length === 10 ? -1 : 0) : bounds.max;
    const preset = value => value === 'all' ? {from: '', to: ''} : {from: plusDays(bounds.max, 1 - Number(value)), to: ''};
    const chosen = PRESETS.map(([value]) => value).find(value => value === 'all'
      ? !state.from && !state.to
      : bounds.max && !state.to && state.from === preset(value).from) ?? 'other';
    const row = (...fields) => h('div', {}, fields);
    controls.replaceChildren(row(
      dataset.measures.length > 1 && (dataset.measures.length < 4 ? segments : select)(
        'Mean of', 'measure', dataset.measures.map(({name}) => [name, words(name)]), state.measure, measure => set({measure})),
      segments('By', 'period', overallPeriods(dataset).map(period => [period, period]), state.period, period => set({period, ...roundRange(period)})),
      hasGroups && select('Split by', 'group', [['', 'nothing'], ...dataset.groups.filter(group => group.by.length > 0).map(group => [groupId(group), words(groupId(group))])], state.group, group => set({group})),
      select('Compare with', 'compare', [['', 'nothing'], ['previous', 'the period before'], ['year', 'a year earlier']], state.compare, compare => set({compare}))),
    row(
      segments('Range', 'range', [...PRESETS, ...(chosen === 'other' ? [['other', 'Custom']] : [])], chosen, value => value !== 'other' && set(preset(value))),
      day('From', 'from', first, bounds, from => set({from})),
      day('Through', 'to', last, bounds, to => set({to: plusDays(to, 1)}))));
  };

  /** Instants bound ranges of hours only. */
  const roundRange = period => period === 'hour' ? {} : {from: state.from?.slice(0, 10), to: state.to?.slice(0, 10)};

  const showCards = () => {
    const items = inRange().map(slot => slot.item);
    const find = compared();
    const others = inRange().map(find).filter(Boolean);
    const now = pool(items, state.measure);
    const before = others.length === 0 ? null : pool(others, state.measure);
    const out = Object.values(excludedRows(items)).reduce((sum, rows) => sum + rows, 0);
    const complete = items.filter(item => item.complete).length;
    const late = items.filter(item => item.late !== 0).length;
    const card = (name, value, more) => h('div', {}, h('dt', {}, name), h('dd', {}, value), more && h('dd', {class: 'more'}, more));
    const against = (value, other) => other ? h('span', {class: 'delta'}, `${change(value / other - 1)} compared to ${comparedName()}`) : null;
    cards.replaceChildren(...[
      card('Rows', count(now.count), before && against(now.count, before.count)),
      hasMeasures && card(`Mean ${words(state.measure)}`, measured(now.mean, unitOf()), before?.mean && now.mean !== null && against(now.mean, before.mean)),
      card('Excluded', count(out), out + now.count > 0 ? `${percent(out / (out + now.count))} of all rows` : null),
      card('Complete', `${count(complete)} of ${count(items.length)}`, late > 0 ? `${count(late)} changed after they ended` : `${state.period}s`)
    ].filter(Boolean));
  };

  const comparedName = () => state.compare === 'year' ? 'a year earlier' : 'the period before';

  const compared = () => {
    const [first, last] = windowOf();
    const length = last - first + 1 - slots().slice(first, last + 1).filter(slot => slot.gap).length;
    const find = comparison(loaded.items, state, length, zone);
    return slot => isIn(slot, state, zone) ? find(slot) : null;
  };

  const showTime = () => {
    const unit = unitOf();
    const find = compared();
    const lines = (loaded.lines ?? []).map(line => {
      const byStart = new Map(line.items.map(item => [item.start, item]));
      return {name: groupName(line.group), item: slot => byStart.get(slot.start)};
    });
    timeChart.show((c, width) => timeline({
      slots: slots(), measure: state.measure, unit, period: state.period, zone, window: windowOf(), compared: find, lines, rows: 'Rows'
    }, c, width), made => {
      made.on('datazoom', () => {
        clearTimeout(zooming);
        zooming = setTimeout(() => zoomed(made), ZOOM_SETTLES_AFTER);
      });
    });
    const shown = inRange();
    legend.replaceChildren(...legendOf(shown, lines));
    const stat = name => row => row.item.measures[state.measure]?.[name] ?? null;
    const named = (name, text) => ({name: `${text}, ${unit}`, raw: stat(name), text: row => number(stat(name)(row))});
    overTime.show(sentence(shown), {
      columns: [
        {name: 'Period', raw: row => row.item.label, left: true},
        {name: 'Rows', raw: row => row.item.count, text: row => count(row.item.count)},
        ...(shown.some(row => row.item.rowsPerDay !== null) ? [{name: 'Rows per day', raw: row => row.item.rowsPerDay, text: row => number(row.item.rowsPerDay)}] : []),
        {name: 'Excluded', raw: row => Object.values(row.item.excluded).reduce((sum, rows) => sum + rows, 0), text: row => count(Object.values(row.item.excluded).reduce((sum, rows) => sum + rows, 0))},
        ...(hasMeasures ? [named('mean', 'Mean'), named('min', 'Min'), named('max', 'Max'), named('stddev', 'Std. dev.')] : []),
        ...(state.compare ? [
          {name: 'Compared with', raw: row => find(row)?.label ?? null, left: true},
          {name: 'Rows then', raw: row => find(row)?.count ?? null, text: row => number(find(row)?.count)},
          {name: `Mean then, ${unit}`, raw: row => find(row)?.measures[state.measure]?.mean ?? null, text: row => number(find(row)?.measures[state.measure]?.mean)}
        ] : []),
        {name: 'State', raw: row => stateOf(row.item), left: true}
      ],
      rows: shown
    });
    download.href = url(pathOf(dataset.name, 'averages'), {
      period: state.period, from: state.from, to: state.to, group: state.group, format: 'csv'
    });
    download.setAttribute('download', `${fileName('averages')()}.csv`);
  };

  const sentence = shown => {
    if (shown.length === 0) return 'No averages in this range.';
    return `${date(shown[0].start, zone)} to ${date(Date.parse(shown.at(-1).end) - 1, zone)}. Drag the handles below the chart to change the range.`;
  };

  const legendOf = (shown, lines) => {
    const entry = (kind, text) => h('li', {}, h('span', {class: `mark ${kind}`}), text);
    return [
      ...lines.map((line, i) => entry(`series-${i + 1}`, line.name)),
      loaded.moreGroups > 0 && h('li', {}, `and ${count(loaded.moreGroups)} more in the groups table`),
      lines.length === 0 && shown.some(row => row.item.complete && row.item.late === 0) && entry('whole', 'complete'),
      lines.length === 0 && shown.some(row => !row.item.complete && row.item.late === 0) && entry('open', 'incomplete'),
      lines.length === 0 && shown.some(row => row.item.late !== 0) && entry('late', 'changed after it ended'),
      state.compare && entry('dashed', comparedName())
    ].filter(Boolean);
  };

  const zoomed = made => {
    const [zoom] = made.getOption().dataZoom;
    const [first, last] = windowOf();
    if (zoom.startValue === first && zoom.endValue === last) return;
    const all = slots();
    const bound = instant => state.period === 'hour' ? new Date(instant).toISOString().replace('.000', '') : dayOf(instant, zone);
    const whole = zoom.startValue === 0 && zoom.endValue === all.length - 1;
    set(whole
      ? {from: '', to: ''}
      : {from: bound(all[zoom.startValue].start), to: zoom.endValue === all.length - 1 ? '' : bound(all[zoom.endValue].end)}, {replace: true});
  };

  const showHours = () => {
    heatBy.replaceChildren(select('Show', 'heat', [['rows', 'rows'], ['mean', `mean ${words(state.measure ?? '')}`]], state.heat, heat => set({heat})));
    const cells = week(loaded.hours, state.measure, zone);
    const unit = unitOf();
    const means = state.heat === 'mean';
    const valueOf = cell => means ? cell.mean : cell.perHour;
    const text = value => means ? measured(value, unit) : value === null ? '–' : `${number(Number(value.toPrecision(3)))}`;
    const flat = cells.flatMap((row, weekday) => row.map((cell, hour) => ({weekday, hour, cell})));
    const numbers = flat.map(({cell}) => valueOf(cell)).filter(value => value !== null && value > 0);
    heatChart.show((c, width) => ({
      ...base(c, `${means ? `Mean ${state.measure}` : 'Rows per hour'} by weekday and hour; the table has the numbers.`),
      grid: {left: 40, right: 4, top: 4, bottom: 56},
      xAxis: categories(c, {data: Array.from({length: 24}, (_, hour) => String(hour)), axisLine: {show: false}, axisLabel: {color: c.quiet, interval: width < 520 ? 5 : 2, fontSize: 12}}),
      yAxis: categories(c, {data: WEEKDAYS.map(name => name.slice(0, 3)), inverse: true, axisLine: {show: false}, axisLabel: {color: c.quiet, fontSize: 12, interval: 0}}),
      visualMap: {
        type: 'continuous', min: means && numbers.length > 0 ? Math.min(...numbers) : 0, max: numbers.length > 0 ? percentile(numbers, 0.98) : 1, calculable: false,
        orient: 'horizontal', left: 'center', bottom: 0, itemWidth: 10, itemHeight: Math.min(160, width / 2), inRange: {color: c.heat},
        text: [text(numbers.length > 0 ? percentile(numbers, 0.98) : 0), means && numbers.length > 0 ? text(Math.min(...numbers)) : '0'], textStyle: {color: c.quiet, fontSize: 12}
      },
      tooltip: {
        ...base(c).tooltip,
        formatter: ({data: [hour, weekday]}) => tip(`${WEEKDAYS[weekday]}, ${hour}:00–${hour + 1}:00`, [
          ['rows per hour, on average', text2(cells[weekday][hour].perHour)],
          ['rows in total', count(cells[weekday][hour].count)],
          [`mean ${words(state.measure ?? '')}`, measured(cells[weekday][hour].mean, unit)]])
      },
      series: [{
        type: 'heatmap', data: flat.map(({weekday, hour, cell}) => [hour, weekday, valueOf(cell) ?? '-']),
        itemStyle: {borderColor: c.surface, borderWidth: width < 520 ? 1 : 2, borderRadius: 3}, emphasis: {itemStyle: {borderColor: c.text}}
      }]
    }));
    const busiest = flat.reduce((most, found) => (valueOf(found.cell) ?? -1) > (valueOf(most.cell) ?? -1) ? found : most);
    hours.show(loaded.hours.length === 0
      ? 'No hourly averages in this range.'
      : `${means ? 'Highest mean' : 'Most rows'}: ${WEEKDAYS[busiest.weekday]}s from ${busiest.hour}:00, ${text(valueOf(busiest.cell))}${means ? '' : ' per hour'}.`, {
      columns: [
        {name: 'Weekday', raw: row => WEEKDAYS[row.weekday], left: true},
        {name: 'Hour', raw: row => row.hour},
        {name: 'Rows per hour', raw: row => row.cell.perHour, text: row => number(row.cell.perHour)},
        {name: 'Rows', raw: row => row.cell.count, text: row => count(row.cell.count)},
        {name: `Mean, ${unit}`, raw: row => row.cell.mean, text: row => number(row.cell.mean)}
      ],
      rows: flat
    });
  };

  const text2 = value => value === null ? '–' : number(Number(value.toPrecision(3)));

  const showGroups = () => {
    const choices = dataset.groups.filter(group => group.by.length > 0).map(groupId);
    const shownGroup = loaded.groupedBy;
    groupBy.replaceChildren(...(choices.length > 1
      ? [select('By', 'bars', choices.map(id => [id, words(id)]), shownGroup, group => showOtherGroups(group))]
      : []));
    const unit = unitOf();
    const all = loaded.groups.map(found => ({...found, ...pool(found.items, state.measure)}));
    const total = all.reduce((sum, group) => sum + group.count, 0);
    const top = all.slice(0, MOST_BARS);
    groupChart.element.style.height = `${Math.max(top.length, 2) * (top.length < 5 ? 44 : 30) + 50}px`;
    groupChart.show((c, width) => {
      const narrow = width < 520;
      const longest = Math.max(...top.map(group => groupName(group.group).length), 0);
      const room = Math.min(longest * 7 + 20, narrow ? 110 : 190, width * 0.32);
      const axis = grid => categories(c, {
        gridIndex: grid, inverse: true, data: top.map(group => groupName(group.group)), axisLine: {show: false},
        name: grid === 0 ? 'Rows' : `Mean ${words(state.measure)}`, nameLocation: 'start', nameGap: 8,
        nameTextStyle: {color: c.quiet, align: 'left', padding: [0, 0, 0, -4]},
        axisLabel: grid === 0 ? {color: c.text, width: room - 12, overflow: 'truncate', interval: 0, fontSize: 12} : {show: false}
      });
      const half = (width - room - 16) / 2 - 26;
      const bar = (grid, color, value, label) => ({
        type: 'bar', xAxisIndex: grid, yAxisIndex: grid, color, barWidth: top.length < 5 ? 16 : 12, data: top.map(value), itemStyle: {borderRadius: [0, 3, 3, 0]},
        label: {show: true, position: 'right', color: c.quiet, fontSize: 12, formatter: ({dataIndex}) => label(top[dataIndex])}, emphasis: {disabled: true}
      });
      const hidden = grid => values(c, value => value, {gridIndex: grid, axisLabel: {show: false}, splitLine: {show: false}, max: ({max}) => max * (narrow ? 1.6 : 1.25)});
      return {
        ...base(c, `Rows and mean ${state.measure} by ${shownGroup}; the table has the numbers.`),
        grid: [{left: room, width: half, top: 34, bottom: 4}, {left: room + half + 26, width: half, top: 34, bottom: 4}],
        xAxis: [hidden(0), hidden(1)],
        yAxis: [axis(0), axis(1)],
        tooltip: {
          ...base(c).tooltip, trigger: 'axis', axisPointer: {type: 'shadow', shadowStyle: {color: c.line, opacity: 0.35}},
          formatter: ([{dataIndex}]) => tip(groupName(top[dataIndex].group), [
            ['rows', `${count(top[dataIndex].count)}, ${percent(top[dataIndex].count / total)}`],
            [`mean ${words(state.measure)}`, measured(top[dataIndex].mean, unit)]])
        },
        series: [
          bar(0, c.soft, group => group.count, group => compact(group.count)),
          bar(1, c.accent, group => group.mean, group => measured(group.mean, unit).replace(/ \d+ s$/, ''))
        ]
      };
    });
    groups.show(all.length === 0
      ? 'No averages in this range.'
      : `${count(all.length)} ${all.length === 1 ? 'value' : 'values'} of ${words(shownGroup)}${all.length > MOST_BARS ? `; the chart shows the ${MOST_BARS} with the most rows` : ''}.`, {
      columns: [
        {name: words(shownGroup), raw: row => groupName(row.group), left: true},
        {name: 'Rows', raw: row => row.count, text: row => count(row.count)},
        {name: 'Share', raw: row => total === 0 ? null : row.count / total, text: row => total === 0 ? '–' : percent(row.count / total)},
        {name: `Mean, ${unit}`, raw: row => row.mean, text: row => number(row.mean)},
        {name: `Min, ${unit}`, raw: row => row.min, text: row => number(row.min)},
        {name: `Max, ${unit}`, raw: row => row.max, text: row => number(row.max)}
      ],
      rows: all
    });
  };

  const showSpread = () => {
    const unit = unitOf();
    const shown = inRange().filter(slot => slot.item.measures[state.measure]?.count > 0);
    const all = pool(shown.map(slot => slot.item), state.measure);
    const positive = shown.length > 0 && all.min > 0;
    const stat = (slot, name) => slot.item.measures[state.measure][name];
    spreadChart.show((c, width) => ({
      ...base(c, `Minimum, median, mean, 90th percentile and maximum ${state.measure} by ${state.period}; the table has the numbers.`),
      grid: {left: 58, right: 12, top: 10, bottom: 28},
      xAxis: categories(c, {data: shown.map(slot => state.period === 'hour' ? date(slot.start, zone) : axisLabel(slot, state.period, zone, false))}),
      yAxis: values(c, value => tick(value, unit), positive ? {type: 'log', logBase: unit === 's' ? 60 : 10} : {}),
      tooltip: {
        ...base(c).tooltip, trigger: 'axis', axisPointer: {type: 'line', lineStyle: {color: c.quiet, type: 'solid'}},
        formatter: ([{dataIndex}]) => tip(periodName(shown[dataIndex], state.period, zone), [
          ['maximum', measured(stat(shown[dataIndex], 'max'), unit)],
          ['99th percentile', measured(stat(shown[dataIndex], 'p99'), unit)],
          ['90th percentile', measured(stat(shown[dataIndex], 'p90'), unit)],
          ['median', measured(stat(shown[dataIndex], 'median'), unit)],
          ['mean', measured(stat(shown[dataIndex], 'mean'), unit)],
          ['standard deviation', measured(stat(shown[dataIndex], 'stddev'), unit)],
          ['minimum', measured(stat(shown[dataIndex], 'min'), unit)]])
      },
      series: [
        {
          type: 'custom', color: c.soft, data: shown.map((slot, i) => [i, stat(slot, 'min'), stat(slot, 'max')]), encode: {x: 0, y: [1, 2]},
          renderItem: (_, at) => {
            const [x, low] = at.coord([at.value(0), at.value(1)]);
            const [, high] = at.coord([at.value(0), at.value(2)]);
            const thick = Math.max(1, Math.min(10, (width - 70) / shown.length * 0.5));
            return {type: 'rect', shape: {x: x - thick / 2, y: high, width: thick, height: Math.max(1, low - high), r: Math.min(3, thick / 2)}, style: {fill: c.soft, opacity: 0.55}};
          }
        },
        ...[['mean', c.accent, 'solid'], ['median', c.text, 'dotted'], ['p90', c.quiet, 'dashed']].map(([name, color, type]) => ({
          type: 'line', color, symbol: 'circle', symbolSize: shown.length > 100 ? 2 : 5, showSymbol: name === 'mean', lineStyle: {width: 1.5, type}, data: shown.map(slot => stat(slot, name) ?? null), emphasis: {disabled: true}
        }))
      ]
    }));
    spread.show(shown.length === 0
      ? 'No values in this range.'
      : `${measured(all.min, unit)} to ${measured(all.max, unit)}, with a mean of ${measured(all.mean, unit)} and a standard deviation of ${measured(all.stddev, unit)}. Bars show the range, lines the mean, the median (dotted) and the 90th percentile (dashed).`, {
      columns: [
        {name: 'Period', raw: row => row.item.label, left: true},
        {name: 'Values', raw: row => stat(row, 'count'), text: row => count(stat(row, 'count'))},
        ...[['min', 'Min'], ['median', 'Median'], ['mean', 'Mean'], ['p90', '90 %'], ['p99', '99 %'], ['max', 'Max'], ['stddev', 'Std. dev.']].map(([name, text]) =>
          ({name: `${text}, ${unit}`, raw: row => stat(row, name), text: row => number(stat(row, name))}))
      ],
      rows: shown
    });
  };

  const showExcluded = () => {
    const rows = excludedRows(inRange().map(slot => slot.item));
    excluded.replaceChildren(
      h('header', {}, h('h2', {id: 'excluded-title'}, 'Excluded rows')),
      h('p', {class: 'note'}, dataset.exclusions.length === 0
        ? 'All rows of this dataset count.'
        : 'Rows in this range that are left out of the averages. Each row counts for the first rule that it matches.'),
      h('ul', {class: 'rules'}, dataset.exclusions.map(({name, condition}) => h('li', {},
        h('span', {}, words(name)), h('b', {}, count(rows[name] ?? 0)), h('code', {}, condition)))));
  };

  // --- loading
  const loadItems = async signal => {
    const from = state.period === 'hour' && dataset.newest
      ? dayOf(Date.parse(dataset.newest) - MOST_HOUR_DAYS * 24 * 3600000, zone)
      : undefined;
    const items = await averages(dataset.name, {period: state.period, from, measure: state.measure}, signal);
    return {key: `${state.period} ${state.measure}`, groupedBy: loaded.groupedBy, items, slots: slotsOf(items, state.period)};
  };

  const bounds = () => {
    const shown = inRange();
    return shown.length === 0 ? null : {from: shown[0].start, to: shown.at(-1).end};
  };

  const grouped = async (group, signal) => {
    const range = bounds();
    if (!range) return [];
    const finest = dataset.groups.find(found => groupId(found) === group).finest;
    const isKept = period => PERIODS.indexOf(period) >= PERIODS.indexOf(finest);
    const parts = state.period === 'hour' && finest === 'hour'
      ? [{period: 'hour', ...range}]
      : isKept('day') && dataset.periods.includes('day') && dataset.periods.includes('month')
        ? pieces(dayOf(range.from, zone), dayOf(Date.parse(range.to) - 1, zone) === dayOf(range.to, zone) ? plusDays(dayOf(range.to, zone), 1) : dayOf(range.to, zone))
        : isKept(state.period)
          ? [{period: state.period, ...range}]
          : [{period: finest, from: startOf(finest, dayOf(range.from, zone)), to: range.to}];
    const found = await Promise.all(parts.map(part => averages(dataset.name, {...part, group, measure: state.measure, statistic: 'count,sum,min,max'}, signal)));
    return byGroup(found.flat());
  };

  const linesOf = async signal => {
    if (!state.group) return {lines: [], moreGroups: 0, groups: undefined};
    const finest = dataset.groups.find(found => groupId(found) === state.group).finest;
    if (PERIODS.indexOf(state.period) < PERIODS.indexOf(finest)) return {lines: [], moreGroups: 0, groups: undefined};
    const all = await grouped(state.group, signal);
    const shown = all.slice(0, MOST_LINES).map(found => groupParameter(found.group));
    const items = shown.length === 0
      ? []
      : await averages(dataset.name, {
          period: state.period, group: shown, from: state.from, to: state.to, measure: state.measure, statistic: 'count,mean'
        }, signal);
    return {groups: all, lines: byGroup(items), moreGroups: all.length - shown.length};
  };

  const showOtherGroups = async group => {
    try {
      loaded.groups = await grouped(group, loading.signal);
      loaded.groupedBy = group;
      showGroups();
    } catch (error) {
      report(error);
    }
  };

  const load = async () => {
    loading.abort();
    loading = new AbortController();
    const {signal} = loading;
    const differs = (...keys) => !completed || keys.some(key => completed[key] !== state[key]);
    const wanted = state;
    element.setAttribute('aria-busy', 'true');
    try {
      if (differs('period', 'measure')) {
        if (loaded.key !== `${state.period} ${state.measure}`) loaded = await loadItems(signal);
        if (state.period === 'hour' && !state.from && !state.to && slots().length > FIRST_HOURS) {
          return set({from: slots().at(-FIRST_HOURS).start}, {replace: true});
        }
      }
      const none = loaded.items.length === 0;
      empty.hidden = !none;
      cards.hidden = none;
      pictures.hidden = none;
      empty.textContent = dataset.newest
        ? 'There are rows, but no averages yet. The next run computes them.'
        : 'There are no rows yet. Ingest a file with ./meanstream ingest FILE, or upload one on the Pipeline tab.';
      showControls();
      if (none) return report(null);
      if (differs('period', 'measure', 'from', 'to', 'group')) Object.assign(loaded, await linesOf(signal));
      showCards();
      showTime();
      showExcluded();
      if (hasMeasures) showSpread();
      const range = bounds();
      const chosen = state.group || loaded.groupedBy || dataset.groups.map(groupId).find(id => id !== '');
      const [hourly, groupsFound] = await Promise.all([
        differs('period', 'measure', 'from', 'to') && hasHours && range ? averages(dataset.name, {period: 'hour', ...range, measure: state.measure, statistic: 'count,sum'}, signal) : loaded.hours ?? [],
        hasGroups && !loaded.groups ? grouped(chosen, signal) : loaded.groups
      ]);
      Object.assign(loaded, {hours: hourly, groups: groupsFound, groupedBy: chosen});
      if (hasHours) showHours();
      if (hasGroups) showGroups();
      completed = wanted;
      report(null);
    } catch (error) {
      if (error.name !== 'AbortError') report(error);
    } finally {
      if (!signal.aborted) [element, ...element.querySelectorAll('[aria-busy]')].forEach(part => part.removeAttribute('aria-busy'));
    }
  };

  return {
    element,
    title: dataset.title,
    update(next) {
      address = next;
      state = resolve(dataset, next);
      return load();
    },
    start: load,
    /** Loads everything again, for example after runs of these datasets. */
    refresh(datasetsWithNew = [dataset.name]) {
      if (!datasetsWithNew.includes(dataset.name)) return;
      completed = null;
      loaded = {groupedBy: loaded.groupedBy, items: loaded.items, slots: loaded.slots};
      return load();
    },
    dispose() {
      loading.abort();
      clearTimeout(zooming);
      [timeChart, heatChart, groupChart, spreadChart].forEach(made => made.dispose());
    }
  };
};

const percentile = (numbers, share) => {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
};
