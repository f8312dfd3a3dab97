import {actionButton} from './actions.js';
import {get, pathOf, url} from './api.js';
import {linkTo} from './address.js';
import {h} from './dom.js';
import {ago, bytes, compact, count, percent, span, time, words} from './format.js';
import {balanceBar, balanceText} from './overview.js';
import {uploads} from './upload.js';

const EXAMPLES = 3;
const POLL = 5000;
const RATE_OVER = 10000;

const STATES = {
  behind: 'busy', fetching: 'busy', waiting: 'warn', queued: 'info', hashing: 'busy', reading: 'busy', running: 'busy', done: 'good', known: 'good', unbalanced: 'bad', failed: 'bad', lost: 'bad', cancelled: 'quiet'
};

const badge = state => h('span', {class: `badge ${STATES[state] ?? 'info'}`}, state);

const progress = ({state, bytes, bytesRead, source}) => {
  if (['done', 'known'].includes(state) || !bytes) return null;
  return h('progress', {max: bytes, value: Math.min(bytesRead, bytes), 'aria-label': `${source}: ${percent(bytesRead / bytes)} read`});
};

/** Rows per second of each source that is being read, over the last ten seconds. */
const rates = () => {
  const seen = new Map();
  return ({id, read, createdAt, endedAt}, now = Date.now()) => {
    if (endedAt) {
      const seconds = (Date.parse(endedAt) - Date.parse(createdAt)) / 1000;
      return seconds > 0 ? read / seconds : null;
    }
    const points = (seen.get(id) ?? []).filter(([at]) => now - at < RATE_OVER);
    points.push([now, read]);
    seen.set(id, points);
    const [[first, before]] = points;
    return now - first < 900 ? null : (read - before) * 1000 / (now - first);
  };
};

/** How long ago, with the time in full on hover. */
const moment = (instant, zone) => h('time', {datetime: instant, title: time(instant, zone)}, ago(instant));

const OPEN = ['queued', 'hashing', 'reading'];
const REPEATABLE = ['failed', 'cancelled'];

const sourceAction = ({id, state}, button) => {
  const path = `ingestions/${encodeURIComponent(id)}`;
  if (OPEN.includes(state)) return button('Cancel', `${path}/cancel`, {});
  return REPEATABLE.includes(state) ? button('Retry', `${path}/retry`, {}) : null;
};

const sourceRow = (ingestion, rate, zone, button) => h('li', {class: 'source'},
  h('div', {class: 'line'}, h('strong', {}, ingestion.source), sourceAction(ingestion, button), badge(ingestion.state)),
  h('p', {class: 'quiet'}, [
    ingestion.dataset,
    `${compact(ingestion.read)} rows`,
    rate !== null && rate > 0 && `${compact(rate)}/s`
  ].filter(Boolean).join(' · '), ' · ', moment(ingestion.createdAt, zone)),
  progress(ingestion),
  ingestion.read > 0 && [balanceBar(ingestion), h('p', {class: 'quiet'}, balanceText(ingestion))],
  ingestion.error && h('p', {class: 'bad'}, ingestion.error),
  ingestion.warnings.map(warning => h('p', {class: 'warn'}, warning)),
  ingestion.knownAs && h('p', {class: 'quiet'}, `Same file as ${ingestion.knownAs}; its rows count only once.`));

const runRow = (run, zone, button) => h('li', {class: 'source'},
  h('div', {class: 'line'},
    h('strong', {}, run.dataset),
    ['queued', 'running'].includes(run.state) && button('Cancel', `runs/${encodeURIComponent(run.id)}/cancel`, {}),
    badge(run.state)),
  h('p', {class: 'quiet'}, [
    run.startedAt && run.endedAt && span((Date.parse(run.endedAt) - Date.parse(run.startedAt)) / 1000),
    run.days !== null && `${count(run.days)} ${run.days === 1 ? 'day' : 'days'}`,
    run.averagesWritten !== null && `${count(run.averagesWritten)} averages`,
    run.trigger
  ].filter(Boolean).map(text => `${text} · `), moment(run.requestedAt, zone)),
  run.error && h('p', {class: 'bad'}, run.error));

