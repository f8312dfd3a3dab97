import {h} from './dom.js';

/** Radio buttons in a row. `choices` are [value, text]. */
export const segments = (legend, name, choices, chosen, choose) => h('fieldset', {class: 'segments'},
  h('legend', {}, legend),
  h('div', {}, choices.map(([value, text]) => h('label', {},
    h('input', {type: 'radio', name, value, checked: value === chosen, onchange: () => choose(value)}),
    h('span', {}, text)))));

/** A list to choose from. */
export const select = (label, name, choices, chosen, choose) => h('label', {class: 'select'},
  h('span', {}, label),
  h('select', {name, onchange: event => choose(event.target.value)},
    choices.map(([value, text]) => h('option', {value, selected: value === chosen}, text))));

/** A date. */
export const day = (label, name, value, {min, max}, choose) => h('label', {class: 'select'},
  h('span', {}, label),
  h('input', {type: 'date', name, value, min, max, onchange: event => event.target.checkValidity() && choose(event.target.value)}));
