// Shows a dataset's overall averages and the balance of all rows. All data comes from the API of this service and is inserted
// as text, never as HTML.
const WIDTH = 800;
const HEIGHT = 260;
const LEFT = 60;
const RIGHT = 10;
const TOP = 10;
const BOTTOM = 30;
const TICKS = 4;
const X_LABELS = 5;
const MOST_POINTS = 400;
const LONGEST_PAGE = 10000;

const byId = id => document.getElementById(id);
const choice = byId('choice').elements;

const get = async path => {
  const response = await fetch(path, {headers: {Accept: 'application/json'}});
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail);
  return body;
};

const element = (name, text) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  return made;
};

const shape = (name, attributes, text) => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  if (text !== undefined) made.textContent = text;
  return made;
};

const number = value =>
  value === null ? '–' : value.toLocaleString('en', {maximumSignificantDigits: 6});

const count = rows => rows.toLocaleString('en');

const fill = (select, values, wanted) => {
  select.replaceChildren(...values.map(value => element('option', value)));
  if (values.includes(wanted)) select.value = wanted;
};

const averagesPath = dataset => `api/v1/datasets/${encodeURIComponent(dataset)}/averages`;

const showExamples = datasets =>
  byId('examples').replaceChildren(...datasets.flatMap(dataset => {
    const period = dataset.periods.includes('day') ? 'day' : dataset.periods[0];
    const grouped = dataset.groups.find(group => group.by.length > 0);
    const paths = [`${averagesPath(dataset.name)}?period=${period}`];
    if (grouped) {
      paths.push(`${averagesPath(dataset.name)}?period=${grouped.finest}&group=${grouped.by}&limit=20`);
    }
    return paths.map(path => {
      const item = element('li');
      const link = element('a', `/${path}`);
      link.href = path;
      item.append(link);
      return item;
    });
  }));

const allAverages = async path => {
  const items = [];
  for (let cursor = ''; cursor !== null;) {
    const page = await get(path + (cursor && `&cursor=${cursor}`));
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
};

// Round values from at most low to at least high: multiples of 1, 2 or 5 times a power of ten.
const ticksFor = (low, high) => {
  const rough = (high - low || 1) / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(candidate => candidate >= rough);
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  return Array.from({length: last - first + 1}, (_, i) => (first + i) * step);
};

// Consecutive periods with a mean; missing ones separate two runs.
const runsOf = (items, means) => {
  const runs = [];
  let end = null;
  items.forEach((item, i) => {
    if (means[i] === null) return;
    if (item.start !== end) runs.push([]);
    runs.at(-1).push(i);
    end = item.end;
  });
  return runs;
};

// Missing periods leave a gap in the line.
const draw = (items, measure) => {
  const means = items.map(item => item.measures[measure].mean);
  const known = means.filter(mean => mean !== null);
  const ticks = ticksFor(Math.min(0, ...known), Math.max(0, ...known));
  const [low, high] = [ticks[0], ticks.at(-1)];
  const from = Date.parse(items[0].start);
  const to = Math.max(Date.parse(items.at(-1).start), from + 1);
  const x = item => LEFT + (Date.parse(item.start) - from) / (to - from) * (WIDTH - LEFT - RIGHT);
  const y = mean => HEIGHT - BOTTOM - (mean - low) / (high - low) * (HEIGHT - TOP - BOTTOM);
  const plot = byId('plot');
  plot.replaceChildren();
  for (const value of ticks) {
    plot.append(
      shape('line', {class: 'axis', x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value)}),
      shape('text', {x: LEFT - 6, y: y(value) + 4, 'text-anchor': 'end'}, number(value)));
  }
  const labels = Math.min(X_LABELS, items.length);
  for (let i = 0; i < labels; i++) {
    const item = items[Math.round(i * (items.length - 1) / Math.max(labels - 1, 1))];
    const anchor = i === 0 ? 'start' : i === labels - 1 ? 'end' : 'middle';
    plot.append(shape('text', {x: x(item), y: HEIGHT - 8, 'text-anchor': anchor}, item.label));
  }
  for (const run of runsOf(items, means)) {
    const line = run.map(i => `${x(items[i])} ${y(means[i])}`).join('L');
    plot.append(
      shape('path', {class: 'area', d: `M${x(items[run[0]])} ${y(0)}L${line}L${x(items[run.at(-1)])} ${y(0)}Z`}),
      shape('path', {class: 'mean', d: `M${line}`}));
  }
  items.forEach((item, i) => {
    if (means[i] === null) return;
    const point = shape('circle', {class: 'point', cx: x(item), cy: y(means[i]), r: 2.5});
    point.append(shape('title', {}, `${item.label}: ${number(means[i])} (${count(item.count)} rows)`));
    plot.append(point);
  });
};

