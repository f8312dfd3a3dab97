// The page's state is its query string, so a link shows the same picture.
const KEYS = ['view', 'dataset', 'measure', 'period', 'group', 'from', 'to', 'compare', 'heat'];

const listeners = [];

/** What the address says; keys that it lacks are missing. */
export const current = () => {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(KEYS.filter(key => query.get(key)).map(key => [key, query.get(key)]));
};

/** The link to a state. */
export const linkTo = state => {
  const query = new URLSearchParams();
  KEYS.filter(key => state[key]).forEach(key => query.set(key, state[key]));
  return query.size === 0 ? './' : `./?${query}`;
};

/** Shows a state. `replace` keeps the browser's history as it is, for changes that are made continuously. */
export const go = (state, {replace = false} = {}) => {
  history[replace ? 'replaceState' : 'pushState'](null, '', linkTo(state));
  listeners.forEach(listener => listener(current()));
};

/** Calls a listener with each new state, and makes links inside the page change only its state. */
export const onChange = listener => {
  listeners.push(listener);
  addEventListener('popstate', () => listener(current()));
  document.addEventListener('click', event => {
    const link = event.target.closest('a[href^="./"]');
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState(null, '', link.getAttribute('href'));
    scrollTo(0, 0);
    listener(current());
  });
};
