import {act} from './actions.js';
import {h} from './dom.js';
import {bytes, count, words} from './format.js';

const outcome = ({read, accepted, rejected, rejectedByRule}) => [
  h('p', {}, `${count(read)} rows: ${count(accepted)} would be stored`, rejected > 0 ? `, ${count(rejected)} would be rejected.` : '.'),
  rejected > 0 && h('p', {class: 'warn'}, Object.entries(rejectedByRule).map(([rule, rows]) => `${words(rule)}: ${count(rows)}`).join(' · '))
];

const example = ({line, field, message, raw}) => h('li', {},
  h('p', {}, field ? `${field}: ${message}` : message),
  raw && h('code', {class: 'raw'}, raw),
  h('p', {class: 'quiet'}, `line ${count(line)}`));

/** A drop zone: files are uploaded and validated, and ingested on a click. */
export const uploads = (datasets, selected) => {
  const list = h('ul', {class: 'list', 'aria-live': 'polite'});
  const choice = h('select', {'aria-label': 'Dataset of the file'});
  const input = h('input', {type: 'file', class: 'hidden', id: 'upload', multiple: true, onchange: () => {
    take(input.files);
    input.value = '';
  }});
  const place = h('div', {class: 'drop',
    ondragover: event => {
      event.preventDefault();
      place.classList.add('over');
    },
    ondragleave: () => place.classList.remove('over'),
    ondrop: event => {
      event.preventDefault();
      place.classList.remove('over');
      take(event.dataTransfer.files);
    }},
    input,
    h('p', {}, h('label', {for: 'upload', class: 'button'}, 'Choose a file'), ' or drop one here. Dataset: ', choice),
    h('p', {class: 'quiet'}, 'Meanstream checks the file first. It ingests nothing until you confirm.'));

  const take = files => [...files].forEach(file => add(file, choice.value));

  const add = async (file, dataset) => {
    const item = h('li', {class: 'source'});
    const show = (...content) => item.replaceChildren(
      h('div', {class: 'line'}, h('strong', {}, file.name), h('span', {class: 'quiet'}, `${dataset} · ${bytes(file.size)}`)),
      ...content.flat().filter(Boolean));
    const dismiss = text => h('button', {type: 'button', onclick: () => item.remove()}, text);
    list.prepend(item);
    show(h('progress', {'aria-label': `Uploading and checking ${file.name}`}), h('p', {class: 'quiet'}, 'Uploading and checking…'));
    try {
      const upload = await act(`uploads?${new URLSearchParams({dataset, name: file.name})}`, file);
      if (upload === null) return item.remove();
      const {report, path} = upload;
      const ingest = h('button', {type: 'button', class: 'primary', onclick: async () => {
        ingest.disabled = true;
        try {
          if (await act('ingestions', {dataset, path}) !== null) item.remove();
        } catch (error) {
          show(h('p', {class: 'bad'}, error.message), h('div', {class: 'tools'}, ingest, dismiss('Dismiss')));
        } finally {
          ingest.disabled = false;
        }
      }}, `Ingest ${count(report.accepted)} ${report.accepted === 1 ? 'row' : 'rows'}`);
      show(
        report.errors.map(error => h('p', {class: 'bad'}, error)),
        report.errors.length === 0 && outcome(report),
        report.warnings.map(warning => h('p', {class: 'warn'}, warning)),
        report.examples.length > 0 && h('ul', {class: 'examples'}, report.examples.map(example)),
        h('div', {class: 'tools'}, report.errors.length === 0 && ingest, dismiss('Dismiss')));
    } catch (error) {
      show(h('p', {class: 'bad'}, error.message), h('div', {class: 'tools'}, dismiss('Dismiss')));
    }
  };

  /** Lists the datasets; the one that the view is filtered by is selected. */
  const draw = dataset => {
    const kept = dataset ?? choice.value;
    choice.replaceChildren(...datasets().map(({name, title}) => h('option', {value: name, selected: name === kept}, title)));
  };
  draw(selected);
  return {element: h('div', {}, place, list), draw};
};
