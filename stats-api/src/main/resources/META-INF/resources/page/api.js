const ROOT = 'api/v1/';
const LONGEST_PAGE = 10000;
const MOST_ITEMS = 100000;

/** A request that failed; the message is for people. */
export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

const query = parameters => {
  const given = Object.entries(parameters)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map(one => [name, one]))
    .filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
};

/** The address of a path of the API, relative to the page. */
export const url = (path, parameters = {}) => ROOT + path + query(parameters);

/** The path of a dataset's averages or rejects. */
export const pathOf = (dataset, what) => `datasets/${encodeURIComponent(dataset)}/${what}`;

const problemOf = async response => {
  try {
    return (await response.json()).detail;
  } catch {
    return `the service responded with status ${response.status}`;
  }
};

/** What came of a request; an error unless it was aborted means that the connection was not made, or was cut. */
const received = promise => promise.catch(error => {
  throw error.name === 'AbortError' ? error : new ApiError('the service does not respond', 0);
});

/** Fetches a document. */
export const get = async (path, parameters, signal) => {
  const response = await received(fetch(url(path, parameters), {headers: {Accept: 'application/json'}, signal}));
  if (!response.ok) throw new ApiError(await problemOf(response), response.status);
  return received(response.json());
};

/** The periods of the overall averages, which a definition may keep from longer ones on than those of groups. */
export const overallPeriods = dataset => dataset.groups.find(group => group.by.length === 0).periods;

/** The value of the parameter `group` that selects one group. */
export const groupParameter = group => Object.entries(group)
  .map(([field, value]) => `${field}:${value === null ? '\\N' : String(value).replace(/[\\,:]/g, '\\$&')}`)
  .join(',');

/** Fetches all pages of averages, at most 100,000 of them. */
export const averages = async (dataset, parameters, signal) => {
  const items = [];
  for (let cursor; cursor !== null && items.length < MOST_ITEMS;) {
    const page = await get(pathOf(dataset, 'averages'), {...parameters, limit: LONGEST_PAGE, cursor}, signal);
    items.push(...page.items);
    cursor = page.next;
  }
  return items;
};