const scheduleRow = ({dataset, cron, zone, paused, next}, button) => h('li', {},
  h('span', {},
    h('strong', {}, dataset),
    paused ? ' is paused' : next ? [' next runs ', ago(next), h('span', {class: 'quiet'}, ` · ${time(next, zone)}`)] : ' runs only on request',
    cron && h('code', {}, cron)),
  h('span', {class: 'tools'},
    cron && button(paused ? 'Resume' : 'Pause', `schedules/${encodeURIComponent(dataset)}/${paused ? 'resume' : 'pause'}`, {}),
    button('Run now', 'runs', {dataset})));

const example = item => h('li', {},
  h('p', {}, item.field ? `${item.field}: ${item.message}` : item.message),
  item.raw && h('code', {class: 'raw'}, item.raw),
  h('p', {class: 'quiet'}, item.line ? `${item.source}:${item.line}` : item.source ?? item.ingestion));

/** How far each reader of a topic is behind. */
const lagText = readers => readers.map(({group, lag}) => lag === 0 ? `${group} has read everything` : `${group} is ${count(lag)} behind`).join(' · ');

const topicRow = ({topic, bytes: size, recordsPerSecond, partitions}, readers) => h('li', {class: 'source'},
  h('div', {class: 'line'},
    h('strong', {}, topic),
    readers.some(({lag}) => lag > 0) && badge('behind')),
  h('p', {class: 'quiet'}, [
    `${count(partitions.reduce((sum, {start, end}) => sum + end - start, 0))} offsets`,
    `${partitions.length} ${partitions.length === 1 ? 'partition' : 'partitions'}`,
    bytes(size),
    recordsPerSecond > 0 && `${compact(recordsPerSecond)}/s`
  ].filter(Boolean).join(' · ')),
  readers.length > 0 && h('p', {class: 'quiet'}, lagText(readers)));

const feedState = ({fetching, waitsUntil, fetch}) => {
  if (fetching) return waitsUntil ? 'waiting' : 'fetching';
  return fetch?.error ? 'failed' : fetch?.endedAt ? 'done' : null;
};

const fetchText = ({records, pages, unchanged}) => [
  `${count(records)} ${records === 1 ? 'record' : 'records'} on ${count(pages)} ${pages === 1 ? 'page' : 'pages'}`,
  unchanged > 0 && `${count(unchanged)} unchanged`
].filter(Boolean).join(', ');

const feedRow = (feed, zone, button) => {
  const {dataset, url: address, scheduled, fetching, page, landedAt, waitsUntil, nextFetch, fetch} = feed;
  const state = feedState(feed);
  return h('li', {class: 'source'},
    h('div', {class: 'line'}, h('strong', {}, dataset), !fetching && button('Fetch now', `datasets/${encodeURIComponent(dataset)}/fetch`, {}), state && badge(state)),
    h('p', {class: 'quiet'}, fetch
      ? [fetching ? 'Current fetch: ' : 'Last fetch: ', fetchText(fetch), ' · ', moment(fetch.endedAt ?? fetch.startedAt, zone)]
      : landedAt ? ['Last page landed ', moment(landedAt, zone)] : 'Never fetched yet.'),
    h('p', {class: 'quiet'}, waitsUntil
      ? ['The server asked to wait until ', time(waitsUntil, zone)]
      : nextFetch ? ['Next fetch ', moment(nextFetch, zone)] : scheduled ? null : 'Fetched only on request'),
    h('p', {class: 'quiet'}, page ? 'Last page: ' : 'Address: ', h('code', {}, page ?? address)),
    fetch?.error && h('p', {class: 'bad'}, fetch.error));
};

const healthText = (state, checks) => {
  if (state === 'away') return 'does not respond';
  const failed = checks.filter(check => check.state === 'down').map(check => check.name);
  return state === 'up' ? 'ready' : ['not ready', failed.join(', ')].filter(Boolean).join(': ');
};

