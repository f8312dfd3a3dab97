/**
 * The state of the pipeline, sent by the service whenever it changes. `onState` is called with each state, `onConnection` with
 * whether the service answers; the browser connects again by itself.
 */
export const live = (onState, onConnection) => {
  const events = new EventSource('api/v1/events');
  events.addEventListener('pipeline', event => {
    onConnection(true);
    onState(JSON.parse(event.data));
  });
  events.addEventListener('unavailable', event => onConnection(false, event.data));
  events.addEventListener('error', () => onConnection(false));
  return events;
};
