import {linkTo} from './address.js';
import {averages, overallPeriods} from './api.js';
import {h, svg} from './dom.js';
import {ago, compact, count, date, dayOf, measured, percent, words} from './format.js';
import {plusDays} from './series.js';

const SPARK_DAYS = 60;
const WIDTH = 320;
const HEIGHT = 64;
const OUTCOMES = [['stored', 'stored'], ['corrected', 'corrected'], ['duplicates', 'duplicates'], ['rejected', 'rejected'], ['inFlight', 'in flight']];

/** A bar that shows the share of each outcome of the rows read. */
export const balanceBar = balance => h('div', {class: 'balance', role: 'img', 'aria-label': balanceText(balance)},
  OUTCOMES.filter(([key]) => balance[key] > 0).map(([key]) => {
    const part = h('span', {class: key});
    part.style.flexGrow = balance[key];
    return part;
  }));

/** The outcomes of the rows read, in words. */
export const balanceText = balance => balance.read === 0
  ? 'No rows read yet'
  : `${count(balance.read)} read: ${OUTCOMES.filter(([key]) => balance[key] > 0).map(([key, text]) => `${count(balance[key])} ${text}`).join(', ')}`;

/** A line of counts, the newest at the right; missing days leave a gap. */
const sparkline = (items, zone) => {
  const last = dayOf(items.at(-1).start, zone);
  const byDay = new Map(items.map(item => [dayOf(item.start, zone), item.count]));
  const days = Array.from({length: SPARK_DAYS}, (_, i) => byDay.get(plusDays(last, i + 1 - SPARK_DAYS)) ?? null);
  const first = days.findIndex(rows => rows !== null);
  const shown = days.slice(first);
  const most = Math.max(...shown, 1);
  const step = WIDTH / Math.max(shown.length - 1, 1);
  const y = rows => HEIGHT - 4 - rows / most * (HEIGHT - 10);
  const runs = [];
  shown.forEach((rows, i) => {
    if (rows === null) return;
    if (i === 0 || shown[i - 1] === null) runs.push([]);
    runs.at(-1).push(`${(i * step).toFixed(1)} ${y(rows).toFixed(1)}`);
  });
  return svg('svg', {class: 'spark', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': `Rows per day until ${date(items.at(-1).start, zone)}, at most ${count(most)}`},
    runs.map(run => [
      svg('path', {class: 'area', d: `M${run[0].split(' ')[0]} ${HEIGHT}L${run.join('L')}L${run.at(-1).split(' ')[0]} ${HEIGHT}Z`}),
      svg('path', {class: 'line', d: `M${run.join('L')}`, 'vector-effect': 'non-scaling-stroke'})
    ]));
};

/** What an operator should look at, most urgent first. */
export const attention = (dataset, pipeline, items) => {
  const found = [];
  const say = (level, text, link) => found.push({level, text, link});
  const balance = pipeline.balances.find(one => one.dataset === dataset.name);
  const lastRun = pipeline.runs.find(run => run.dataset === dataset.name && !['queued', 'running'].includes(run.state));
  const failed = pipeline.ingestions.filter(one => one.dataset === dataset.name && one.state === 'failed').length;
  const schedule = pipeline.schedules.find(one => one.dataset === dataset.name);
  const waiting = items.filter(item => item.over && !item.complete).length;
  const late = items.filter(item => item.late !== 0).length;
  const pipelineLink = linkTo({view: 'pipeline', dataset: dataset.name});
  if (lastRun && ['failed', 'lost'].includes(lastRun.state)) say('bad', `The last run ${lastRun.state === 'lost' ? 'disappeared' : 'failed'} ${ago(lastRun.endedAt ?? lastRun.requestedAt)}`, pipelineLink);
  if (failed > 0) say('bad', `${count(failed)} ${failed === 1 ? 'source' : 'sources'} could not be read`, pipelineLink);
  if (balance?.rejected > 0) say('warn', `${count(balance.rejected)} of ${count(balance.read)} rows rejected (${percent(balance.rejected / balance.read)})`, pipelineLink);
  if (waiting > 0) say('warn', `Averages of ${count(waiting)} ${waiting === 1 ? 'day are' : 'days are'} not up to date`, pipelineLink);
  if (schedule?.paused) say('warn', 'The schedule is paused', pipelineLink);
  if (balance?.inFlight > 0) say('info', `${count(balance.inFlight)} rows are in flight`, pipelineLink);
  if (late > 0) say('info', `${count(late)} ${late === 1 ? 'day' : 'days'} changed after they ended`, linkTo({dataset: dataset.name}));
  return found;
};

const fact = (name, value) => [h('dt', {}, name), h('dd', {}, value)];

const card = ({dataset, items}, pipeline) => {
  const {zone} = dataset;
  const newest = items.at(-1);
  const [measure] = dataset.measures;
  const balance = pipeline?.balances.find(one => one.dataset === dataset.name);
  const points = pipeline ? attention(dataset, pipeline, items) : [];
  const mean = newest && measure ? newest.measures[measure.name].mean : null;
  return h('article', {class: 'card'},
    h('h2', {}, h('a', {href: linkTo({dataset: dataset.name})}, dataset.title)),
    newest
      ? [
          h('p', {class: 'big'}, count(newest.count), h('span', {}, `${newest.over ? ' rows' : ' rows so far'} on ${date(newest.start, zone)}`)),
          sparkline(items, zone),
          h('dl', {class: 'facts'},
            measure && fact(`Mean ${words(measure.name)}`, measured(mean, measure.unit)),
            fact('Data', `${date(dataset.oldest ?? newest.start, zone)} – ${date(dataset.newest ?? newest.end, zone)}`),
            fact('Computed', ago(newest.computedAt)))
        ]
      : h('p', {class: 'empty'}, dataset.newest ? 'Rows are stored. The next run computes their averages.' : 'No rows yet.'),
    balance && balance.read > 0 && [balanceBar(balance), h('p', {class: 'quiet'}, `${compact(balance.read)} rows read, ${compact(balance.stored)} stored`)],
    h('ul', {class: 'attention'}, points.map(({level, text, link}) => h('li', {class: level}, h('a', {href: link}, text))),
      pipeline && points.length === 0 && newest && h('li', {class: 'good'}, 'Nothing needs attention')));
};

/** The view of all datasets. */
export const overview = (datasets, report) => {
  const cards = h('div', {class: 'cards', 'aria-busy': 'true'});
  const element = h('div', {},
    h('header', {class: 'head'}, h('h1', {}, 'Overview'), h('p', {}, 'The newest data of each dataset, and what needs attention.')),
    cards);
  const abort = new AbortController();
  let pipeline = null;
  let shown = null;

  const draw = () => shown && cards.replaceChildren(...(shown.length === 0
    ? [h('p', {class: 'empty'}, 'There are no datasets yet. Put a definition into the definitions folder; the services pick it up at once.')]
    : shown.map(one => card(one, pipeline))));

  const recent = async dataset => {
    if (!dataset.newest || !overallPeriods(dataset).includes('day')) return [];
    const from = plusDays(dayOf(dataset.newest, dataset.zone), -SPARK_DAYS);
    return averages(dataset.name, {period: 'day', from, measure: dataset.measures[0]?.name, statistic: 'mean'}, abort.signal);
  };

  const load = async () => {
    try {
      shown = await Promise.all(datasets().map(async dataset => ({dataset, items: await recent(dataset)})));
      draw();
      report(null);
    } catch (error) {
      if (error.name !== 'AbortError') report(error);
    } finally {
      cards.removeAttribute('aria-busy');
    }
  };

  return {
    element,
    title: 'Overview',
    start: load,
    update: () => {},
    refresh: load,
    pipeline(state) {
      pipeline = state;
      draw();
    },
    dispose: () => abort.abort()
  };
};
