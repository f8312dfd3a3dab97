// The chart of a dataset over time: means above, counts below, one zoom for both.
import {base, categories, scale, tip, values} from './chart.js';
import {axisLabel, change, count, measured, periodName, tick, weekdayAndHour, words} from './format.js';

/** Whether an average is final, in words. */
export const stateOf = item => {
  const late = item.late === 0 ? '' : `, ${item.late > 0 ? '+' : ''}${item.late} rows after it ended`;
  return (item.complete ? 'complete' : item.over ? 'not up to date' : 'in progress') + late;
};

const barStyle = (slot, c) => {
  if (!slot.item) return {};
  if (slot.item.late !== 0) return {color: c.warn};
  return slot.item.complete ? {color: c.soft} : {color: 'transparent', borderColor: c.accent, borderType: 'dashed', borderWidth: 1};
};

const gapAreas = (slots, c) => ({
  silent: true,
  itemStyle: {color: c.line, opacity: 0.45},
  data: slots.flatMap((slot, i) => slot.gap ? [[{xAxis: i}, {xAxis: i}]] : [])
});

const labels = (slots, period, zone) => slots.map((slot, i) => {
  if (slot.gap) return '⋯';
  const previous = slots[i - 1];
  const newYear = i === 0 || previous?.gap || slot.start.slice(0, 4) !== previous?.start.slice(0, 4);
  return axisLabel(slot, period, zone, newYear);
});

// wide enough for a finger
const HANDLE = 'path://M2,0h8a2,2 0 0 1 2,2v20a2,2 0 0 1 -2,2h-8a2,2 0 0 1 -2,-2v-20a2,2 0 0 1 2,-2z M4.5,8v8 M7.5,8v8';

/** Hours are labelled at midnight, and a few times a day if few days are shown. */
const isLabelled = (slot, [first, last], zone) => {
  const hours = last - first;
  const step = hours > 96 ? 24 : hours > 30 ? 6 : 3;
  return slot.gap || weekdayAndHour(slot.start, zone)[1] % step === 0;
};

const meanOf = (item, measure) => item?.measures[measure]?.mean ?? null;

/**
 * The options of the chart.
 *
 * @param shown slots, the measure and its unit, period, zone, the zoomed window, `compared` (the average to compare a slot
 *     with, or null) and `lines` (name and average of a slot, for each group)
 */