const section = (id, title, ...content) => h('section', {class: 'panel', id, 'aria-labelledby': `${id}-title`},
  h('header', {}, h('h2', {id: `${id}-title`}, title)), content);

/** The view of sources, rejects, feeds, runs, services and topics. */
export const pipelineView = (datasets, initial, report) => {
  let state = initial;
  let pipeline = null;
  let services = null;
  let timer = null;
  let open = null;
  const rate = rates();
  const buttons = new Map();
  const filter = h('nav', {class: 'chips', 'aria-label': 'Datasets'});
  const sums = h('dl', {class: 'figures'});
  const sources = h('ul', {class: 'list'});
  const rejects = h('div', {});
  const runs = h('ul', {class: 'list'});
  const schedules = h('ul', {class: 'plain'});
  const health = h('ul', {class: 'health'});
  const topics = h('ul', {class: 'list'});
  const feeds = h('ul', {class: 'list'});
  const feedsSection = section('feeds', 'Feeds', feeds);
  feedsSection.hidden = true;
  const upload = uploads(datasets, initial.dataset);
  const element = h('div', {class: 'pipeline'},
    h('header', {class: 'head'}, h('h1', {}, 'Pipeline'), h('p', {}, 'The outcome of every row read so far, updated live.')),
    filter, sums,
    h('div', {class: 'panels'},
      section('sources', 'Sources', upload.element, sources),
      section('rejects', 'Rejects', rejects),
      feedsSection,
      section('runs', 'Runs', schedules, runs),
      section('services', 'Services', health),
      section('topics', 'Topics', topics)));

  /** Always the same button, so that a redraw between press and release does not lose a click. */
  const button = (text, path, body) => {
    const key = `${text} ${path} ${JSON.stringify(body)}`;
    if (!buttons.has(key)) buttons.set(key, actionButton(text, path, body, report));
    return buttons.get(key);
  };

  const zoneOf = name => datasets().find(dataset => dataset.name === name)?.zone ?? 'UTC';
  const isShown = ({dataset}) => !state.dataset || dataset === state.dataset;
  const orNone = (rows, text) => rows.length > 0 ? rows : [h('li', {class: 'quiet'}, text)];

  const draw = () => {
    filter.replaceChildren(...[['', 'All datasets'], ...datasets().map(({name, title}) => [name, title])].map(([name, title]) =>
      h('a', {href: linkTo({view: 'pipeline', dataset: name}), 'aria-current': (state.dataset ?? '') === name && 'true'}, title)));
    if (!pipeline) return;
    const focused = document.activeElement;
    const balances = pipeline.balances.filter(isShown);
    const sum = key => balances.reduce((total, balance) => total + balance[key], 0);
    sums.replaceChildren(...[['read', 'Read'], ['stored', 'Stored'], ['corrected', 'Corrected'], ['duplicates', 'Duplicates'], ['rejected', 'Rejected'], ['inFlight', 'In flight']]
      .map(([key, name]) => h('div', {}, h('dt', {}, name), h('dd', {}, count(sum(key))))));
    sources.replaceChildren(...orNone(pipeline.ingestions.filter(isShown).map(one => sourceRow(one, rate(one), zoneOf(one.dataset), button)), 'Nothing has been ingested yet. Choose a file above, or run ./meanstream ingest FILE.'));
    runs.replaceChildren(...orNone(pipeline.runs.filter(isShown).map(run => runRow(run, zoneOf(run.dataset), button)), 'There have been no runs yet.'));
    schedules.replaceChildren(...pipeline.schedules.filter(isShown).map(schedule => scheduleRow(schedule, button)));
    drawRejects();
    if (focused !== document.activeElement && focused.isConnected) focused.focus();
  };

  const rulesOf = () => pipeline.balances
    .filter(isShown)
    .flatMap(({dataset, rejectedByRule}) => Object.entries(rejectedByRule).map(([rule, rows]) => ({dataset, rule, rows})))
    .sort((one, other) => other.rows - one.rows);

  const drawRejects = () => {
    const found = rulesOf();
    const keys = found.map(({dataset, rule, rows}) => `${dataset}|${rule}|${rows}`).join();
    if (rejects.dataset.keys === keys) return;
    rejects.dataset.keys = keys;
    rejects.replaceChildren(found.length === 0
      ? h('p', {class: 'quiet'}, 'No rows have been rejected.')
      : h('ul', {class: 'list'}, found.map(({dataset, rule, rows}) => {
          const examples = h('div', {});
          const details = h('details', {ontoggle: () => details.open && showExamples(examples, dataset, rule)},
            h('summary', {}, h('strong', {}, words(rule)), h('b', {}, count(rows)), h('span', {class: 'quiet'}, dataset)),
            examples,
            h('a', {class: 'button', href: url(pathOf(dataset, 'rejects'), {rule, format: 'csv'}), download: `${dataset}-rejects-${rule}.csv`}, 'Download all'));
          if (open === null) {
            open = rule;
            details.open = true;
          }
          return h('li', {}, details);
        })));
  };

  const showExamples = async (place, dataset, rule) => {
    if (place.hasChildNodes()) return;
    try {
      const {items} = await get(pathOf(dataset, 'rejects'), {rule, limit: EXAMPLES});
      place.replaceChildren(h('ul', {class: 'examples'}, items.map(example)));
    } catch (error) {
      report(error);
    }
  };

  const drawHealth = () => services && health.replaceChildren(...services.map(({name, state: up, checks}) => h('li', {},
    h('span', {class: `dot ${up === 'up' ? 'up' : 'down'}`, role: 'img', 'aria-label': up}), h('strong', {}, name),
    h('span', {class: 'quiet'}, healthText(up, checks)))));

  const own = async () => {
    try {
      const {status, checks} = await (await fetch('q/health/ready')).json();
      return {name: 'stats-api', state: status.toLowerCase(), checks: checks.map(check => ({name: check.name, state: check.status.toLowerCase()}))};
    } catch {
      return {name: 'stats-api', state: 'away', checks: []};
    }
  };

  const loadHealth = async () => {
    const [self, others] = await Promise.all([own(), get('services').then(({items}) => items, () => [])]);
    services = [self, ...others];
    drawHealth();
  };

  const loadTopics = async () => {
    try {
      const [{items: found}, {items: readers}] = await Promise.all([get('topics'), get('consumers')]);
      topics.replaceChildren(...orNone(found.map(topic => topicRow(topic, readers.filter(reader => reader.topic === topic.topic))), 'Kafka has no topics yet.'));
    } catch (error) {
      topics.replaceChildren(h('li', {class: 'quiet'}, `Currently unknown: ${error.message}.`));
    }
  };

  const loadFeeds = async () => {
    try {
      const {items: all} = await get('feeds');
      feedsSection.hidden = all.length === 0;
      const focused = document.activeElement;
      feeds.replaceChildren(...orNone(all.filter(isShown).map(feed => feedRow(feed, zoneOf(feed.dataset), button)), 'This dataset has no feed.'));
      if (focused !== document.activeElement && focused.isConnected) focused.focus();
    } catch (error) {
      feeds.replaceChildren(h('li', {class: 'quiet'}, `Currently unknown: ${error.message}.`));
    }
  };

  const load = () => Promise.all([loadHealth(), loadTopics(), loadFeeds()]);

  return {
    element,
    title: 'Pipeline',
    start: () => {
      draw();
      timer = setInterval(() => document.hidden || load(), POLL);
      return load();
    },
    update(next) {
      state = next;
      upload.draw(next.dataset);
      draw();
      return loadFeeds();
    },
    refresh: load,
    pipeline(next) {
      pipeline = next;
      draw();
    },
    dispose: () => clearInterval(timer)
  };
};
