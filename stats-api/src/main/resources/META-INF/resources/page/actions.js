import {ApiError, url} from './api.js';
import {h} from './dom.js';

const TOKEN = 'meanstream-token';

const send = async (path, body) => {
  const token = sessionStorage.getItem(TOKEN);
  const isFile = body instanceof Blob;
  try {
    return await fetch(url(path), {
      method: 'POST',
      headers: {'Content-Type': isFile ? 'application/octet-stream' : 'application/json', ...(token && {Authorization: `Bearer ${token}`})},
      body: isFile ? body : JSON.stringify(body)
    });
  } catch {
    throw new ApiError('the service does not answer', 0);
  }
};

/** Asks for the token, once for each tab; false if the person cancels. */
const askForToken = () => new Promise(resolve => {
  const input = h('input', {type: 'password', autocomplete: 'off', 'aria-label': 'Token'});
  const dialog = h('dialog', {'aria-labelledby': 'token-title', onclose: () => {
    dialog.remove();
    resolve(dialog.returnValue === 'use' && input.value.trim() !== '');
  }},
    h('h2', {id: 'token-title'}, 'Token needed'),
    h('p', {}, 'This changes the pipeline, so it needs the administrator’s token. On the machine that runs Meanstream it is in the file .meanstream/token.'),
    input,
    h('div', {class: 'tools'},
      h('button', {type: 'button', onclick: () => dialog.close('cancel')}, 'Cancel'),
      h('button', {type: 'button', class: 'primary', onclick: () => use()}, 'Use token')));
  const use = () => {
    sessionStorage.setItem(TOKEN, input.value.trim());
    dialog.close('use');
  };
  input.addEventListener('keydown', event => event.key === 'Enter' && use());
  document.body.append(dialog);
  dialog.showModal();
});

/**
 * Has the pipeline do something; asks for the token if it is needed. Returns the answer, or null if the person cancels.
 *
 * @param body a document, or a file: for that the token is asked first, so that it is not sent in vain
 */
export const act = async (path, body = {}) => {
  if (body instanceof Blob && !sessionStorage.getItem(TOKEN) && !await askForToken()) return null;
  const response = await send(path, body);
  if (response.status === 401) {
    sessionStorage.removeItem(TOKEN);
    return await askForToken() ? act(path, body) : null;
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(answer.detail ?? `the service answered ${response.status}`, response.status);
  return answer;
};

/** A button that acts once at a time, and reports what went wrong. */
export const actionButton = (text, path, body, report) => {
  const button = h('button', {type: 'button', onclick: async () => {
    button.disabled = true;
    try {
      await act(path, body);
    } catch (error) {
      report(error);
    } finally {
      button.disabled = false;
    }
  }}, text);
  return button;
};
