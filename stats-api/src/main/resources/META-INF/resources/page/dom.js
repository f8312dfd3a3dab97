/**
 * Makes an element. Strings become text, never HTML. Properties that start with "on" are listeners; null, undefined
 * and false leave an attribute out.
 */
export const h = (name, attributes, ...children) => append(document.createElement(name), attributes, children);

/** Makes an SVG element. */
export const svg = (name, attributes, ...children) =>
  append(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);

const append = (made, attributes, children) => {
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return made;
};

/** Saves a text as a file. */
export const save = (name, type, text) => {
  const url = URL.createObjectURL(new Blob([text], {type}));
  h('a', {href: url, download: name}).click();
  URL.revokeObjectURL(url);
};
