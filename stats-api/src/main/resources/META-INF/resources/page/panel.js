import {h, save} from './dom.js';
import {count} from './format.js';

const MOST_ROWS = 1000;

const csvCell = value => {
  const text = value === null || value === undefined ? '' : String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const csv = ({columns, rows}) =>
  [columns.map(column => column.name), ...rows.map(row => columns.map(column => column.raw(row)))]
    .map(cells => cells.map(csvCell).join(','))
    .join('\r\n') + '\r\n';

/** A table; each column has a `name`, a `raw` value of a row, and perhaps a `text` to show instead. */
export const table = (caption, {columns, rows}) => h('table', {},
  h('caption', {class: 'unseen'}, caption),
  h('thead', {}, h('tr', {}, columns.map(column => h('th', {scope: 'col', class: column.left && 'left'}, column.name)))),
  h('tbody', {}, rows.slice(0, MOST_ROWS).map(row => h('tr', {}, columns.map((column, i) =>
    h(i === 0 ? 'th' : 'td', {scope: i === 0 && 'row', class: column.left && 'left'},
      column.show ? column.show(row) : column.text ? column.text(row) : String(column.raw(row) ?? '–')))))));

/**
 * A figure that is shown as a chart or as a table of the same numbers.
 *
 * @param name the file name of its download, without extension
 * @param download a link to use instead of saving the table
 */
export const panel = ({id, title, name, drawing, options, download}) => {
  const note = h('p', {class: 'note'});
  const body = h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `${title}, table`, hidden: true});
  const asTable = h('button', {type: 'button', 'aria-pressed': 'false', onclick: () => toggle(body.hidden)}, 'Table');
  const saveShown = () => h('button', {type: 'button', onclick: () => save(`${name()}.csv`, 'text/csv', csv(shown))}, 'CSV');
  const element = h('section', {class: 'panel', id, 'aria-labelledby': `${id}-title`, 'aria-busy': 'true'},
    h('header', {},
      h('h2', {id: `${id}-title`}, title),
      h('div', {class: 'tools'}, options, asTable, download ?? saveShown())),
    note, drawing, body);
  let shown = {columns: [], rows: []};

  const toggle = on => {
    asTable.setAttribute('aria-pressed', on);
    body.hidden = !on;
    drawing.hidden = on;
  };

  return {
    element,
    /** Shows the numbers, and a sentence that sums up the figure. */
    show(sentence, content) {
      shown = content;
      element.removeAttribute('aria-busy');
      note.textContent = sentence;
      const cut = content.rows.length > MOST_ROWS
        ? h('p', {class: 'note'}, `The first ${count(MOST_ROWS)} of ${count(content.rows.length)} rows. The CSV file has all of them.`)
        : null;
      body.replaceChildren(...[table(title, content), cut].filter(Boolean));
    }
  };
};