const stateOf = item => {
  const late = item.late === 0 ? '' : `, ${count(item.late)} late`;
  return (item.complete ? 'complete' : item.over ? 'waiting for a run' : 'in progress') + late;
};

const tabulate = (items, measure) =>
  byId('rows').replaceChildren(...items.map(item => {
    const excluded = Object.values(item.excluded).reduce((sum, rows) => sum + rows, 0);
    const row = element('tr');
    row.append(
      element('td', item.label),
      element('td', count(item.count)),
      element('td', number(item.rowsPerDay)),
      element('td', count(excluded)),
      element('td', number(item.measures[measure].mean)),
      element('td', stateOf(item)));
    return row;
  }));

const show = async () => {
  const [dataset, period, measure] =
    [choice.dataset.value, choice.period.value, choice.measure.value];
  const items = (await allAverages(`${averagesPath(dataset)}?period=${period}&limit=${LONGEST_PAGE}`))
    .slice(-MOST_POINTS);
  const empty = items.length === 0;
  byId('figure').hidden = empty;
  byId('values').hidden = empty;
  byId('state').textContent = empty ? 'No averages yet.' : '';
  if (empty) return;
  const unit = items[0].measures[measure].unit;
  byId('unit').textContent = `Mean ${measure}, ${unit}`;
  byId('caption').textContent =
    `Mean ${measure} in ${unit} by ${period}, ${items[0].label} to ${items.at(-1).label}`;
  draw(items, measure);
  tabulate(items, measure);
};

const showOrReport = () => show().catch(error => {
  byId('figure').hidden = true;
  byId('values').hidden = true;
  byId('state').textContent = `Cannot show the averages: ${error.message}`;
});

const chooseFrom = dataset => {
  fill(choice.period, dataset.periods, 'day');
  fill(choice.measure, dataset.measures.map(measure => measure.name));
};

const OUTCOMES = ['read', 'stored', 'corrected', 'duplicates', 'rejected', 'inFlight'];

const showBalances = async datasets => {
  const balances = await Promise.all(
    datasets.map(dataset => get(`api/v1/balance?dataset=${encodeURIComponent(dataset.name)}`)));
  byId('balances').replaceChildren(...balances.map((balance, i) => {
    const row = element('tr');
    row.append(
      element('td', datasets[i].name),
      ...OUTCOMES.map(outcome => element('td', count(balance[outcome]))));
    return row;
  }));
};

const showBalancesOrReport = datasets => showBalances(datasets)
  .catch(error => {
    byId('account-state').textContent = `Cannot show the balances: ${error.message}`;
  })
  .finally(() => {
    byId('account').hidden = false;
  });

const start = async () => {
  const {items: datasets} = await get('api/v1/datasets');
  showExamples(datasets);
  showBalancesOrReport(datasets);
  const drawn = datasets.filter(dataset => dataset.measures.length > 0);
  if (drawn.length === 0) return;
  fill(choice.dataset, drawn.map(dataset => dataset.name), 'rides');
  const chosen = () => drawn.find(dataset => dataset.name === choice.dataset.value);
  chooseFrom(chosen());
  choice.dataset.addEventListener('change', () => chooseFrom(chosen()));
  byId('choice').addEventListener('change', showOrReport);
  byId('chart').hidden = false;
  await showOrReport();
};

start().catch(error => {
  byId('chart').hidden = false;
  byId('state').textContent = `Cannot show the datasets: ${error.message}`;
});
