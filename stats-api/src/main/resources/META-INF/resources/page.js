// The shell: which view is shown, whether the service responds, and the live state. All data comes from the API of this service
// and is inserted as text, never as HTML.
import {current, linkTo, onChange} from './page/address.js';
import {ApiError, get} from './page/api.js';
import {datasetView} from './page/dataset.js';
import {h} from './page/dom.js';
import {live} from './page/live.js';
import {overview} from './page/overview.js';
import {pipelineView} from './page/pipeline.js';

const byId = id => document.getElementById(id);

let datasets = [];
let view = null;
let pipeline = null;
let published = null;
let isAway = false;

/** Reports an error and leaves the page as it is; null clears the message. */
const report = error => {
  const notice = byId('notice');
  isAway = error !== null && (error.status === 0 || error.status >= 500);
  notice.hidden = error === null;
  notice.textContent = error === null ? '' : `This page may be out of date: ${error.message}.`;
};

const kindOf = state => state.view === 'pipeline'
  ? 'pipeline'
  : datasets.some(dataset => dataset.name === state.dataset) ? `dataset ${state.dataset}` : 'overview';

const make = (kind, state) => {
  switch (kind) {
    case 'pipeline':
      return pipelineView(() => datasets, state, report);
    case 'overview':
      return overview(() => datasets, report);
    default:
      return datasetView(datasets, state, report);
  }
};

const showTabs = kind => byId('tabs').replaceChildren(...[
  ['Overview', {}, kind === 'overview'],
  ...datasets.map(({name, title}) => [title, {dataset: name}, kind === `dataset ${name}`]),
  ['Pipeline', {view: 'pipeline'}, kind === 'pipeline']
].map(([text, target, isCurrent]) => h('a', {href: linkTo(target), 'aria-current': isCurrent && 'page'}, text)));

/** Scrolls the current tab into view where the tabs are wider than the screen. */
const revealTab = () => {
  const tabs = byId('tabs');
  const tab = tabs.querySelector('[aria-current]');
  if (!tab) return;
  tabs.scrollLeft = tab.offsetLeft - tabs.offsetLeft - (tabs.clientWidth - tab.offsetWidth) / 2;
};

// what stands beside the tabs narrows them, and the font changes their width
new ResizeObserver(revealTab).observe(byId('tabs'));
document.fonts.ready.then(revealTab);

const show = state => {
  const kind = kindOf(state);
  showTabs(kind);
  revealTab();
  if (view?.kind === kind) return view.update(state);
  view?.dispose();
  view = {kind, ...make(kind, state)};
  document.title = `${view.title} · Meanstream`;
  byId('view').replaceChildren(view.element);
  if (pipeline) view.pipeline?.(pipeline);
  return view.start();
};

const loadDatasets = async () => {
  ({items: datasets} = await get('datasets'));
};

/** Shows new averages once a run has published them. */
const showPublished = async () => {
  const done = pipeline.runs.filter(run => run.state === 'done');
  const datasetsWithNew = done.filter(run => published && !published.has(run.id)).map(run => run.dataset);
  const all = new Set(done.map(run => run.id));
  if (datasetsWithNew.length > 0) {
    await loadDatasets();
    view.refresh(datasetsWithNew);
  }
  published = all;
};

const showConnection = (isUp, why) => {
  const status = byId('live');
  status.className = `live ${isUp ? 'up' : 'down'}`;
  status.textContent = isUp ? 'Live' : 'Offline';
  if (!isUp) report(new ApiError(why ?? 'the service does not respond; trying again', 0));
};

const start = async () => {
  await loadDatasets();
  onChange(show);
  await show(current());
  live(state => {
    pipeline = state;
    const wasAway = isAway;
    if (wasAway) report(null);
    view.pipeline?.(state);
    if (wasAway) view.refresh();
    showPublished().catch(report);
  }, showConnection);
};

start().catch(error => {
  report(error);
  byId('view').replaceChildren(h('p', {class: 'empty'}, 'There is nothing to show yet. Reload the page when the service is back.'));
});