export const timeline = (shown, c, width) => {
  const {slots, measure, unit, period, zone, window, compared, lines, rows} = shown;
  const narrow = width < 520;
  const left = narrow ? 46 : 58;
  const many = slots.length > 120;
  const grid = {left, right: 12};
  const lineOf = (name, color, item) => ({
    name, type: 'line', data: slots.map(slot => meanOf(item(slot), measure)), color,
    showSymbol: !many, symbol: 'circle', symbolSize: 5, connectNulls: false, lineStyle: {width: 2}, emphasis: {disabled: true}
  });
  const groups = lines.map((line, i) => lineOf(line.name, c.series[i], line.item));
  const overall = {
    ...lineOf('mean', c.accent, slot => slot.item),
    areaStyle: {color: c.accent, opacity: 0.07}
  };
  // only bars give an area the width of a whole period; it ends at ticks, so there is one at each period
  const gaps = {type: 'bar', silent: true, data: [], markArea: gapAreas(slots, c)};
  const comparedMean = {
    ...lineOf('compared', c.quiet, slot => compared(slot)), showSymbol: false, lineStyle: {width: 1.5, type: 'dashed'}
  };
  const bars = lines.length === 0
    ? [{
        name: 'rows', type: 'bar', xAxisIndex: 1, yAxisIndex: 1, barCategoryGap: many ? '10%' : '25%', markArea: gapAreas(slots, c),
        data: slots.map(slot => ({value: slot.item?.count ?? null, itemStyle: barStyle(slot, c)})), emphasis: {disabled: true}
      }]
    : lines.map((line, i) => ({
        name: `rows ${line.name}`, type: 'bar', stack: 'rows', xAxisIndex: 1, yAxisIndex: 1, color: c.series[i],
        barCategoryGap: many ? '10%' : '25%', data: slots.map(slot => line.item(slot)?.count ?? null), emphasis: {disabled: true}
      }));
  const comparedRows = {
    name: 'compared rows', type: 'line', xAxisIndex: 1, yAxisIndex: 1, color: c.quiet, showSymbol: false, connectNulls: false,
    step: 'middle', lineStyle: {width: 1.2, type: 'dashed'}, data: slots.map(slot => compared(slot)?.count ?? null), emphasis: {disabled: true}
  };
  const names = labels(slots, period, zone);
  const shownMeans = slots.slice(window[0], window[1] + 1)
    .flatMap(slot => [slot.item, compared(slot), ...lines.map(line => line.item(slot))].map(item => meanOf(item, measure)));
  const axis = more => categories(c, {data: names, boundaryGap: true, ...more});
  return {
    ...base(c, `Mean ${measure} and number of rows by ${period}; the table has the numbers.`),
    grid: [{...grid, top: 26, height: 168}, {...grid, top: 236, height: 84}],
    xAxis: [
      axis({gridIndex: 0, axisLabel: {show: false}}),
      axis({gridIndex: 1, axisLabel: {color: c.quiet, hideOverlap: true, fontSize: 12, ...(period === 'hour' && {interval: i => isLabelled(slots[i], window, zone)})}})
    ],
    yAxis: [
      values(c, value => tick(value, unit), {gridIndex: 0, name: `Mean ${words(measure)}${unit === 's' ? '' : `, ${unit}`}`, nameTextStyle: nameStyle(c, left), nameGap: 10, ...scale(shownMeans, unit)}),
      values(c, value => tick(value, ''), {gridIndex: 1, splitNumber: 2, name: rows, nameTextStyle: nameStyle(c, left), nameGap: 8})
    ],
    axisPointer: {link: [{xAxisIndex: 'all'}], lineStyle: {color: c.quiet, type: 'solid', width: 1}},
    tooltip: {
      ...base(c).tooltip, trigger: 'axis', axisPointer: {type: 'line'},
      formatter: parts => tooltipOf(slots[parts[0].dataIndex], shown)
    },
    dataZoom: [
      {type: 'inside', xAxisIndex: [0, 1], startValue: window[0], endValue: window[1], zoomOnMouseWheel: 'ctrl', moveOnMouseWheel: false, moveOnMouseMove: true, preventDefaultMouseMove: false},
      {
        type: 'slider', xAxisIndex: [0, 1], startValue: window[0], endValue: window[1], left, right: 12, bottom: 4, height: 30,
        borderColor: c.line, fillerColor: 'rgb(20 130 170 / 12%)', backgroundColor: 'transparent', showDetail: false, brushSelect: false,
        dataBackground: {lineStyle: {color: c.quiet, width: 1, opacity: 0.6}, areaStyle: {color: c.line}},
        selectedDataBackground: {lineStyle: {color: c.accent, width: 1}, areaStyle: {color: c.accent, opacity: 0.1}},
        handleIcon: HANDLE, handleSize: '90%', handleStyle: {color: c.surface, borderColor: c.accent}, moveHandleSize: 4, moveHandleStyle: {color: c.line},
        emphasis: {handleStyle: {borderColor: c.accent}, moveHandleStyle: {color: c.quiet}}
      }
    ],
    series: [...(lines.length === 0 ? [overall] : [{...overall, showSymbol: false, lineStyle: {width: 0}, areaStyle: undefined}, ...groups]), gaps, ...bars, comparedMean, comparedRows]
  };
};

const nameStyle = (c, left) => ({color: c.quiet, align: 'left', padding: [0, 0, 0, 4 - left], fontSize: 12, fontWeight: 500});

const tooltipOf = (slot, {measure, unit, period, zone, compared, lines}) => {
  if (slot.gap) return tip('No data', [['for', `${count(slot.gap)} ${period}s`]]);
  const {item} = slot;
  if (!item) return tip('No data', []);
  const other = compared(slot);
  return tip(periodName(slot, period, zone), [
    [`mean ${measure}`, measured(meanOf(item, measure), unit)],
    ['rows', count(item.count)],
    ...lines.map(line => [line.name, `${measured(meanOf(line.item(slot), measure), unit)} · ${count(line.item(slot)?.count ?? 0)}`]),
    other && [`compared with ${other.label}`, `${measured(meanOf(other, measure), unit)} · ${count(other.count)}`],
    other && other.count > 0 && ['rows changed by', change(item.count / other.count - 1)],
    ['state', stateOf(item)]
  ]);
};
