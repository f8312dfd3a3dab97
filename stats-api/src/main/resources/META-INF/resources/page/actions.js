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
    throw new ApiError('the service does not respond', 0);
  }
};

/** Asks for the token, once per browser tab; false if the user cancels. */
const askForToken = () => new Promise(resolve => {
  const input = h('input', {type: 'password', autocomplete: 'off', 'aria-label': 'Token'});
  const dialog = h('dialog', {'aria-labelledby': 'token-title', onclose: () => {
    dialog.remove();
    resolve(dialog.returnValue === 'use' && input.value.trim() !== '');
  }},
    h('h2', {id: 'token-title'}, 'Enter the token'),
    h('p', {}, 'Changes to the pipeline need the administrator’s token. It is in the file .meanstream/token on the machine that runs Meanstream; with docker compose it is MEANSTREAM_TOKEN in .env.'),
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
 * Sends a command to the pipeline, and asks for the token if it is needed. Returns the response, or null if the user cancels.
 *
 * @param body a document or a file; before a file is sent, the token is requested, so that the upload is not wasted
 */
export const act = async (path, body = {}) => {
  if (body instanceof Blob && !sessionStorage.getItem(TOKEN) && !await askForToken()) return null;
  const response = await send(path, body);
  if (response.status === 401) {
    sessionStorage.removeItem(TOKEN);
    return await askForToken() ? act(path, body) : null;
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new ApiError(answer.detail ?? `the service responded with status ${response.status}`, response.status);
  return answer;
};

/** A button that sends one command at a time, and reports errors. */
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
